"""What an experiment is in a log: who took part, what was seen before it, and what came after."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.foundation.errors import InputError
from hooper.strategies import actions
from hooper.strategies.random_offer import RandomOffer
from hooper.targeting import experiment as in_a_log
from hooper.targeting.balance import balance_of
from hooper.targeting.experiment import experiment_of
from tests.small_worlds import changed, retail, run_with, subscription

WEEK = 7.0
# Four customers; the offers come at the end of week 10, on day 70, to the first and the third.
ORDERS = [
    (1, 0.0, 10.0),
    (1, 63.0, 30.0),
    (1, 71.0, 5.0),
    (1, 80.0, 7.0),
    (2, 3.0, 20.0),
    (2, 100.0, 9.0),
    (3, 70.0, 8.0),
    (4, 75.0, 50.0),
]
OFFERS = [(1, 10, 0, 0.5), (3, 10, 0, 0.5)]


@pytest.fixture(scope="module")
def by_hand(observed):
    return observed(
        ORDERS, 16, contacts=[*OFFERS, (2, 5, 1, 0.2)], service_cases=[(1, 69.0, 0.1, False, True)]
    )


def feature(experiment, name):
    return experiment.features.values[:, experiment.features.names.index(name)].tolist()


def test_an_offer_has_the_number_that_strategies_give_it():
    assert in_a_log.OFFER == actions.OFFER


def test_those_known_at_the_review_take_part_and_the_contacts_say_who_was_treated(by_hand):
    experiment = experiment_of(by_hand, WEEK)
    assert experiment.customer_id.tolist() == [1, 2, 3], "the fourth came after it"
    assert experiment.treated.tolist() == [True, False, True]
    assert (experiment.review_period, experiment.review_days, experiment.horizon_days) == (10, 70.0, 42.0)
    assert experiment.left_out == 0


def test_outcomes_are_counted_from_the_review_on_and_up_to_the_horizon(by_hand):
    whole, two_weeks = experiment_of(by_hand, WEEK), experiment_of(by_hand, WEEK, horizon_weeks=2.0)
    assert whole.outcome("spend").tolist() == [12.0, 9.0, 0.0]
    assert whole.outcome("orders").tolist() == [2.0, 1.0, 0.0]
    assert two_weeks.outcome("spend").tolist() == [12.0, 0.0, 0.0]


def test_features_are_those_of_the_moment_before(by_hand):
    experiment = experiment_of(by_hand, WEEK)
    assert feature(experiment, "weeks_since_last") == [1.0, 67.0 / 7.0, 0.0]
    assert feature(experiment, "weeks_known") == [10.0, 67.0 / 7.0, 0.0]
    assert feature(experiment, "purchases") == [2.0, 1.0, 1.0]
    assert feature(experiment, "total_spend") == [40.0, 20.0, 8.0]
    assert feature(experiment, "orders_in_13_weeks") == [2.0, 1.0, 1.0]
    assert feature(experiment, "service_cases") == [1.0, 0.0, 0.0]
    assert feature(experiment, "contacts") == [0.0, 1.0, 0.0], "offers of the review itself are no feature"


def test_with_a_time_of_activity_the_silent_stay_out_and_it_is_known_who_is_there_afterwards(by_hand):
    assert experiment_of(by_hand, WEEK, active_within_days=67.1).customer_id.tolist() == [1, 2, 3]
    with pytest.raises(InputError, match="of the 2 customers who take part, 2 got an offer"):
        experiment_of(by_hand, WEEK, active_within_days=67.0)
    few_weeks = experiment_of(by_hand, WEEK, active_within_days=68.0, horizon_weeks=3.0)
    assert few_weeks.outcome("there").tolist() == [1.0, 0.0, 0.0]
    late = experiment_of(by_hand, WEEK, active_within_days=68.0, horizon_weeks=5.0)
    assert late.outcome("there").tolist() == [1.0, 1.0, 0.0]


def test_outcomes_end_with_the_next_review_that_makes_offers(observed):
    twice = observed(ORDERS, 16, contacts=[*OFFERS, (2, 12, 0, 0.5)])
    assert experiment_of(twice, WEEK).horizon_days == 14.0
    assert experiment_of(twice, WEEK, review_period=12).treated.tolist() == [False, True, False, False]


def test_what_is_known_of_who_customers_are_is_a_feature(observed):
    told = [(1, 0, 44.0), (2, 0, 31.0), (3, 0, 52.0), (4, 0, 60.0)]
    experiment = experiment_of(observed(ORDERS, 16, contacts=OFFERS, profiles=told), WEEK)
    assert feature(experiment, "trait_0") == [44.0, 31.0, 52.0]


@given(st.integers(0, 2**16 - 1).map(np.random.default_rng))
@settings(max_examples=25)
def test_nothing_that_happens_after_the_review_moves_a_feature(observed, rng):
    later = [
        (int(who), day, amount)
        for who, day, amount in zip(
            rng.integers(1, 5, 8), rng.uniform(70.001, 111.0, 8), rng.uniform(1.0, 90.0, 8), strict=True
        )
    ]
    before = [order for order in ORDERS if order[1] <= 70.0]
    one, other = (
        experiment_of(observed([*before, *after], 16, contacts=OFFERS), WEEK) for after in ([], later)
    )
    assert np.array_equal(one.features.values, other.features.values)


WRONG = {
    "a period that is another": ({"period_days": 30.4375}, "112 days are no whole number of periods"),
    "no such review": ({"review_period": 9}, "choose a period with offers: 10"),
    "weeks beyond the end": ({"horizon_weeks": 7.0}, "up to 6"),
    "weeks below zero": ({"horizon_weeks": -1.0}, "weeks above 0"),
    "an activity that nobody shows": ({"active_within_days": 0.0}, "of the 0 customers who take part, 0 got"),
}


@pytest.mark.parametrize(("asked", "told"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_asked_of_a_history_is_refused_with_a_remedy(asked, told, by_hand):
    with pytest.raises(InputError, match=told) as caught:
        experiment_of(by_hand, **{"period_days": WEEK} | asked)
    assert caught.value.faults[0].remedy


def test_a_history_without_offers_or_an_outcome_that_is_none_is_refused(observed, by_hand):
    with pytest.raises(InputError, match="no offer was made"):
        experiment_of(observed(ORDERS, 16), WEEK)
    with pytest.raises(InputError, match="no outcome 'there'"):
        experiment_of(by_hand, WEEK).outcome("there")


def test_under_contracts_whoever_is_there_is_billed_and_so_seen():
    """Where nobody comes back, `there` is whoever, in truth, had not left before the last period."""
    world = subscription(400)
    world = changed(world, switched_on=tuple(law for law in world.switched_on if law != "win_back"))
    lived = run_with(RandomOffer(), world, 20, branch=12, grant=1e9)
    days = world.period_days
    experiment = experiment_of(lived.history.observed, days, active_within_days=days)
    exits = lived.history.truth.exits
    left = exits["customer_id"].to_numpy()[exits["period"].to_numpy() < 19]
    there = experiment.outcome("there") == 1.0
    assert there.tolist() == (~np.isin(experiment.customer_id, left)).tolist()
    assert 0.0 < there.mean() < 1.0


def test_offers_by_lot_look_like_lots_and_offers_to_the_best_do_not():
    """False alarm: one in a thousand by the bound of the balance; the seed is fixed."""
    world = retail(1500)
    lots = experiment_of(run_with(RandomOffer(), world, 39, branch=26, grant=1e9).history.observed, WEEK)
    assert balance_of(lots).looks_like_lots
    buyers = experiment_of(
        run_with(
            RandomOffer(share=1.0, active_within_days=60.0), world, 39, branch=26, grant=1e9
        ).history.observed,
        WEEK,
    )
    assert not balance_of(buyers).looks_like_lots


def test_strategy_and_log_agree_to_the_day_on_who_takes_part():
    """Under contracts the last bill but one is a whole period ago, which no rounding may make less."""
    world = subscription(400)
    lots = RandomOffer(share=0.5, active_within_days=world.period_days)
    lived = run_with(lots, world, 20, branch=12, grant=1e9)
    experiment = experiment_of(
        lived.history.observed, world.period_days, active_within_days=world.period_days
    )
    assert experiment.left_out == 0
