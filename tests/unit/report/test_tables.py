from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from hooper.report.log_tables import cleaning_table, cohorts_table
from hooper.report.numbers import NOT_COMPUTABLE, change, count, money, percent, ratio, significant, words
from hooper.report.ranking_tables import accounts_table, leaks_table, ranking_table
from hooper.report.table import Column, Table, table_of
from hooper.report.table_list import report_tables
from hooper.report.world_tables import curves_table


def column(table, key) -> list[Any]:
    position = [column.key for column in table.columns].index(key)
    return [row[position] for row in table.rows]


def test_the_ranking_keeps_chance_and_ignorance_under_headings_of_their_own(content):
    table = ranking_table(content.ranking, content.ignorance, "USD", 0.95)
    by_heading = {c.key: c.group for c in table.columns}
    assert by_heading["low"] == "in this world, 95 % interval (USD)"
    assert by_heading["drawn_low"] == "over 30 parameter draws (USD)"
    assert column(table, "difference") == [row.gain.difference for row in content.ranking]


def test_a_ranking_without_parameter_draws_has_no_columns_for_them(content):
    keys = [c.key for c in ranking_table(content.ranking, (), "USD", 0.95).columns]
    assert "share_best" not in keys
    assert {"difference", "retention", "customers_held", "spend", "return_on_spend"} <= set(keys)


def test_leaks_by_cause_add_up(content):
    table = leaks_table(content.ranking)
    causes = [column(table, key) for key in content.ranking[0].leaks]
    assert np.sum(causes, axis=0) == pytest.approx(column(table, "all"))


def test_accounts_show_the_baseline_and_differences_to_it(content):
    table = accounts_table(content.outcome, "no_intervention")
    mean = content.outcome["accounts"].mean("replication")
    assert column(table, "account") == content.outcome["account"].values.tolist()
    assert column(table, "no_intervention")[0] == pytest.approx(820_000)
    expected = (mean.sel(strategy="loyalty_programme") - mean.sel(strategy="no_intervention")).to_numpy()
    assert column(table, "loyalty_programme") == pytest.approx(expected.tolist())


def test_a_strategy_that_was_dropped_is_set_against_the_replications_that_it_has_had(content):
    outcome = content.outcome
    last = outcome["replication"] == outcome["replication"][-1]
    dropped = outcome.where((outcome["strategy"] != "loyalty_programme") | ~last)
    until = accounts_table(outcome.where(~last, drop=True), "no_intervention")
    found = accounts_table(dropped, "no_intervention")
    assert column(found, "loyalty_programme") == pytest.approx(column(until, "loyalty_programme"))
    whole = accounts_table(outcome, "no_intervention")
    assert column(found, "no_intervention") == column(whole, "no_intervention")


def test_rows_read_are_rows_kept_and_dropped(content):
    read, *fates = column(cleaning_table(content.log.cleaning), "rows")
    assert read == sum(fates)


def test_cohorts_after_the_end_of_the_log_are_empty(content):
    table = cohorts_table(content.log.cohorts)
    assert table.rows[-1][-1] is None
    assert column(table, "month_0") == [1.0] * 12


def test_curves_reach_the_last_week(content):
    assert curves_table(content.reproduction.curves).rows[-1][0] == 78


def test_an_oracle_is_marked_in_the_table(content):
    rows = [replace(content.ranking[0], sees_truth=True)]
    assert "(sees the truth)" in column(ranking_table(rows, (), "USD", 0.95), "strategy")[0]
    assert "(sees the truth)" in column(leaks_table(rows), "strategy")[0]


def test_every_cell_of_every_table_can_be_written(content):
    for table in report_tables(content).values():
        assert len({column.key for column in table.columns}) == len(table.columns)
        assert all(len(row) == len(table.columns) for row in table.shown())


def test_columns_with_nothing_to_say_are_left_out_of_the_page():
    table = Table("t", (Column("a", "A"), Column("b", "B")), (("x", ""), ("y", "")))
    assert [c.key for c in table.without_empty_columns().columns] == ["a"]


def test_a_missing_attribute_is_an_error_and_no_empty_cell():
    with pytest.raises(AttributeError):
        table_of("t", [object()], Column("gain", "gain"))


@pytest.mark.parametrize("write", [change, count, money, percent, ratio, significant])
@pytest.mark.parametrize("value", [None, float("nan"), float("inf")])
def test_what_cannot_be_computed_is_said_so(write, value):
    assert write(value) == NOT_COMPUTABLE


def test_names_are_written_in_words():
    assert words("more_service_capacity") == "more service capacity"
