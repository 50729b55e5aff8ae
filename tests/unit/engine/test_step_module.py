"""The generated step on disk: written once for a set of laws, anew for an edited one."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from hooper.engine.law_loops import BLOCK
from hooper.engine.law_set import assemble
from hooper.engine.step_module import step_module
from hooper.foundation.compile_cache import cache_folder
from hooper.foundation.random_words import round_keys
from hooper.mechanisms.law import Event, law

TINY = """
from typing import NamedTuple
import numpy as np
from hooper.engine.law_set import assemble
from hooper.engine.step_module import step_module
from hooper.engine.law_loops import BLOCK
from hooper.foundation.random_words import round_keys
from hooper.mechanisms.law import Event, law
from helper_of_test import helper

class Two(NamedTuple):
    {fields}

@law(writes=("mood",), settings=Two, state={{"mood": 1.0}}, events=(Event("moods", when="mood"),))
def moody(mood, s):
    return helper(mood) {change} + s.first - s.second * np.float32(10.0)

@law(writes=("mood",))
def calm(mood):
    return mood

laws = assemble((calm,), (moody,), (), ())
step = step_module(laws)
state = np.zeros(len(laws.state_rows) * BLOCK, np.float32)
state[2 * BLOCK] = 1.0
scratch = np.zeros(len(laws.scratch_rows) * BLOCK, np.float32)
packed = np.array([5.0, 0.25], np.float32)
on, nothing = np.array([True]), np.zeros(0, np.float32)
step.run_one(state, scratch, np.uint32(0), round_keys(1, 0), packed, on, nothing)
print(state[2 * BLOCK], sum(step.run_one.stats.cache_hits.values()))
"""
FIELDS = "first: float\n    second: float"
SWAPPED = "second: float\n    first: float"


@pytest.fixture
def run_tiny(tmp_path):
    """Run a world of one law in a process of its own, with files that a test may edit."""

    def run(change="", factor=2.0, fields=FIELDS):
        helper = "from hooper.foundation.jit import kernel\n@kernel\ndef helper(x):\n    return x * "
        (tmp_path / "helper_of_test.py").write_text(f"{helper}{factor}\n")
        (tmp_path / "tiny_of_test.py").write_text(TINY.format(change=change, fields=fields))
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path]),
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOOPER_CACHE_DIR": str(tmp_path / "cache"),
        }
        command = [sys.executable, "-c", "import tiny_of_test"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        mood, hits = done.stdout.split()
        steps = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "cache").glob("step_*.py")}
        return float(mood), int(hits), steps

    return run


def test_the_same_laws_are_taken_from_the_cache_and_their_file_is_not_written_again(run_tiny):
    first, second = run_tiny(), run_tiny()
    assert first == (4.5, 0, first[2])
    assert second == (4.5, 1, first[2])


def test_an_edited_law_or_helper_gets_a_file_of_its_own_and_new_results(run_tiny):
    plain, law_edited, helper_edited = run_tiny(), run_tiny(change="+ np.float32(1.0)"), run_tiny(factor=3.0)
    assert [each[0] for each in (plain, law_edited, helper_edited)] == [4.5, 5.5, 5.5]
    assert [len(each[2]) for each in (plain, law_edited, helper_edited)] == [1, 2, 3]


def test_settings_in_another_order_are_other_machine_code(run_tiny):
    """Numbers are packed in the order of the fields: code of the old order would read the wrong ones."""
    assert run_tiny()[0] == 2.0 + 5.0 - 2.5
    assert run_tiny(fields=SWAPPED)[0] == pytest.approx(2.0 + 0.25 - 50.0)


class Lift(NamedTuple):
    lift: float


@law(writes=("mood",))
def calm(mood):
    return mood


def made(number):
    @law(writes=("mood",), settings=Lift, state={"mood": 1.0}, events=(Event("moods", when="mood"),))
    def moody(mood, s):
        return mood * number + s.lift

    return assemble((calm,), (moody,), (), ())


def test_laws_of_one_factory_do_not_share_a_module():
    two, three = made(np.float32(2.0)), made(np.float32(3.0))
    assert step_module(two) is not step_module(three)
    assert step_module(two) is step_module(two)


def test_a_switch_is_read_at_run_time():
    laws = made(np.float32(2.0))
    step, state = step_module(laws), np.zeros(len(laws.state_rows) * BLOCK, np.float32)
    scratch = np.zeros(len(laws.scratch_rows) * BLOCK, np.float32)
    mood = laws.state_rows.index("mood") * BLOCK
    state[mood] = 1.0
    packed, nothing = np.zeros(1, np.float32), np.zeros(0, np.float32)
    for switch, expected in ((True, 2.0), (False, 2.0), (True, 4.0)):
        step.run_one(state, scratch, np.uint32(0), round_keys(1, 0), packed, np.array([switch]), nothing)
        assert state[mood] == expected


def test_the_cache_stands_where_the_environment_says(monkeypatch, tmp_path):
    monkeypatch.setenv("HOOPER_CACHE_DIR", str(tmp_path / "mine"))
    assert cache_folder() == tmp_path / "mine"
    monkeypatch.delenv("HOOPER_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "hooper"


@pytest.mark.parametrize("hindrance", ["no folder can be made", "not writable"])
def test_a_home_that_cannot_be_written_to_falls_back_to_a_temporary_folder(monkeypatch, tmp_path, hindrance):
    monkeypatch.delenv("HOOPER_CACHE_DIR", raising=False)
    if hindrance == "no folder can be made":
        (tmp_path / "file").write_text("")
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    assert cache_folder().parent == Path(tempfile.gettempdir())
