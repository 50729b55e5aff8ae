import os
import subprocess
import sys
from pathlib import Path

import pytest

from hooper.cli import completions
from hooper.cli.catalogues import KINDS
from tests.command_line import COMMAND

HEAVY = {"numpy", "numba", "scipy", "pandas", "xarray", "pyarrow", "simpy", "pydantic"}


def offered(*words):
    """What bash is given for the last of the words, the command in a process of its own."""
    environment = os.environ | {
        "COMP_WORDS": "hooper " + " ".join(words),
        "COMP_CWORD": str(len(words)),
        "_HOOPER_COMPLETE": "complete_bash",
    }
    done = subprocess.run(COMMAND, capture_output=True, text=True, check=False, env=environment, timeout=120)
    assert done.stderr == ""
    return done.stdout.split()


@pytest.fixture
def study():
    path = Path("experiments/mine/study.toml")
    path.parent.mkdir(parents=True)
    path.touch()
    return str(path)


def test_a_shell_is_offered_commands_options_and_names(study):
    assert "simulate" in offered("sim")
    assert "--strategy" in offered("simulate", "retail", "--str")
    assert offered("compare", "exp") == [study]


@pytest.mark.parametrize("kind", ["strategies", "scenarios"])
def test_what_is_read_off_the_files_is_what_the_catalogue_has(kind):
    complete = {"strategies": completions.strategies, "scenarios": completions.scenarios}[kind]
    assert complete("") == sorted(entry.name for entry in KINDS[kind]())


@pytest.mark.parametrize("kind", ["schemes", "models", "warnings", "oracles", "facts"])
def test_the_names_of_a_kind_are_those_of_its_catalogue(kind):
    names = [entry.name for entry in KINDS[kind]()]
    assert completions.names_of(kind)("") == sorted(names)
    assert completions.names_of(kind)(names[0]) == [
        name for name in sorted(names) if name.startswith(names[0])
    ]
    assert set(names) <= set(completions.anything(""))


def test_kinds_and_experiments_are_offered(study):
    assert completions.kinds("st") == ["strategies"]
    assert completions.studies("") == [study]
    assert completions.experiments("ex") == [str(Path(study).parent)]


def test_no_heavy_import_keeps_a_shell_waiting_for_a_strategy_or_a_scenario():
    script = (
        "import sys; from hooper.cli import completions;"
        "completions.strategies(''); completions.scenarios(''); completions.studies('');"
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert HEAVY.isdisjoint(loaded.stdout.split())
