"""A sensitivity analysis that cannot be: named with its value and a remedy before anything is run."""

import sys

import pytest

from tests.command_line import hooper

STUDY = """name = "bad"
question = "Is it told?"
seed = 1
world = { scenario = "retail", customers = 300 }
[strategies.no_intervention]
[strategies.mass_discount]
[sensitivity]
"""

# What stands in the table and on the command line; what is said of it.
CASES = {
    "an unknown parameter": (
        "parameters.economics.margn = {}",
        "",
        ["sensitivity.parameters.economics.margn", "is not a number", "did you mean economics.margin"],
    ),
    "an unknown parameter on the command line": (
        "",
        "--parameters economics.margin,desk.days_per_cse",
        ["--parameters desk.days_per_cse", "did you mean desk.days_per_case"],
    ),
    "a setting that is no number": ("parameters.market.rivals = {}", "", ["market.rivals", "not a number"]),
    "a low above its high": (
        "parameters.economics.margin = { low = 0.4, high = 0.3 }",
        "",
        ["study.toml:8", "low 0.4 is not below high 0.3", "the smaller value"],
    ),
    "a low above the stated high": (
        "parameters.economics.margin = { low = 0.9 }",
        "",
        ["economics.margin", "low 0.9 is not below high", "the smaller value"],
    ),
    "an end that the setting refuses": (
        "parameters.economics.margin = { low = 0.2, high = 1.2 }",
        "",
        ["sensitivity.parameters.economics.margin", "1.2 is above 1", "at most 1"],
    ),
    "no stated range": (
        "",
        "--parameters buyer.spend_p",
        ["--parameters buyer.spend_p", "no stated range", "low = ..., high = ..."],
    ),
    "an unknown key": ("trajectories = 9", "", ["study.toml:8", "trajectories", "keys known here"]),
    "a range that is no table": (
        "parameters.economics.margin = 0.3",
        "",
        ["study.toml:8", "0.3 is not a table"],
    ),
    "rows of sobol that are no power of two": (
        'method = "sobol"\npoints = 48',
        "",
        ["study.toml", "points 48 are not a power of two", "points = 32 or 64"],
    ),
    "the same on the command line": (
        "points = 20",
        "--method sobol",
        ["points 20 are not a power of two", "points = 16 or 32"],
    ),
    "one trajectory": ("", "--points 1", ["--set sensitivity.points=1", "1 is below 2", "at least 2"]),
    "a method that is none": ("", "--method moris", ["sensitivity.method", '"moris" is not known', "morris"]),
    "one parameter to share the variance": (
        "",
        "--method sobol --parameters economics.margin",
        ["need two parameters", "vary another"],
    ),
    "a strategy that is not compared": (
        "",
        "--strategy mas_discount",
        ["--strategy", "'mas_discount'", "did you mean mass_discount"],
    ),
    "a world of nobody": ("customers = 0", "", ["study.toml:8", "0 is below 1"]),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_named_with_a_remedy_and_nothing_is_left(case, tmp_path):
    table, options, said = CASES[case]
    (tmp_path / "study.toml").write_text(STUDY + table)
    result = hooper("sensitivity", tmp_path / "study.toml", "--out", tmp_path / "out", *options.split())
    assert result.exit_code == 2, result.stderr
    assert "remedy: " in result.stderr
    for words in said:
        assert words in result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "out").exists()


def test_without_the_extra_screening_says_what_to_install_and_what_does_without(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "SALib.analyze", None)
    (tmp_path / "study.toml").write_text(STUDY)
    result = hooper("sensitivity", tmp_path / "study.toml", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "method morris: needs SALib" in result.stderr
    assert "pip install 'hooper[sensitivity]', or choose the method sobol" in result.stderr
    assert not (tmp_path / "out").exists()
