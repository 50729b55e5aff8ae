import pytest

from hooper.evidence.facts import catalogue as facts
from hooper.lifetime_value import catalogue as models
from hooper.mechanisms.customer_period import ENTRY_LAWS, LAWS_OUTSIDE, PERIOD_LAWS
from hooper.scenario import presets
from hooper.segmentation import catalogue as schemes
from hooper.strategies import catalogue as strategies
from hooper.targeting import catalogue as warnings
from tests.command_line import answer, hooper

NAMES = {
    "strategies": strategies.names(),
    "schemes": schemes.names(),
    "models": models.names(),
    "warnings": warnings.names(),
    "laws": tuple(law.name for law in (*ENTRY_LAWS, *PERIOD_LAWS, *LAWS_OUTSIDE)),
    "facts": facts.names(),
    "scenarios": presets.names(),
    "examples": ("example:cdnow", "example:cdnow-master", "example:grocery", "example:donations"),
}


@pytest.mark.parametrize("kind", NAMES)
def test_list_gives_every_name_of_a_kind_with_needs_and_source(kind):
    entries = answer("list", kind)[kind]
    assert tuple(entry["name"] for entry in entries) == NAMES[kind]
    assert all({"name", "needs", "source"} <= entry.keys() for entry in entries)


def test_oracles_are_listed_with_their_sources():
    assert all(entry["source"] for entry in answer("list", "oracles")["oracles"])


@pytest.mark.parametrize(
    ("singular", "plural"), [("strategy", "strategies"), ("law", "laws"), ("scheme", "schemes")]
)
def test_one_of_a_kind_is_as_good_as_many(singular, plural):
    assert answer("list", singular) == answer("list", plural)


def test_an_unknown_kind_is_answered_with_the_nearest():
    result = hooper("list", "shemes")
    assert result.exit_code == 2
    assert "did you mean schemes?" in result.stderr


@pytest.mark.parametrize("name", [name for kind in NAMES for name in NAMES[kind]])
def test_whatever_is_listed_can_be_explained(name):
    told = answer("explain", name)
    assert told["name"] == name
    assert told["source"] or told["kind"] in ("law", "scenario")
    assert hooper("explain", name).stdout.startswith(f"{name} ({told['kind']})")


def test_a_law_is_explained_by_its_equation_parameters_units_and_sources():
    told = answer("explain", "expectation")
    rows = {row["name"]: row for row in told["parameters"]}
    assert "E <- E + a v (x - E)" in told["texts"][0]
    assert told["source"] == "Boulding, Kalra, Staelin and Zeithaml 1993"
    assert rows["adaptation_per_month"]["unit"] == "per month"
    assert rows["adaptation_per_month"]["range"] == "0.1 to 0.4"
    assert rows["adaptation_per_month"]["source"]


def test_a_preset_is_explained_with_every_setting_and_where_it_departs_from_the_default():
    rows = {row["name"]: row for row in answer("explain", "retail")["parameters"]}
    scenario = presets.load("retail")
    assert rows["economics.margin"]["value"] == f"{scenario.economics.margin:g}"
    assert rows["economics.margin"]["default"] == "0.3"
    assert rows["desk.patience_days"]["default"] == ""
    assert rows["desk.patience_days"]["unit"] == "days"


def test_a_model_is_explained_with_what_its_parameters_mean():
    text = hooper("explain", "bg_nbd").stdout
    assert "Beta(a, b)" in text
    assert "shape of the purchase rates" in text


def test_an_unknown_name_is_answered_with_the_nearest():
    result = hooper("explain", "retial")
    assert result.exit_code == 2
    assert "retail" in result.stderr
