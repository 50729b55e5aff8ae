import re
from dataclasses import replace

import numpy as np
import pytest

from hooper.comparison.ranking import rank_strategies
from hooper.report.answer import answer, not_ranked


def with_equity(content, change):
    outcome = content.outcome.copy(deep=True)
    change(outcome["equity"])
    return replace(content, outcome=outcome, ranking=rank_strategies(outcome, "no_intervention"))


def test_a_clear_winner_is_named_with_interval_lead_and_draws(content):
    said = answer(content)
    assert said.startswith("More service capacity raises customer equity most: by 22,227 USD (95 % interval")
    assert "9,856 USD ahead of loyalty programme" in said
    assert said.endswith("is best in 77 % of 30 draws of the unknown parameters.")


def test_an_oracle_that_sees_the_truth_is_never_the_answer(content):
    first, *others = content.ranking
    marked = replace(content, ranking=(replace(first, sees_truth=True), *others))
    assert answer(marked).startswith("Loyalty programme raises customer equity most")


def test_two_leaders_that_cannot_be_told_apart_are_not_told_apart(content):
    def tie(equity):
        wiggle = np.resize([900.0, -950.0], equity.sizes["replication"])
        equity.loc["loyalty_programme"] = equity.loc["more_service_capacity"] + wiggle

    assert "but cannot be told apart from loyalty programme yet" in answer(with_equity(content, tie))


def test_a_gain_whose_interval_holds_zero_is_no_gain(content):
    def blur(equity):
        noise = np.random.default_rng(5).normal(0.0, 90_000.0, equity.shape)
        noise[0] = 0.0
        equity += noise

    assert answer(with_equity(content, blur)).startswith("No strategy can be told apart from no intervention")


def test_if_all_lose_the_answer_is_that_none_pays(content):
    def sink(equity):
        equity[1:] -= 60_000.0

    said = answer(with_equity(content, sink))
    assert said.startswith("None of the strategies tried pays")
    assert re.search(r"loses 3\d,\d{3} USD \(95 % interval 3\d,\d{3} to 3\d,\d{3}\)\.$", said), said


def test_who_has_no_rank_is_named_with_the_reason(content):
    def lose(equity):
        equity.loc["loyalty_programme", 3] = np.nan

    assert not_ranked(content) == ""
    said = not_ranked(with_equity(content, lose))
    assert said.startswith("Loyalty programme: 1 of ")


def test_one_replication_never_makes_a_winner(content):
    outcome = content.outcome.isel(replication=[0])
    lone = replace(content, outcome=outcome, ranking=rank_strategies(outcome, "no_intervention"))
    assert "one replication, no interval" in answer(lone)
    assert answer(lone).startswith("No strategy can be told apart")


def test_strategies_that_change_nothing_are_said_to_change_nothing(content):
    def level(equity):
        equity[:] = equity[0]

    assert "all end exactly like no intervention" in answer(with_equity(content, level))


@pytest.mark.parametrize("missing", [0, slice(1, None)])
def test_without_complete_runs_there_is_no_answer(content, missing):
    def lose(equity):
        equity[missing, 3] = np.nan

    assert answer(with_equity(content, lose)).startswith("The comparison cannot be made")
