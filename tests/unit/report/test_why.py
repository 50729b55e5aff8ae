from dataclasses import replace

import pytest

from hooper.report.how_sure import how_sure
from hooper.report.why import why


def test_the_cause_and_the_account_that_change_most_are_named(content):
    told = why(content)
    assert told.startswith(
        "From its start to the horizon more service capacity loses fewer customers than no intervention, "
        "by 990;"
    )
    assert "for the cause 'rival' (424 fewer)" in told
    assert told.endswith("Of the accounts, base profit changes most: 49,200 USD more.")


def test_where_nothing_can_be_set_against_the_baseline_nothing_is_told(content):
    (baseline,) = [row for row in content.ranking if row.strategy == content.baseline]
    assert why(replace(content, ranking=(baseline,))) == ""


@pytest.mark.parametrize(
    ("share", "told"), [(0.95, "the answer does not hang on it"), (0.3, "hangs on what nobody has measured")]
)
def test_doubt_of_the_world_is_told_apart_from_chance(content, share, told):
    first = content.ranking[0].strategy
    rows = tuple(
        replace(row, share_best=share) if row.strategy == first else row for row in content.ignorance
    )
    said = how_sure(replace(content, ignorance=rows))
    assert "the best in 100 % of samples drawn again from the 20 replications" in said
    assert told in said


def test_a_study_that_drew_no_parameters_says_so(content):
    assert how_sure(replace(content, ignorance=())).endswith("in which all strategies were carried out.")


def test_nothing_is_sure_where_nothing_has_a_rank(content):
    assert how_sure(replace(content, ranking=tuple(replace(row, rank=None) for row in content.ranking))) == ""


def test_a_strategy_that_keeps_nobody_is_said_to_lose_as_many(content):
    leaks = content.outcome["leaks"].copy(deep=True)
    leaks[:] = leaks.sel(strategy=content.baseline)
    same = replace(content, outcome=content.outcome.assign(leaks=leaks))
    assert "loses as many customers as no intervention, for the same causes." in why(same)
