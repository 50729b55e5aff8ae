import json

import numpy as np
import pytest

from hooper.comparison.ranking import rank_strategies

BASELINE = "no_intervention"


def names(rows):
    return [row.strategy for row in rows]


def test_the_best_gain_stands_first_and_the_baseline_takes_part(outcome):
    rows = rank_strategies(outcome, BASELINE)
    assert names(rows) == ["loyalty", "no_intervention", "discount"]
    assert [row.rank for row in rows] == [1, 2, 3]
    assert [row.gain.difference for row in rows] == [30.0, 0.0, -10.0]
    assert rows[1].gain.status == "reference"


def test_profit_beyond_the_horizon_is_a_column_of_its_own(outcome):
    best = rank_strategies(outcome, BASELINE)[0]
    assert best.gain_beyond_horizon.difference == pytest.approx(3.0)
    outcome["equity_beyond_horizon"] = -1000 * outcome["equity_beyond_horizon"]
    assert names(rank_strategies(outcome, BASELINE))[0] == "loyalty"


def test_return_on_spend_is_gain_per_unit_of_money_spent(outcome):
    by_name = {row.strategy: row for row in rank_strategies(outcome, BASELINE)}
    assert by_name["loyalty"].return_on_spend == 2.0
    assert by_name["discount"].return_on_spend == -0.5
    assert by_name[BASELINE].return_on_spend is None


def test_spend_that_the_baseline_has_too_is_no_spend_of_the_strategy(outcome):
    before = [row.return_on_spend for row in rank_strategies(outcome, BASELINE)]
    outcome["strategy_spend"] += 7.0
    assert [row.return_on_spend for row in rank_strategies(outcome, BASELINE)] == before


def test_secondary_columns_are_means_over_replications(outcome):
    best = rank_strategies(outcome, BASELINE)[0]
    assert best.customers_held == pytest.approx(np.mean([1290, 2310, 3310, 4290]))
    assert best.leaks == dict(zip(outcome["cause"].values.tolist(), range(7), strict=True))


def test_a_strategy_with_missing_runs_stands_last_without_a_rank(outcome):
    outcome["equity"].loc[{"strategy": "loyalty", "replication": 1}] = np.nan
    rows = rank_strategies(outcome, BASELINE)
    assert names(rows) == ["no_intervention", "discount", "loyalty"]
    assert (rows[-1].rank, rows[-1].gain.status, rows[-1].return_on_spend) == (None, "incomplete", None)


def test_a_strategy_that_was_dropped_is_ranked_by_the_replications_until_then(outcome):
    """Against the same replications of the baseline, and without a place among the odds of the others."""
    until = rank_strategies(outcome.isel(replication=slice(2)), BASELINE)
    later = outcome["replication"] >= outcome["replication"][2]
    dropped = outcome.where((outcome["strategy"] != "discount") | ~later)
    by_name = {row.strategy: row for row in rank_strategies(dropped, BASELINE, dropped_after={"discount": 2})}
    (alone,) = (row for row in until if row.strategy == "discount")
    row = by_name["discount"]
    assert (row.rank, row.gain.replications) == (3, 2)
    for name in ("difference", "low", "high", "standard_error"):
        assert getattr(row.gain, name) == getattr(alone.gain, name)
    assert (row.revenue, row.spend, row.return_on_spend) == (
        alone.revenue,
        alone.spend,
        alone.return_on_spend,
    )
    assert row.beside.odds is None
    assert by_name["loyalty"].gain.replications == outcome.sizes["replication"]
    assert by_name["loyalty"].beside.odds is not None


def test_oracles_are_marked(outcome):
    rows = rank_strategies(outcome, BASELINE, oracles=("loyalty",))
    assert [row.sees_truth for row in rows] == [True, False, False]


def test_the_order_of_strategies_in_the_data_does_not_matter(outcome):
    assert rank_strategies(outcome.isel(strategy=[2, 1, 0]), BASELINE) == rank_strategies(outcome, BASELINE)


def test_a_record_is_flat_and_fit_for_json(outcome):
    record = rank_strategies(outcome, BASELINE)[0].record()
    assert record["strategy"] == "loyalty"
    assert {"difference", "low", "high", "retention", "leaks_rival", "return_on_spend"} <= record.keys()
    assert json.loads(json.dumps(record, allow_nan=False)) == record
