from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from hooper.comparison.ranking import rank_strategies
from hooper.report.certainty_tables import break_even_table, certainty_table, risk_table, winners_table
from hooper.report.figure_list import draw_figures
from hooper.report.prices_and_horizons import HORIZONS, PRICE_FACTORS, prices_and_horizons
from hooper.report.table_list import report_tables


def column(table, key) -> list[Any]:
    position = [column.key for column in table.columns].index(key)
    return [row[position] for row in table.rows]


def test_the_three_intervals_stand_under_headings_of_their_own(content):
    table = certainty_table(content.ranking, "USD", 0.95)
    groups = {each.key: each.group for each in table.columns}
    assert groups["low"] == "t, 95 % interval (USD)"
    assert groups["simultaneous_low"] == "all at once, 95 % interval (USD)"
    assert sum(column(table, "probability_best")) == pytest.approx(1.0)


def test_risk_is_told_of_every_strategy_and_is_none_of_the_baseline(content):
    table = risk_table(content.ranking, "USD", "week")
    worst = dict(zip(column(table, "strategy"), column(table, "worst_gain"), strict=True))
    assert worst["no_intervention"] is None
    assert worst["mass_discount"] < -10_383
    assert table.shown()[0][-2] == "yes"


def test_only_strategies_that_pay_for_levers_break_even(content):
    table = break_even_table(content.ranking, "USD", 0.95)
    assert "no_intervention" not in column(table, "strategy")
    factor = dict(zip(column(table, "strategy"), column(table, "break_even_price_factor"), strict=True))
    assert factor["mass_discount"] < 1.0 < factor["loyalty_programme"]


def test_each_lever_on_which_a_strategy_spends_has_a_price_at_which_it_gains_nothing(content):
    table = report_tables(content)["break_even_by_lever"]
    pairs = list(zip(column(table, "strategy"), column(table, "lever"), strict=True))
    assert pairs == [
        *[("mass_discount", "discount"), ("offer_to_risk", "offer")],
        *[("more_service_capacity", "extra_agents")],
        *[("loyalty_programme", "offer"), ("loyalty_programme", "enrolment")],
    ]
    joint = break_even_table(content.ranking, "USD", 0.95)
    of_all = dict(zip(column(joint, "strategy"), column(joint, "break_even_price_factor"), strict=True))
    of_each = dict(zip(pairs, column(table, "break_even_price_factor"), strict=True))
    assert of_each["mass_discount", "discount"] == pytest.approx(of_all["mass_discount"], rel=1e-6)
    quarter = of_each["loyalty_programme", "offer"] - 1.0
    assert quarter == pytest.approx(4.0 * (of_all["loyalty_programme"] - 1.0), rel=1e-6)


def test_the_map_at_todays_price_and_the_last_horizon_has_the_winner_of_the_ranking(content):
    found = prices_and_horizons(content.outcome, content.contenders, 0.95)
    table = winners_table(found, "USD", "week")
    assert len(table.rows) == HORIZONS * len(PRICE_FACTORS)
    last = column(table, "horizon")[-1]
    places = zip(
        column(table, "price_factor"), column(table, "horizon"), column(table, "winner"), strict=True
    )
    assert [winner for factor, horizon, winner in places if (factor, horizon) == (1.0, last)] == [
        content.ranking[0].strategy
    ]


def test_a_strategy_that_lacks_a_replication_or_sees_the_truth_is_not_set_against_the_others(content):
    outcome = content.outcome.copy(deep=True)
    for name in ("equity", "discounted_profit"):
        outcome[name][4, 1] = np.nan
    ranking = rank_strategies(outcome, "no_intervention", oracles=["more_service_capacity"])
    holed = replace(content, outcome=outcome, ranking=ranking)
    assert set(holed.contenders) == {"no_intervention", "mass_discount", "offer_to_risk"}
    assert "more_service_capacity" not in column(report_tables(holed)["where_each_wins"], "winner")
    assert "cumulative_gain" in draw_figures(holed, 7.6)
