"""Potential outcomes: with words by customer every life is one of two, and effects are exact differences."""

from dataclasses import replace

import numpy as np
import pytest

from hooper.engine.plan import RunPlan
from hooper.engine.world import World
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.random_offer import RandomOffer
from hooper.study.offer_experiment import hold_experiment
from hooper.study.offer_targeting import target_offers
from hooper.study.paired_futures import EVERYBODY, known_at_branch, lives_of, paired_futures
from tests.small_worlds import changed, retail

PLAN = RunPlan((5, 0), 52, branch_period=26)
OUTCOMES = ("spend", "orders", "there")


@pytest.fixture(scope="module")
def strangers():
    """A world in which customers meet neither at the desk nor in talk."""
    world = retail(600)
    return changed(world, switched_off=(*world.switched_off, "failure", "referral"))


@pytest.fixture(scope="module")
def busy():
    """The same with a desk that is short of agents, so that one who calls keeps others waiting."""
    return retail(600, desk={"days_per_case": 2.0}, failure={"failure_per_order": 0.3})


def test_where_nobody_acts_on_anybody_an_experiment_is_made_of_the_two_pure_worlds(strangers):
    """The treated live as where all are treated, the others as where nobody is, to the last bit."""
    held = hold_experiment(strangers, PLAN)
    world, treated = World(strangers), held.experiment.treated
    known, _ = known_at_branch(world, PLAN)
    assert known.tolist() == held.experiment.customer_id.tolist()
    nobody, everybody = lives_of(world, PLAN, known, [(NoIntervention(), 0), (EVERYBODY, 0)])
    for name in OUTCOMES:
        made_of = np.where(treated, everybody[name], nobody[name])
        assert np.array_equal(held.lived[name], made_of)
        effect = everybody[name].astype(np.float64) - nobody[name]
        assert held.interference(name).total_effect == effect[treated].mean()
        assert held.interference(name).spillover == 0.0
    assert held.experiment.outcome("spend") == pytest.approx(held.lived["spend"], rel=1e-6)
    assert np.array_equal(held.experiment.outcome("orders"), held.lived["orders"])


def test_the_mean_of_all_effects_is_the_difference_of_the_worlds(strangers):
    futures = paired_futures(strangers, PLAN, [1, 2, 3])
    for name in OUTCOMES:
        arms = (futures.with_offer[name].astype(np.float64), futures.without[name].astype(np.float64))
        assert futures.effect(name).mean() == pytest.approx(arms[0].mean() - arms[1].mean(), abs=1e-9)
    assert futures.effect("orders").mean() > 0.0
    gone = ~futures.there_before
    assert gone.any()
    assert not futures.effect("spend")[gone].any(), "whoever has left is moved by nothing"


def test_futures_hang_on_their_number_alone_and_each_is_another(strangers):
    three, one = (paired_futures(strangers, PLAN, numbers) for numbers in ([1, 2, 3], [2]))
    assert np.array_equal(three.without["spend"][1], one.without["spend"][0])
    assert not np.array_equal(three.without["spend"][0], three.without["spend"][2])
    some = three.of(three.customer_id[::5])
    assert np.array_equal(some.effect("spend"), three.effect("spend")[::5])
    assert np.array_equal(some.there_before, three.there_before[::5])


def test_where_customers_keep_each_other_waiting_the_untreated_feel_the_treated(busy):
    held = hold_experiment(busy, PLAN)
    untreated = ~held.experiment.treated
    assert (held.lived["spend"] != held.without["spend"])[untreated].any()
    assert held.interference("spend").spillover != 0.0


def test_an_experiment_among_active_customers_treats_nobody_else(strangers):
    held = hold_experiment(strangers, PLAN, active_within_days=60.0, share=0.5)
    assert held.experiment.left_out == 0
    assert 0.3 < held.experiment.treated.mean() < 0.7
    assert held.experiment.customer_id.size < hold_experiment(strangers, PLAN).experiment.customer_id.size


def test_every_score_is_judged_by_the_truth(strangers):
    found = target_offers(strangers, replace(PLAN, strategy=RandomOffer()), ("orders",), futures=6, top=0.3)
    [scored] = found.scored
    cards = scored.cards
    assert next(iter(cards)) == "true_effect"
    assert {"t_learner", "response_model", "true_risk", "risk", "lot"} < set(cards)
    assert cards["true_effect"].gain_at_top > 1.5 * cards["lot"].gain_at_top
    assert len({card.gain_of_everybody for card in cards.values()}) == 1
    assert sum(found.kinds.values()) == pytest.approx(1.0)
    assert found.kinds["lost_cause"] > found.kinds["persuadable"] > 0.0
    assert scored.calibrations["plain_t_learner"].customers.sum() == found.customers
    assert scored.interference.spillover == 0.0
