"""Personas that cannot be end with exit code 2: named by file, line, column and value, with a remedy."""

from pathlib import Path

import pytest

from tests.command_line import hooper

SCENARIO = """[personas]
file = "people.csv"
[[personas.traits]]
name = "age"
kind = "demographic"
distribution = "normal"
mean = 45.0
sd = 15.0
[[personas.traits]]
name = "home"
kind = "geographic"
distribution = "category"
levels = [{ name = "town" }, { name = "village" }]
"""
GOOD = "age,home\n30,town\n40,village\n"
# What is in the file of people; what is said about it, place, value and remedy.
PEOPLE = {
    "an empty file": ("", ["people.csv", "the file is empty"]),
    "a header alone": ("age,home\n", ["people.csv", "nobody in it", "a row a person"]),
    "a missing column": ("age,house\n30,town\n", ["0 columns are named 'home'", "there are: age, house"]),
    "a column twice": ("age,home,age\n30,town,3\n", ["2 columns are named 'age'"]),
    "no number": (GOOD + "old,town\n", ["people.csv:4, column 'age'", "no number: 'old'", "such as 42.5"]),
    "an empty cell": (GOOD + ",town\n", ["people.csv:4, column 'age'", "no number", "empty"]),
    "not a finite number": (GOOD + "inf,town\n", ["people.csv:4, column 'age'", "no number: 'inf'"]),
    "an unknown level": (
        GOOD + "50,city\n",
        ["people.csv:4, column 'home'", "none of the levels: 'city'", "choose from town, village"],
    ),
    "a row too long": (GOOD + "50,town,7\n", ["people.csv:4", "3 fields where the header has 2"]),
    "no text": ("\x00\x01PK", ["people.csv"]),
}
SETTINGS = {
    "a file that is not there": (SCENARIO, ["personas.file", "there is no file 'people.csv'", "folder"]),
    "an impossible pair": (
        "[personas]\ncorrelations = [[1.0, 1.0], [1.0, 1.0]]\n"
        + SCENARIO.partition("\n")[2]
        .replace('file = "people.csv"\n', "")
        .replace('{ name = "town" }', '{ name = "town", share = 1.0 }'),
        ["mine.toml:1: personas", "least eigenvalue is 0", "multiply those off the diagonal by 0.99"],
    ),
    "a trait without a distribution": (
        '[[personas.traits]]\nname = "age"\nkind = "demographic"\n',
        ["mine.toml:1: personas.traits.0.distribution", "is missing", "add it"],
    ),
    "an effect that is none": (
        SCENARIO.replace("sd = 15.0\n", "sd = 15.0\neffects = { log_spent = 0.1 }\n"),
        ["mine.toml:9: personas.traits.0.effects.log_spent", "did you mean log_spend?"],
    ),
}


def refused(scenario):
    Path("mine.toml").write_text(scenario)
    result = hooper("simulate", "mine.toml", "--out", "history")
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert not Path("history").exists()
    return result.stderr


@pytest.mark.parametrize(("text", "told"), PEOPLE.values(), ids=PEOPLE)
def test_a_file_of_people_that_is_wrong(text, told):
    Path("people.csv").write_text(text)
    said = refused(SCENARIO)
    assert all(part in said for part in told), said


@pytest.mark.parametrize(("text", "told"), SETTINGS.values(), ids=SETTINGS)
def test_personas_that_are_wrong(text, told):
    said = refused(text)
    assert all(part in said for part in told), said


def test_all_faults_of_a_file_are_told_at_once():
    Path("people.csv").write_text(GOOD + "old,city\nyoung,town\n")
    said = refused(SCENARIO)
    assert said.count("remedy:") == 3
