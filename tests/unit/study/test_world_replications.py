"""How often strategies live: stages that a rule asks for, and a study that has no more runs than it needs."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.study.compare import compare
from hooper.study.run_store import RunStore
from hooper.study.study import Study
from hooper.study.world_replications import WorldReplications
from tests.command_line import answer
from tests.tiny_studies import TINY, records, written

ARMS = ("no_intervention", "mass_discount", "random_offer", "more_service_capacity", "oracle_offer")
GAINS = dict(zip(ARMS, (0.0, -8.0, 5.0, 6.0, 40.0), strict=True))


def study_of(stopping, arms=ARMS, replications=4):
    return Study(
        name="s",
        question="?",
        seed=1,
        replications=replications,
        strategies={name: {} for name in arms},  # pyright: ignore[reportArgumentType]
        stopping=stopping,
    )


def lot(seed, spread=3.0, failing=()):
    """Return the equity of a run: the world's luck, the strategy's gain, and a spread of its own."""
    world = np.random.default_rng(seed).normal(100.0, 20.0, 1_000)
    own = {name: np.random.default_rng([seed, k]).normal(0.0, spread, 1_000) for k, name in enumerate(ARMS)}

    def equity(name, k):
        return np.nan if (name, k) in failing else float(world[k] + GAINS[name] + own[name][k])

    return equity


def lived(study, equity):
    """Let a world live stage by stage; return the replications, and all runs in the order of their stages."""
    ran, stages = WorldReplications(study, equity), []
    while stage := ran.next_stage():
        stages.append(stage)
    return ran, stages


def zone(size=4.0, first=4, most=500):
    return {"indifference_zone": size, "first_stage": first, "most_replications": most}


def test_without_a_rule_there_is_one_stage_in_the_order_of_replications():
    ran, stages = lived(study_of(None, ARMS[:2], replications=2), lot(1))
    assert stages == [
        [("no_intervention", 0), ("mass_discount", 0), ("no_intervention", 1), ("mass_discount", 1)]
    ]
    assert (ran.stopped, ran.replications, dict(ran.dropped_after)) == (None, 2, {})


def test_a_strategy_that_is_dropped_is_not_run_any_more_but_the_baseline_and_the_oracle_are():
    ran, stages = lived(study_of(zone()), lot(2))
    stopped, runs = ran.stopped, [run for stage in stages for run in stage]
    assert stopped is not None
    assert stopped.holds
    assert stopped.selection is not None
    assert stopped.selection.best in ("random_offer", "more_service_capacity")
    assert "oracle_offer" not in stopped.selection.dropped_after
    had = {name: sum(run[0] == name for run in runs) for name in ARMS}
    assert len(runs) == len(set(runs))
    assert had["oracle_offer"] == had["no_intervention"] == had[stopped.selection.best] == ran.replications
    assert had["mass_discount"] < ran.replications
    assert "no_intervention" in stopped.selection.dropped_after
    assert "no_intervention" not in ran.dropped_after
    after = ran.dropped_after["mass_discount"]
    assert ran.counts("mass_discount", after - 1)
    assert not ran.counts("mass_discount", after)
    assert ran.counts("no_intervention", ran.replications - 1)


@given(st.integers(0, 200))
def test_whom_a_selection_drops_and_when_does_not_hang_on_runs_beyond_it(seed):
    """One stage of everything and the stages of the rule come to the same."""
    few, _ = lived(study_of(zone(most=120)), lot(seed))
    many, _ = lived(study_of(zone(most=120), replications=120), lot(seed))
    assert few.stopped is not None
    assert many.stopped is not None
    ended, all_at_once = few.stopped.selection, many.stopped.selection
    assert ended is not None
    assert all_at_once is not None
    assert all_at_once.dropped_after.items() >= ended.dropped_after.items()
    assert few.stopped.holds == many.stopped.holds
    if ended.best is not None:
        assert (ended.best, dict(few.dropped_after)) == (all_at_once.best, dict(many.dropped_after))


def test_too_few_replications_leave_it_undecided():
    ran, _ = lived(study_of(zone(size=0.5, most=6)), lot(3))
    assert ran.stopped is not None
    assert ran.stopped.selection is not None
    assert not ran.stopped.holds
    assert len(ran.stopped.selection.contenders) > 1
    assert ran.replications == 6


def test_strategies_that_never_differ_do_not_keep_a_selection_going():
    ran, _ = lived(study_of(zone(), ARMS[:2]), lambda _name, k: float(k))
    assert ran.stopped is not None
    assert ran.stopped.selection is not None
    assert (ran.stopped.selection.best, ran.replications) == ("mass_discount", 4)


def test_who_fails_has_no_part_and_who_was_dropped_by_it_comes_back():
    """The best of all drops the others, then fails: they are compared as if it had never been there."""
    whole, _ = lived(study_of(zone(most=60)), lot(4))
    assert whole.stopped is not None
    assert whole.stopped.selection is not None
    best = whole.stopped.selection.best
    assert best is not None
    without = [name for name in ARMS if name != best]
    failing = {(best, 4)}
    ran, stages = lived(study_of(zone(most=60)), lot(4, failing=failing))
    alone, _ = lived(study_of(zone(most=60), without), lot(4))
    assert ran.stopped is not None
    assert alone.stopped is not None
    assert ran.stopped.selection is not None
    assert alone.stopped.selection is not None
    assert ran.stopped.selection.best == alone.stopped.selection.best
    assert ran.stopped.selection.dropped_after == alone.stopped.selection.dropped_after
    runs = [run for stage in stages for run in stage]
    assert len(runs) == len(set(runs))


@pytest.mark.parametrize(
    "rule", [{"half_width": 1.0}, {"relative_half_width": 0.1}, {"indifference_zone": 1.0}]
)
def test_without_all_of_the_baseline_no_more_is_run_and_nothing_promised(rule):
    failing = {("no_intervention", 1)}
    ran, stages = lived(study_of(rule | {"first_stage": 4}), lot(5, failing=failing))
    assert ran.stopped is not None
    assert (len(stages), ran.stopped.holds, ran.stopped.selection) == (1, False, None)


@pytest.mark.parametrize(("size", "holds"), [(2.0, True), (0.01, False)])
def test_a_half_width_is_reached_or_the_most_replications_are(size, holds):
    ran, stages = lived(study_of({"half_width": size, "first_stage": 4, "most_replications": 300}), lot(6))
    assert ran.stopped is not None
    assert ran.stopped.holds == holds
    assert ran.replications == (ran.stopped.wanted if holds else 300)
    assert len(stages) == 2


def test_a_relative_half_width_looks_until_it_holds():
    rule = {"relative_half_width": 0.2, "first_stage": 4, "most_replications": 900}
    ran, stages = lived(study_of(rule, ARMS[:3]), lot(7))
    assert ran.stopped is not None
    assert ran.stopped.holds
    assert len(stages) > 2


SELECTING = """
[strategies.random_offer]
[strategies.value_targeted_offer]
[strategies.oracle_offer]
[stopping]
indifference_zone = 30.0
first_stage = 4
most_replications = 40
"""


def test_a_study_that_selects_is_resumed_to_the_same_bits_and_runs_no_more_than_it_needs(
    tmp_path, monkeypatch
):
    text = TINY.replace("horizon_periods = 4", "horizon_periods = 8") + SELECTING
    study = Study.read(written(tmp_path, text))
    whole = compare(study, Path(), tmp_path / "whole", workers=1)
    assert whole.stopped is not None
    assert whole.stopped.selection is not None
    assert whole.stopped.selection.best == "value_targeted_offer"
    commit, left = RunStore.commit, [10]

    def stopping_in_between(store, *run):
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        commit(store, *run)

    monkeypatch.setattr(RunStore, "commit", stopping_in_between)
    with pytest.raises(KeyboardInterrupt):
        compare(study, Path(), tmp_path / "out", workers=1)
    monkeypatch.setattr(RunStore, "commit", commit)
    again = compare(study, Path(), tmp_path / "out", workers=1, resume=True)
    assert (again.digests, records(again)) == (whole.digests, records(whole))
    assert again.stopped == whole.stopped
    assert again.outcome.identical(whole.outcome)
    kept = {folder.name for folder in (tmp_path / "whole" / "runs").iterdir()}
    assert {folder.name for folder in (tmp_path / "out" / "runs").iterdir()} == kept
    assert len(kept) < len(study.chosen) * whole.outcome.sizes["replication"]
    raised = Study.read(tmp_path / "study.toml", ("stopping.most_replications=41",))
    further = compare(raised, Path(), tmp_path / "out", workers=1, resume=True)
    assert further.stopped is not None
    assert further.stopped.selection == whole.stopped.selection
    for row in whole.ranking:
        assert row.rank is not None
        there = whole.stopped.dropped_after.get(row.strategy, whole.outcome.sizes["replication"])
        assert row.gain.replications == (
            there if row.gain.status != "reference" else len(again.outcome.replication)
        )


def test_the_command_says_what_was_selected_after_how_many_and_with_which_guarantee(tmp_path):
    path, out = written(tmp_path, TINY + SELECTING), tmp_path / "out"
    told = answer("compare", path, "--out", out, "--workers", 1, "--quiet")
    stopping = told["stopping"]
    assert told["complete"]
    assert {"rule": "indifference_zone", "zone": 30.0, "level": 0.95, "pilot": 4}.items() <= stopping.items()
    assert stopping["replications"] == told["replications"]
    assert (stopping["selection"]["best"] is not None) == stopping["holds"]
    page = (out / "report.html").read_text()
    assert re.search(r'<p id="stopping">(Selected|Stopped) after \d+ replications.* 30.00 USD', page)
    assert json.loads((out / "manifest.json").read_text())["stopping"] == stopping
