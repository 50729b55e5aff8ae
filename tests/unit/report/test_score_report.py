"""The tables and the matrix of estimators in worlds."""

from typing import Any

import numpy as np
import pytest

from hooper.comparison.value_score import ValueScore, score_values
from hooper.lifetime_value.value_estimators.value_estimate import estimated, no_estimate
from hooper.report import figures
from hooper.report.save_figures import svg_bytes
from hooper.report.score_tables import best_table, every_score_table, scores_table, tenths_table

TRUE = np.arange(40.0)


def scored(world, estimator, value, kind="structural"):
    failed = no_estimate("failed", "it fell flat")
    answer = failed if value is None else estimated(value, (value, value + 1.0))
    scores = score_values(answer, TRUE, TRUE)
    return ValueScore(world, kind, estimator, answer.status, answer.reason, scores)


@pytest.fixture
def scores():
    return [
        scored("model", "good", TRUE, "reduced form"),
        scored("model", "bad", TRUE[::-1], "reduced form"),
        scored("shop", "good", None),
        scored("shop", "bad", TRUE[::-1]),
    ]


def panel(figure, position) -> Any:
    """One panel, untyped: what matplotlib returns is wider than what is drawn."""
    return figure.axes[position]


def test_a_table_has_a_row_for_each_also_for_those_that_failed(scores):
    table = scores_table(scores)
    assert [row[:3] for row in table.rows][:3] == [
        ("model", "good", "ok"),
        ("model", "bad", "ok"),
        ("shop", "good", "failed"),
    ]
    assert table.shown()[2][3:] == ["n/a"] * (len(table.columns) - 3)


def test_the_file_has_every_score_and_the_reason(scores):
    table = every_score_table(scores)
    keys = [column.key for column in table.columns]
    assert {"reason", "bias", "coverage", "regret", "best_gain"} <= set(keys)
    assert table.rows[2][keys.index("reason")] == "it fell flat"
    assert not any(key.startswith("decile") for key in keys)


def test_tenths_are_those_of_estimators_with_values(scores):
    table = tenths_table(scores)
    assert len(table.rows) == 30
    assert {row[:2] for row in table.rows} == {("model", "good"), ("model", "bad"), ("shop", "bad")}


def test_the_best_in_a_world_is_the_one_that_loses_least(scores):
    first, second = best_table(scores, {"model": 19.5, "shop": 19.5}).rows
    assert first[:5] == ("model", "reduced form", 19.5, "good", 0.0)
    assert second[3] == "bad", "who failed is not the best"


def test_the_matrix_has_a_cell_for_each_score_and_a_cross_for_a_failure(scores):
    figure = figures.score_matrix(scores)
    assert len(figure.axes) == 4
    told = [text.get_text() for text in panel(figure, 0).texts]
    assert told[:2] == ["0", "\N{MULTIPLICATION SIGN}"]
    assert told[2] == told[3]
    assert [tick.get_text() for tick in panel(figure, 3).get_xticklabels()] == ["model", "shop"]
    assert [tick.get_text() for tick in panel(figure, 0).get_yticklabels()] == ["good", "bad"]
    assert len(panel(figure, 0).lines) == 1, "one line parts the kinds"
    assert svg_bytes(figure)
