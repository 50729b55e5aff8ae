"""The arithmetic of each measure, on lives that are written down by hand."""

import numpy as np
import pytest

from hooper.economics.life_curves import life_curves
from hooper.evidence.facts.bonds_hold_against_cheap_rivals import ratio_of_churn
from hooper.evidence.facts.competition_lowers_loyalty import retention_at_the_score
from hooper.evidence.facts.cost_ratio_is_a_result import published_prospects, sweep
from hooper.evidence.facts.default_world import default_world
from hooper.evidence.facts.four_patterns_of_life import shares_of_patterns
from hooper.evidence.facts.gaps_by_sign import WRITTEN_DOWN
from hooper.evidence.facts.losses_hurt_more import ratio_of_slopes
from hooper.evidence.facts.loyal_are_not_cheaper import slopes_on_tenure
from hooper.evidence.facts.referred_customers_stay import hazard, lead_in_revenue, monthly_revenue
from hooper.evidence.facts.replications import in_standard_errors
from hooper.evidence.facts.retention_by_satisfaction import retention_by_group
from hooper.evidence.facts.retention_moves_value_most import monthly_profit, value, with_hazards
from hooper.evidence.facts.retention_rises_by_sorting import slope_of_retention
from hooper.evidence.facts.retention_rises_with_tenure import error_of_the_foretold, rise_of_retention
from hooper.evidence.facts.satisfaction_treadmill import STEP, monthly_rate, what_the_step_adds
from hooper.evidence.facts.volume_rises_and_falls import orders_by_tenth
from hooper.firm.customer_ids import PAID, REFERRED
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.lifetime_value import shifted_beta_geometric
from tests.unit.evidence.facts.hand_made import a_history, lives_of


def counts(retention):
    """Return how many of a million are there when each month begins."""
    return np.round(1e6 * np.cumprod([1.0, *retention])).astype(np.int64)


def test_the_rise_is_that_from_the_first_month_to_the_mean_of_three():
    assert rise_of_retention(counts([0.8] * 25)) == pytest.approx(0.0, abs=1e-4)
    assert rise_of_retention(counts([0.8] * 22 + [0.9, 0.93, 0.96])) == pytest.approx(0.13, abs=1e-3)


def test_the_model_foretells_what_comes_from_itself_and_not_what_changes():
    survival = shifted_beta_geometric.survival({"alpha": 0.7, "beta": 4.0}, np.arange(26))
    sorting = np.round(1e6 * survival).astype(np.int64)
    assert error_of_the_foretold(sorting) < 1e-4
    assert error_of_the_foretold(np.r_[sorting[:13], np.full(13, sorting[12])]) > 0.02


def test_the_slope_is_that_of_retention_on_tenure():
    rising = 0.8 + 0.005 * np.arange(30)
    assert slope_of_retention(counts(rising)) == pytest.approx(0.005, rel=1e-2)


def test_months_weigh_as_much_as_customers_are_at_risk_in_them():
    at_risk, retention, month = np.array([1000, 800, 200]), np.array([0.8, 0.25, 0.5]), np.arange(3)
    from_mean = month - np.average(month, weights=at_risk)
    slope = (at_risk * from_mean * retention).sum() / (at_risk * from_mean**2).sum()
    assert slope_of_retention(np.array([1000, 800, 200, 100])) == pytest.approx(slope)


def test_months_with_nobody_at_risk_are_left_out():
    assert slope_of_retention(np.array([9, 6, 3, 0, 0, 0])) == slope_of_retention(np.array([9, 6, 3, 0]))


def test_a_cohort_of_constant_profit_and_retention_is_worth_the_margin_multiplier():
    """Twelve a month at the start and .8 of it kept from year to year: worth 144 / (1 - .8 / 1.1)."""
    yearly = np.repeat(0.8 ** np.arange(5), 12)
    survival = np.append(yearly, 0.8**5)
    assert value(12.0 * yearly, survival, 0.1) == pytest.approx(144.0 / (1.0 - 0.8 / 1.1))


def test_profit_of_a_month_is_margin_on_mean_orders_less_the_cost_of_the_stage():
    lives = lives_of("ES.", "EEE", orders=[[2, 1], [0, 3]], spend_rate=np.array([[0.5, 0.1]] * 3))
    world = default_world()
    costs, amount = world.economics.serving_costs(), world.buyer.spend_p / np.array([0.5, 0.1])
    expected = [
        world.economics.margin * (2 * amount[0]) / 2 - costs[0],
        world.economics.margin * (amount[0] + 3 * amount[1]) / 2 - (costs[2] + costs[0]) / 2,
    ]
    assert monthly_profit(lives, world) == pytest.approx(expected)


def test_all_hazards_and_nothing_else_are_scaled():
    before, after = default_world(), with_hazards(default_world(), 1.1)
    changed = {
        name: getattr(after.defection, name) / getattr(before.defection, name)
        for name in type(before.defection).model_fields
        if getattr(after.defection, name) != getattr(before.defection, name)
    }
    assert len(changed) == 8
    assert list(changed.values()) == pytest.approx([1.1] * 8)


def test_with_the_published_responses_winning_costs_a_little_more_than_keeping():
    splits = sweep(published_prospects(won_at_most=0.4, keeping_steepness=0.05))
    assert [split.ratio for split in splits] == pytest.approx([1.01, 1.05, 1.14, 1.25, 1.38], abs=0.03)
    assert splits[-1].share_for_winning == pytest.approx(23.590 / (23.590 + 0.3029 * 38.524), rel=1e-3)


def test_orders_are_averaged_over_tenths_of_completed_lives_of_a_year():
    months = 30
    twenty = "E" * 20 + "." * 11
    short, going_on = "E" * 11 + "." * 20, "E" * 31
    ramp = [month // 2 for month in range(20)] + [0] * 10
    lives = lives_of(twenty, short, going_on, orders=[ramp, [5] * 11 + [0] * 19, [9] * months])
    assert orders_by_tenth(lives).tolist() == list(range(10))


def test_lives_of_any_length_have_ten_tenths():
    lives = lives_of("E" * 13 + "...", "E" * 14 + "..", orders=[[1] * 13 + [0] * 2, [1] * 14 + [0]])
    np.testing.assert_allclose(orders_by_tenth(lives), 1.0)


def test_each_life_has_one_of_four_patterns_and_who_may_still_become_any_is_left_out():
    aborted = "EED" + "." * 15
    midway = "EEFD" + "." * 14
    early = "EFSSS" + "." * 13
    long = "EF" + "S" * 13 + "..."
    lasting = "EF" + "S" * 16
    open_yet = "E" * 18
    lives = lives_of(aborted, midway, early, long, lasting, open_yet)
    assert shares_of_patterns(lives).tolist() == [0.2, 0.2, 0.2, 0.4]


def test_a_year_of_stability_is_an_early_exit():
    lives = lives_of("EF" + "S" * 12 + "....")
    assert shares_of_patterns(lives).tolist() == [0.0, 0.0, 1.0, 0.0]


def test_retention_at_the_score_follows_those_about_the_score_who_are_there():
    stays, leaves, went = "E" * 25, "E" * 20 + "." * 5, "E" * 5 + "." * 20
    satisfied = np.tile(np.log([3.0, 3.0, 3.0, 99.0]) / 7.0, (25, 1))
    lives = lives_of(stays, leaves, went, stays, satisfaction=satisfied)
    assert retention_at_the_score(lives, score_slope=7.0) == 0.5


def test_groups_are_cut_among_those_who_are_there():
    stays, leaves, went = "E" * 37, "E" * 30 + "." * 7, "E" * 5 + "." * 32
    # a hundred who are there, of whom the lowest 15 leave, half of the middle, and nobody of the top
    kept = [leaves] * 15 + [stays, leaves] * 35 + [stays] * 15
    satisfaction = np.tile([*range(100), *range(1000, 1100)], (37, 1))
    lives = lives_of(*kept, *[went] * 100, satisfaction=satisfaction)
    np.testing.assert_allclose(retention_by_group(lives), [0.0, 0.5, 1.0])


def test_the_ratio_is_that_of_the_slopes_from_which_satisfaction_was_made():
    chance = np.random.default_rng(7)
    shape = (13, 400)
    above, below = chance.exponential(size=shape), -chance.exponential(size=shape)
    expected = chance.normal(size=shape)
    satisfaction, satisfied = np.zeros(shape), np.zeros(shape)
    for month in range(12):
        after = 0.3 * above[month + 1] + 0.66 * below[month + 1] + 0.1 * expected[month + 1]
        satisfied[month + 1] = chance.normal(satisfaction[month])  # the last period begins within the month
        satisfaction[month + 1] = 0.8 * satisfied[month + 1] + after
    recorded = dict(zip(WRITTEN_DOWN, (above, below, expected, satisfied), strict=True))
    lives = lives_of(*["E" * 13] * 400, satisfaction=satisfaction, **recorded)
    assert ratio_of_slopes(lives) == pytest.approx(2.2, rel=1e-3)


def test_a_gap_that_does_not_close_has_no_rate():
    assert monthly_rate(np.full(36, 0.6)) == pytest.approx(0.0, abs=1e-12)


def test_the_rate_is_that_of_what_closes_towards_where_the_gap_settles():
    gap = 0.06 + 0.54 * 0.784 ** np.arange(36.0)
    assert monthly_rate(gap) == pytest.approx(-np.log(0.784), rel=1e-2)


def test_what_a_step_adds_is_taken_over_those_there_in_both_and_from_the_step_on():
    months = STEP.month + 2
    stays, leaves = "E" * (months + 1), "E" * STEP.month + "E.."
    gap = np.zeros((months + 1, 3))
    added = gap.copy()
    added[STEP.month + 1 :] = [[0.6, 0.2, 9.0], [0.4, 9.0, 9.0]]
    gone = "E" * (STEP.month - 1) + "...."
    with_step = lives_of(stays, stays, stays, gap=added)
    without_step = lives_of(stays, leaves, gone, gap=gap)
    np.testing.assert_allclose(what_the_step_adds(with_step, without_step, ("gap",)), [0.4, 0.4])


def test_the_ratio_of_churn_is_that_of_frequent_buyers_with_a_weak_and_a_strong_bond():
    stays, leaves, went = "E" * 31, "E" * 28 + "...", "E" * 5 + "." * 26
    # of thirty who are there ten have a weak bond: six who buy much, of whom three leave
    weak = [leaves] * 3 + [stays] * 3 + [leaves] * 4
    middle = [leaves] * 10
    strong = [leaves] + [stays] * 5 + [leaves] * 4
    bought = np.tile([1] * 6 + [0] * 4, 3)
    orders = np.zeros((34, 30), int)
    orders[:30, 12:24] = bought[:, None]
    orders[:30, 24:] = 1 - bought[:, None]  # what comes later counts for nothing
    bond = np.tile([*np.linspace(0.0, 0.9, 30), 2.0, 2.0, 2.0, 2.0], (31, 1))
    lives = lives_of(*weak, *middle, *strong, *[went] * 4, orders=orders, emotional_loyalty=bond)
    assert ratio_of_churn(lives) == pytest.approx((3 / 6) / (1 / 6))


def test_slopes_on_tenure_are_those_of_the_months_lived_within_and_across_customers():
    """Two customers whose cost never changes; the one who costs more stays longer."""
    cost = np.tile([2.0, 5.0], (9, 1))
    cost[7:, 0] = 99.0  # what is written of those who are gone
    within, across = slopes_on_tenure(lives_of("E" * 6 + "...", "E" * 9, cost_of_period=cost))
    assert within == 0.0
    tenure = np.r_[np.arange(6), np.arange(8)]
    assert across == pytest.approx(np.polyfit(tenure, [2.0] * 6 + [5.0] * 8, 1)[0])


def test_a_cost_that_falls_by_the_month_has_that_slope_within_customers_whatever_each_costs():
    fall = 10.0 - 0.25 * np.arange(9)[:, None] + np.array([0.0, 7.0])
    within, _ = slopes_on_tenure(lives_of("E" * 6 + "...", "E" * 9, cost_of_period=fall))
    assert within == pytest.approx(-0.25)


def test_standard_errors_are_those_of_the_mean():
    assert in_standard_errors(np.array([1.0, 2.0, 3.0, 4.0])) == pytest.approx(2.5 / (1.29099 / 2), rel=1e-4)


def test_newcomers_are_followed_from_the_month_of_entry():
    """Customer 7 enters in month 3, moves to formation in it and leaves in month 5; 9 enters in month 4."""
    history = a_history(
        entered={5: (2.5, PAID), 7: (3.5, REFERRED), 9: (4.0, PAID)},
        moves=[(7, 3, 0, 1), (7, 5, 1, 4), (5, 2, 0, 4)],
        orders=[(5, 2.6, 99.0), (7, 3.5, 10.0), (7, 4.2, 5.0), (7, 4.9, 1.0), (9, 4.0, 8.0), (9, 9.0, 70.0)],
    )
    found = life_curves(history, DAYS_PER_MONTH, months=4, first_entry=3, last_entry=4)
    assert found.channel.tolist() == [REFERRED, PAID]
    assert found.stage.T.tolist() == [[0, 1, 1, 4, 4], [0] * 5]
    assert found.volume.T.tolist() == [[10.0, 6.0, 0.0, 0.0], [8.0, 0.0, 0.0, 0.0]]
    assert hazard(found, REFERRED, 0, 4) == 1 / 3
    assert hazard(found, PAID, 0, 4) == 0.0
    assert monthly_revenue(found, REFERRED, 0, 4) == 16.0 / 3
    assert found.profit(0.5, (1.0, 2.0, 0.0, 0.0)).T.tolist()[0] == [4.0, 1.0, -2.0, 0.0]
    assert lead_in_revenue(found, (0, 1)) == 0.25


def test_a_move_counts_for_the_month_in_which_its_week_begins_and_never_before_entry():
    entered, moves = {7: (1.05, PAID)}, [(7, 4, 0, 1), (7, 9, 1, 2), (7, 13, 2, 4)]
    found = life_curves(a_history(entered, moves, []), 7.0, months=3, first_entry=1, last_entry=1)
    assert found.stage.T.tolist() == [[0, 1, 4, 4]]
