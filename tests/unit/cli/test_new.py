import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import hooper as package
from hooper.cli.new import strategy_source
from hooper.strategies import catalogue
from hooper.strategies.strategy import Strategy
from tests.command_line import answer, hooper

REPOSITORY = Path(package.__file__).parents[2]


@pytest.fixture
def produced(monkeypatch):
    """The class in the file that the command writes."""
    assert answer("new", "strategy", "win_back_letter")["file"] == "win_back_letter.py"
    monkeypatch.syspath_prepend(Path.cwd())
    yield import_module("win_back_letter").WinBackLetter
    del sys.modules["win_back_letter"]


def test_the_file_holds_a_strategy_with_the_name_it_was_given(produced):
    assert isinstance(produced(), Strategy)
    assert (produced.name, produced.sees_truth, produced.fits_models) == ("win_back_letter", False, False)


def test_the_strategy_works_once_it_is_in_the_catalogue(produced, monkeypatch):
    monkeypatch.setattr(catalogue, "STRATEGIES", (*catalogue.STRATEGIES, produced))
    world = ("simulate", "retail", "--customers", 300, "--periods", 30, "--seed", 7)
    with_it, without = answer(*world, "--strategy", "win_back_letter"), answer(*world)
    assert with_it["profit_and_loss"]["strategy_cost"] < 0.0
    assert with_it["digest"] != without["digest"]
    assert "win_back_letter" in hooper("list", "strategies").stdout


def test_the_strategy_keeps_the_contract_of_all_strategies(tmp_path):
    """In a process of its own, where the strategy is in the catalogue when the contract test reads it."""
    assert answer("new", "strategy", "win_back_letter")["file"] == "win_back_letter.py"
    entered = (
        "import sys, pytest; sys.path.insert(0, sys.argv[1]);"
        "from win_back_letter import WinBackLetter; from hooper.strategies import catalogue;"
        "catalogue.STRATEGIES += (WinBackLetter,);"
        "sys.exit(pytest.main(['-q', '-p', 'no:cacheprovider', '-k', 'win_back_letter', sys.argv[2]]))"
    )
    command = [sys.executable, "-c", entered, tmp_path, "tests/contract/test_strategies.py"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=REPOSITORY)
    assert result.returncode == 0, result.stdout + result.stderr  # 5 if it were not walked at all


@pytest.mark.parametrize("name", ["a", "win_back_letter", "x" * 40])
def test_the_file_passes_the_checks_of_the_repository(name):
    file = REPOSITORY / "src/hooper/strategies" / f"{name}.py"  # where it is meant to go; nothing is written
    for check in (["check"], ["format", "--check"]):
        command = [sys.executable, "-m", "ruff", *check, "--stdin-filename", str(file), "-"]
        result = subprocess.run(
            command, input=strategy_source(name), capture_output=True, text=True, check=False, cwd=REPOSITORY
        )
        assert result.returncode == 0, result.stdout + result.stderr


def test_people_are_told_what_to_do_next():
    text = hooper("new", "strategy", "win_back_letter").stdout
    assert all(
        step in text
        for step in ("catalogue.py", "WinBackLetter", "make test", "hooper simulate", "hooper leaderboard")
    )


def test_a_file_that_is_there_stays_as_it_is():
    Path("mine.py").write_text("mine")
    result = hooper("new", "strategy", "mine")
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert Path("mine.py").read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("WinBack", "write win_back"),
        ("win-back", "write win_back"),
        ("2nd", "as in win_back_letter"),
        ("class", "not in snake_case"),
        ("../evil", "write evil"),
        ("mass_discount", "there is a strategy 'mass_discount' already"),
        ("x" * 41, "at most 40"),
    ],
)
def test_a_name_is_in_snake_case_and_new(name, told):
    result = hooper("new", "strategy", name)
    assert result.exit_code == 2
    assert told in result.stderr
    assert list(Path().iterdir()) == []


def test_a_mistyped_kind_is_answered_with_the_nearest():
    result = hooper("new", "stratgy", "mine")
    assert result.exit_code == 2
    assert "did you mean strategy?" in result.stderr
