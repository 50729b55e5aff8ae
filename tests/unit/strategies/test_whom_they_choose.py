"""Whom each strategy that chooses treats, and how, among a few customers, worked out by hand."""

import numpy as np
import pytest

from hooper.strategies.actions import ENROLMENT, OFFER, WIN_BACK_BUNDLE, Actions, FirmLevers
from hooper.strategies.customer_oriented_marketing import CustomerOrientedMarketing
from hooper.strategies.draws import Draws
from hooper.strategies.lv_matched import LvMatched
from hooper.strategies.mass_marketing import MassMarketing
from hooper.strategies.one_to_one_marketing import OneToOneMarketing
from hooper.strategies.stage_matched import StageMatched
from hooper.strategies.value_targeted_offer import ValueTargetedOffer
from tests.made_views import budget, made_view, with_estimates

DRAWS = Draws((1, 0), 26)


def pulled(actions):
    """Return the lever on each customer, in the order of the actions."""
    return dict(zip(actions.rows.tolist(), actions.levers.tolist(), strict=True))


@pytest.mark.parametrize(("money", "strength"), [(3.0, 0.5), (3.5, 0.75), (4.0, 1.0), (99.0, 1.0)])
def test_mass_marketing_makes_everybody_the_same_offer_as_strong_as_money_allows(money, strength):
    view = made_view([3, 0, 1, 2, 9], [50, 0, 9, 4, 50], [9.0] * 5, ended_days=[np.nan] * 4 + [300.0])
    actions = MassMarketing().decide(view, budget(money), DRAWS)
    assert sorted(actions.rows.tolist()) == [0, 1, 2, 3], "the fifth has left"
    assert set(actions.strengths.tolist()) == {strength}
    assert actions.costs.tolist() == [0.5 + 0.5 * strength] * 4


def test_where_money_is_too_short_for_all_lots_say_who_gets_the_weakest_offer():
    view = made_view([0] * 4, [0.0] * 4, [9.0] * 4)
    lots = DRAWS.uniforms(view.summary.customer_id)
    assert MassMarketing().decide(view, budget(1.6), DRAWS).rows.tolist() == np.argsort(lots)[:2].tolist()


def test_mass_marketing_by_discount_spreads_the_money_over_the_revenue():
    view = made_view([0] * 4, [0.0] * 4, [9.0] * 4)
    assert MassMarketing(by="discount").decide(view, budget(50.0), DRAWS).firm == FirmLevers(discount=0.05)


SPEND = np.array([500.0, 90, 80, 70, 60, 50, 40, 30, 20, 10])


@pytest.mark.parametrize(("tier", "rows"), [("platinum", [0]), ("gold", [0, 1, 2]), ("iron", list(range(8)))])
def test_offers_by_value_go_to_the_upper_tiers_biggest_spenders_first(tier, rows):
    wants = ValueTargetedOffer(platinum_share=0.1, gold_share=0.2, iron_share=0.5, lowest_tier=tier)
    view = made_view(np.arange(10), np.arange(10.0), SPEND)
    assert wants.decide(view, budget(99.0), DRAWS).rows.tolist() == rows
    assert wants.decide(view, budget(2.0), DRAWS).rows.tolist() == rows[:2]


# A to D of the quadrant, each twice: the loyal come often, lately and for long.
OF_QUADRANTS = {
    "frequency": [9, 9, 0, 0, 8, 8, 0, 0],
    "recency": [52.0, 52.0, 0.0, 0.0, 51.0, 51.0, 0.0, 0.0],
    "spend": [900.0, 950.0, 800.0, 850.0, 40.0, 45.0, 20.0, 25.0],
}


def test_each_quadrant_has_its_lever_and_the_last_none():
    view = made_view(**OF_QUADRANTS, enrolled=[1, 0, 0, 0, 0, 0, 0, 0])
    actions = LvMatched(kept_for_rewards=0.0).decide(view, budget(99.0), DRAWS)
    assert actions.rows.tolist() == [1, 3, 2, 5, 4], "A before B before C, big spenders first"
    assert actions.levers.tolist() == [ENROLMENT, OFFER, OFFER, OFFER, OFFER]


def test_what_is_kept_for_rewards_is_not_spent():
    actions = LvMatched(kept_for_rewards=0.5).decide(made_view(**OF_QUADRANTS), budget(4.0), DRAWS)
    assert actions.rows.tolist() == [1, 0, 3], "two cards of 0.50 and one offer"


# Exploration, formation, stability, decline and gone, by the rule on silence in own gaps.
OF_STAGES = {
    "frequency": [1, 4, 9, 9, 9],
    "recency": [40.0, 50.0, 51.0, 36.0, 18.0],
    "spend": [20.0, 50.0, 90.0, 80.0, 70.0],
}


def test_each_stage_has_its_lever_and_who_is_gone_is_let_go():
    actions = StageMatched(kept_for_rewards=0.0).decide(made_view(**OF_STAGES), budget(99.0), DRAWS)
    assert list(pulled(actions).items()) == [(1, ENROLMENT), (2, ENROLMENT), (3, OFFER), (0, OFFER)]


def test_stages_that_are_not_named_and_members_are_left_alone():
    view = made_view(**OF_STAGES, enrolled=[0, 1, 0, 0, 0])
    wants = StageMatched(kept_for_rewards=0.0, first_to_last=("exploration", "formation"))
    assert pulled(wants.decide(view, budget(99.0), DRAWS)) == {0: OFFER}


@pytest.mark.parametrize(
    ("before", "wait_days", "agents"), [(0, 0.3, 1), (1, 0.3, 2), (2, 0.1, 1), (0, 0.1, 0)]
)
def test_agents_follow_the_wait_of_the_last_review(before, wait_days, agents):
    memory = {"extra_agents": np.array(before)}
    view = made_view(**OF_STAGES, wait_days=wait_days, memory=memory)
    assert CustomerOrientedMarketing().decide(view, budget(1e3), DRAWS).firm.extra_agents == agents


def test_no_more_than_three_agents_are_hired_and_none_that_cannot_be_paid():
    view = made_view(**OF_STAGES, wait_days=9.0, memory={"extra_agents": np.array(3)})
    hired = [CustomerOrientedMarketing().decide(view, budget(money), DRAWS).firm for money in (1e3, 300.0)]
    assert [levers.extra_agents for levers in hired] == [3, 2], "an agent costs 130 until the next review"


def test_it_remembers_how_many_agents_were_hired():
    done = Actions(firm=FirmLevers(extra_agents=2))
    kept = CustomerOrientedMarketing().remember(made_view(**OF_STAGES), done, budget(1.0), DRAWS)
    assert kept["extra_agents"] == 2


def test_care_goes_to_strained_relationships_first_and_to_those_with_most_cases():
    view = made_view([9, 9, 9], [36.0, 36.0, 51.0], [50.0, 60.0, 90.0], service_cases=[2, 0, 5])
    actions = CustomerOrientedMarketing(kept_for_rewards=0.0).decide(view, budget(99.0), DRAWS)
    assert list(pulled(actions).items()) == [(0, OFFER), (1, OFFER), (2, ENROLMENT)]


ONE_TO_ONE = OneToOneMarketing(
    margin=0.5,
    offer_sells_more=0.0,
    offer_saves=0.2,
    member_spends_more=0.1,
    win_back_chance=0.1,
    kept_for_later=0.0,
)
ALIVE, REVENUE = [0.5, 1.0, 0.0, 0.5, 1.0], [240.0, 200.0, 200.0, 2.0, 10.0]


def of_five(**columns):
    return with_estimates(made_view([5] * 5, [40.0] * 5, [90.0] * 5, **columns), ALIVE, REVENUE)


def test_each_customer_gets_what_is_expected_to_gain_most_on_her_or_nothing():
    """An offer to the first gains 5.00, a card for the second 3.50, a letter to the third 8.75."""
    actions = ONE_TO_ONE.decide(of_five(), budget(99.0), DRAWS)
    assert list(pulled(actions).items()) == [(2, WIN_BACK_BUNDLE), (1, ENROLMENT), (0, OFFER)]
    assert actions.costs.tolist() == [0.25, 0.5, 1.0]


def test_members_get_no_second_card_and_who_is_given_up_no_letter():
    wants = ONE_TO_ONE.model_copy(update={"given_up_after_days": 60.0})
    actions = wants.decide(of_five(enrolled=[0, 1, 0, 0, 0]), budget(99.0), DRAWS)
    assert pulled(actions) == {0: OFFER}, "all have been silent for 84 days"


def test_whose_contract_has_ended_is_won_back_or_let_go():
    actions = ONE_TO_ONE.decide(of_five(ended_days=[300.0] * 5), budget(99.0), DRAWS)
    assert pulled(actions) == {0: WIN_BACK_BUNDLE, 1: WIN_BACK_BUNDLE, 2: WIN_BACK_BUNDLE}


def test_without_a_fit_nobody_is_treated_one_to_one():
    view = with_estimates(made_view([5] * 5, [40.0] * 5, [90.0] * 5), ALIVE, [np.nan] * 5)
    assert ONE_TO_ONE.decide(view, budget(99.0), DRAWS).rows.size == 0
