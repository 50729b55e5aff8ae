"""A run that raises or dies fails alone: the others are what they are without it."""

from pathlib import Path

import pytest

from hooper.study.compare import compare, compare_worlds
from hooper.study.executors.catalogue import executor_for
from hooper.study.study import Study
from tests.bad_strategies import StudyThatDies, StudyThatRaises
from tests.tiny_studies import records, written

SHORT = ("replications=2",)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return written(tmp_path_factory.mktemp("study"))


@pytest.fixture(scope="module")
def sound(path, tmp_path_factory):
    return compare(Study.read(path, SHORT), Path(), tmp_path_factory.mktemp("sound"), workers=1)


def carry_out(kind, path, out, executor, resume=False):
    study = kind.model_validate_json(Study.read(path, SHORT).model_dump_json())
    return compare_worlds(study, Path(), out, executor=executor_for(executor, 2), resume=resume)


REASON = (
    "strategy 'raises', period 2: `decide` fails in line 19 of bad_strategies.py: "
    "ZeroDivisionError: a share of nobody; mend it, and try it on a small world"
)


def sound_rows(done):
    return {row["strategy"]: row for row in records(done.worlds[0]) if row["rank"] is not None}


def test_a_strategy_that_raises_fails_alone_and_is_listed(path, sound, tmp_path):
    done = carry_out(StudyThatRaises, path, tmp_path, "serial")
    assert not done.complete
    assert [run.about["strategy"] for run in done.failed] == ["raises", "raises"]
    assert {run.reason for run in done.failed} == {REASON}
    assert "bad_strategies.py" in Path(done.failed[0].file).read_text()
    assert {row["strategy"]: row["difference"] for row in records(sound)} == {
        name: row["difference"] for name, row in sound_rows(done).items()
    }
    digests = done.worlds[0].digests
    assert digests == sound.digests


def test_what_failed_is_tried_again_on_resume_and_nothing_else(path, tmp_path, monkeypatch):
    carry_out(StudyThatRaises, path, tmp_path, "serial")
    tried = []

    def lived(tasks):
        tried.extend(task.strategy.name for task in tasks)
        raise RuntimeError("again")

    monkeypatch.setattr("hooper.study.runner.run_outcomes", lived)
    again = carry_out(StudyThatRaises, path, tmp_path, "serial", resume=True)
    assert tried == ["raises", "raises"]
    assert [run.reason for run in again.failed] == ["RuntimeError: again"] * 2


@pytest.mark.slow
def test_what_dies_is_contained_by_processes(path, sound, tmp_path):
    done = carry_out(StudyThatDies, path, tmp_path, "processes")
    assert sorted((run.about["strategy"], run.about["replication"], run.reason) for run in done.failed) == [
        ("kills_its_process", "0", "its worker process was killed by SIGABRT"),
        ("kills_its_process", "1", "its worker process was killed by SIGABRT"),
        ("raises", "0", REASON),
        ("raises", "1", REASON),
    ]
    assert done.worlds[0].digests == sound.digests
