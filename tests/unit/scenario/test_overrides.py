"""What `--set key.path=value` does, refuses, and notes."""

import pytest

from hooper.scenario.overrides import apply_overrides
from hooper.scenario.setting_places import Places


def overridden(settings, *arguments):
    assert apply_overrides(settings, Places("study.toml"), arguments) == []
    return settings


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("0.5", 0.5),
        ("true", True),
        ('"3"', "3"),
        ("retail", "retail"),
        ("example:cdnow", "example:cdnow"),
        ("a = b", "a = b"),
        ("", ""),
        ("[1, 2]", [1, 2]),
        ("{x = 1}", {"x": 1}),
        ("1\nother = 2", "1\nother = 2"),
        ("[" * 5000, "[" * 5000),
    ],
)
def test_a_value_is_toml_or_else_text(text, value):
    assert overridden({}, f"key={text}") == {"key": value}


def test_tables_on_the_way_are_made():
    assert overridden({}, "a.b.c=1", 'a."b c"=2') == {"a": {"b": {"c": 1}, "b c": 2}}


def test_elements_of_lists_are_named_by_number():
    settings = {"arms": [{"x": 1}, {"x": 2}], "weights": [1, 2]}
    assert overridden(settings, "arms.1.x=3", "weights.0=5") == {
        "arms": [{"x": 1}, {"x": 3}],
        "weights": [5, 2],
    }


def test_the_last_of_two_wins():
    assert overridden({}, "a=1", "a=2") == {"a": 2}


@pytest.mark.parametrize(
    ("argument", "problem", "remedy"),
    [
        ("seed", "does not give a value to a key", "write --set key.path=value, as in --set seed=7"),
        ("=3", "does not give a value to a key", "write --set key.path=value, as in --set seed=7"),
        ("a..b=3", "does not give a value to a key", "write --set key.path=value, as in --set seed=7"),
        ("#=3", "does not give a value to a key", "write --set key.path=value, as in --set seed=7"),
        ("seed.x=3", "seed is not a table", "set seed itself"),
        ("weights.first=3", "weights is a list", "name its element by number: weights.0"),
        ("weights.-1=3", "weights is a list", "name its element by number: weights.0"),
        ("weights.2=3", "weights has 2 elements", "count from 0"),
    ],
)
def test_what_cannot_be_set_is_a_fault_and_changes_nothing(argument, problem, remedy):
    settings = {"seed": 7, "weights": [1, 2]}
    [fault] = apply_overrides(settings, Places("study.toml"), [argument])
    assert (fault.where, fault.problem, fault.remedy) == (f"--set {argument}", problem, remedy)
    assert settings == {"seed": 7, "weights": [1, 2]}


def test_a_wrong_argument_does_not_hide_the_next():
    settings = {}
    assert len(apply_overrides(settings, Places("study.toml"), ["bad", "a=1", "worse"])) == 2
    assert settings == {"a": 1}


def test_a_place_is_the_override_for_its_key_and_the_file_for_its_neighbour():
    places = Places("study.toml", {("budget",): 3, ("budget", "a"): 4, ("budget", "b"): 5})
    apply_overrides({"budget": {"a": 1, "b": 2}}, places, ["budget.a=9"])
    assert places.where(("budget", "a")) == "--set budget.a=9"
    assert places.where(("budget", "b")) == "study.toml:5: budget.b"
    assert places.where(("budget", "c")) == "study.toml:3: budget.c"


def test_a_replaced_table_forgets_its_lines():
    places = Places("study.toml", {("budget",): 3, ("budget", "a"): 4})
    apply_overrides({"budget": {"a": 1}}, places, ["budget={a=-1}"])
    assert places.where(("budget", "a")) == "--set budget={a=-1}: budget.a"


def test_a_table_that_an_override_made_is_placed_at_the_override():
    places = Places("study.toml")
    apply_overrides({}, places, ["budget.a=9"])
    assert places.where(("budget",)) == "--set budget.a=9"
    assert places.where(("budget", "b")) == "--set budget.a=9: budget.b"
