"""Every term of the glossary lives where it says, stands there once, and nothing with a name is left out."""

import re
import typing
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from pydantic import BaseModel

from hooper.cli.catalogues import KINDS
from hooper.cli.main import app
from hooper.lifetime_value import catalogue as models
from hooper.lifetime_value.value_estimators import catalogue as estimators
from hooper.scenario.scenario import Scenario
from hooper.segmentation import catalogue as schemes
from hooper.segmentation.stage_vocabularies import STAGES
from hooper.strategies import catalogue as strategies
from hooper.targeting import catalogue as warnings

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
ROWS = [
    tuple(cell.strip() for cell in line.strip("|\n").split("|"))
    for line in GLOSSARY.splitlines()
    if line.startswith("| ") and not line.startswith("| English |")
]
PLACES = sorted({place for row in ROWS for place in re.findall(r"`([^`]+)`", row[3])})
NAMES = {*STAGES, *Scenario.model_fields, *estimators.names()} | {
    entry.name for entries in KINDS.values() for entry in entries()
}
COMMANDS = {command.name for command in app.registered_commands}


def models_in(annotation):
    """Return the settings classes that an annotation speaks of, however deep in unions and tuples."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in typing.get_args(annotation) for model in models_in(part)]


def is_setting(place):
    """Say whether a dotted name leads from a scenario, section by section, to a setting."""
    classes = [Scenario]
    for name in place.split("."):
        fields = [model.model_fields[name] for model in classes if name in model.model_fields]
        if not fields:
            return False
        classes = [model for field in fields for model in models_in(field.annotation)]
    return True


def is_there(place):
    """Say whether a file, a command, a name or a setting of the glossary exists."""
    if place.startswith("hooper "):
        command, *kind = place.split()[1:]
        return command in COMMANDS and set(kind) <= set(KINDS)
    if place.endswith(".py"):
        module = "hooper." + place.removesuffix(".py").replace("/", ".")
        return find_spec(module) is not None
    return place in NAMES or ("." in place and is_setting(place))


@pytest.mark.parametrize("place", ["hooper guess", "economics/guess.py", "guess", "expectation.guess"])
def test_what_is_not_there_is_noticed(place):
    assert not is_there(place)


def test_every_row_says_what_a_term_means_and_where_it_lives():
    assert [row for row in ROWS if len(row) != 5 or not all(row[:4])] == []
    assert [row[3] for row in ROWS if not re.fullmatch(r"—|`[^`]+`(, `[^`]+`)*", row[3])] == []


def test_every_place_is_there():
    assert [place for place in PLACES if not is_there(place)] == []


def test_every_file_can_be_imported():
    for place in PLACES:
        if place.endswith(".py"):
            import_module("hooper." + place.removesuffix(".py").replace("/", "."))


def test_what_lives_nowhere_says_that_it_is_not_built_and_nothing_else_does():
    assert [row[0] for row in ROWS if (row[3] == "—") != ("not built" in row[4])] == []


@pytest.mark.parametrize(("column", "between"), [(0, "; "), (1, "\N{FULLWIDTH SEMICOLON}")])
def test_no_term_stands_there_twice(column, between):
    terms = [term.casefold() for row in ROWS for term in row[column].split(between)]
    assert sorted({term for term in terms if terms.count(term) > 1}) == []


def test_every_chinese_term_is_chinese():
    known_by_letters = [row[1] for row in ROWS if not re.search(r"[\u4e00-\u9fff]", row[1])]
    assert known_by_letters == []


@pytest.mark.parametrize(
    "names",
    [STAGES, *(catalogue.names() for catalogue in (strategies, schemes, models, estimators, warnings))],
    ids=["stages", "strategies", "schemes", "models", "estimators", "warnings"],
)
def test_everything_of_a_catalogue_has_a_term(names):
    assert [name for name in names if name not in PLACES] == []
