import json
from dataclasses import replace

import pytest

from hooper.evidence.oracles import catalogue
from hooper.evidence.oracles.oracle import Band
from tests.command_line import answer, hooper


def test_an_oracle_that_holds_is_done():
    [told] = answer("verify", "geometric_tenure")["oracles"]
    assert {"name", "value", "expected", "tolerance", "passed"} <= told.keys()
    assert told["passed"] is True
    assert abs(told["value"] - told["expected"]) <= told["tolerance"]


@pytest.fixture
def broken(monkeypatch):
    """A catalogue whose only oracle expects something else."""
    oracle = catalogue.get("geometric_tenure")
    wrong = replace(oracle, bands={**oracle.bands, "mean": Band(expected=6.0, tolerance=0.05)})
    monkeypatch.setattr(catalogue, "ORACLES", (wrong,))


@pytest.mark.usefixtures("broken")
def test_an_oracle_that_fails_is_the_answer_no():
    result = hooper("verify", "--json")
    [told] = json.loads(result.stdout)["oracles"]
    assert result.exit_code == 1
    assert (told["passed"], told["expected"]) == (False, 6.0)


@pytest.mark.usefixtures("broken")
def test_people_see_which_figure_fails():
    lines = hooper("verify").stdout.splitlines()
    assert [line.split()[-1] for line in lines if line.endswith(("pass", "FAIL"))] == [
        "FAIL",
        "pass",
        "pass",
        "pass",
    ]
    assert lines[-1] == "FAIL: 1 of 4 figures, in geometric_tenure"


def test_people_read_the_claim_and_a_last_word():
    lines = hooper("verify", "zero_effect_arms").stdout.splitlines()
    assert lines[0].startswith("zero_effect_arms: a strategy whose levers do nothing")
    assert "exactly" in lines[4]
    assert lines[-1].startswith("pass: ")


def test_the_seed_moves_the_figures():
    one, two = (answer("verify", "geometric_tenure", "--seed", seed)["oracles"] for seed in (1, 2))
    assert one[0]["figures"][0]["value"] != two[0]["figures"][0]["value"]


def test_an_unknown_oracle_is_answered_with_the_nearest():
    result = hooper("verify", "geometric")
    assert result.exit_code == 2
    assert "geometric_tenure" in result.stderr
