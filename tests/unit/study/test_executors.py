"""Executors give the same answers, and contain what raises, dies and hangs."""

import os
import time

import pytest

from hooper.foundation.errors import InputError
from hooper.study.executors.catalogue import executor_for
from hooper.study.executors.executor import Failure, Job

LONG = 60.0


def carried_out(task):
    if task == "abort":
        os.abort()
    if task == "exit":
        os._exit(5)
    if task == "hang":
        time.sleep(LONG)
    if task == "raise":
        raise ValueError("no such customer")
    if task == "unsendable":
        return (each for each in ())
    return task


def answers(name, tasks, limit=LONG, **how):
    with executor_for(name, workers=2, **how) as executor:
        found = dict(executor.run(carried_out, [Job(task, limit, 2) for task in tasks]))
    return [found[place] for place in range(len(tasks))]


@pytest.mark.parametrize("name", ["serial", "processes", pytest.param("dask", marks=pytest.mark.slow)])
def test_answers_are_those_of_the_function_and_a_failure_is_one_of_them(name):
    first, failed, last = answers(name, ["a", "raise", "b"])
    assert (first, last) == ("a", "b")
    assert isinstance(failed, Failure)
    assert failed.reason == "ValueError: no such customer"
    assert "in carried_out" in failed.traceback


def test_a_process_that_dies_is_given_up_after_so_many_attempts_and_the_others_finish():
    tasks = ["a", "abort", "b", "exit", "c"]
    assert answers("processes", tasks) == [
        "a",
        Failure("its worker process was killed by SIGABRT"),
        "b",
        Failure("its worker process ended with exit code 5"),
        "c",
    ]


def test_a_process_that_hangs_is_killed_and_the_others_finish():
    assert answers("processes", ["a", "hang", "b"], limit=1.5) == [
        "a",
        Failure("took longer than 1.5 seconds"),
        "b",
    ]


def test_an_answer_that_cannot_be_sent_is_a_failure():
    [failed] = answers("processes", ["unsendable"])
    assert isinstance(failed, Failure)
    assert "cannot be sent" in failed.reason


def test_workers_stay_for_the_next_call_and_go_with_the_context():
    with executor_for("processes", workers=1) as executor:
        pids = {pid for _ in range(2) for _, pid in executor.run(_pid, [Job(None, LONG)] * 2)}
    assert len(pids) == 1
    with pytest.raises(ProcessLookupError):
        os.kill(int(str(pids.pop())), 0)


def _pid(_task):
    return os.getpid()


def _left_a_file(path):
    path.touch()
    return path.name


def test_the_next_job_is_carried_out_while_an_answer_is_stored(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    with executor_for("processes", workers=1) as executor:
        given = executor.run(_left_a_file, [Job(path, LONG) for path in (first, second)])
        assert next(given) == (0, "first")
        patience = time.monotonic() + LONG
        while not second.exists() and time.monotonic() < patience:
            time.sleep(0.01)
        assert second.exists()
        assert list(given) == [(1, "second")]


def test_whoever_stops_asking_ends_the_workers():
    with executor_for("processes", workers=2) as executor:
        running = executor.run(carried_out, [Job("a", LONG), Job("hang", LONG)])
        began = time.monotonic()
        assert next(running) == (0, "a")
    assert time.monotonic() - began < LONG / 2


def test_an_unknown_executor_is_answered_with_the_nearest():
    with pytest.raises(InputError, match="processes"):
        executor_for("proceses", workers=2)


def test_a_scheduler_that_nobody_would_ask_is_refused():
    with pytest.raises(InputError, match="has no scheduler"):
        executor_for("processes", 2, "tcp://127.0.0.1:8786")


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr("hooper.study.executors.dask_cluster._SECONDS_TO_CONNECT", 1)
    with pytest.raises(InputError, match=r"no scheduler at 'tcp://127.0.0.1:1'"):
        answers("dask", ["a"], scheduler="tcp://127.0.0.1:1")


def test_without_the_extra_dask_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(InputError, match=r"hooper\[dask\]"):
        answers("dask", ["a"])
