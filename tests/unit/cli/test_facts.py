import json
from dataclasses import replace

import pytest

from hooper.evidence.facts import catalogue
from hooper.evidence.facts.default_world import default_world
from hooper.evidence.facts.fact import Band, Measured, Size
from tests.command_line import answer, hooper


@pytest.fixture
def measured(monkeypatch):
    """A catalogue whose only fact needs no customers; returns what was asked of it."""
    asked = []

    def measure(sample):
        asked.append(sample)
        return Measured({"ratio": 1.6, "ratio off": 1.01}, value_off=1.01)

    bands = (Band("ratio", 1.5, 2.5), Band("ratio off", high=1.1))
    fact = replace(catalogue.get("losses_hurt_more"), measure=measure, bands=bands, quick=Size(5))
    monkeypatch.setattr(catalogue, "FACTS", (fact,))
    return asked


@pytest.fixture
def missed(measured, monkeypatch):
    """The same, with a band that the figure does not reach."""
    wrong = replace(catalogue.FACTS[0], bands=(Band("ratio", low=1.8),))
    monkeypatch.setattr(catalogue, "FACTS", (wrong,))


@pytest.mark.usefixtures("measured")
def test_programs_get_one_row_a_fact_with_its_bands():
    [told] = answer("facts")["facts"]
    assert (told["name"], told["kind"], told["passed"]) == ("losses_hurt_more", "built in", True)
    assert (told["value"], told["low"], told["high"], told["value_off"]) == (1.6, 1.5, 2.5, 1.01)
    assert told["bands"] == [
        {"label": "ratio", "value": 1.6, "low": 1.5, "high": 2.5, "passed": True},
        {"label": "ratio off", "value": 1.01, "low": None, "high": 1.1, "passed": True},
    ]


def test_quick_takes_the_quick_sample_and_the_seed_is_passed_on(measured):
    answer("facts", "--quick", "--seed", 3)
    answer("facts")
    quick, full = measured
    assert (quick.size, quick.seed) == (Size(5), 3)
    assert full.size == catalogue.FACTS[0].full


def test_customers_live_by_the_period_that_is_asked_for(measured):
    assert answer("facts", "--period", "week")["period"] == "week"
    assert answer("facts")["period"] == "month"
    weekly, monthly = (sample.scenario for sample in measured)
    assert (weekly, monthly) == (default_world("week"), default_world())
    assert weekly.period == "week"


@pytest.mark.usefixtures("missed")
def test_a_fact_that_fails_is_the_answer_no():
    result = hooper("facts", "--json")
    [told] = json.loads(result.stdout)["facts"]
    assert result.exit_code == 1
    assert (told["passed"], told["low"], told["high"]) == (False, 1.8, None)


@pytest.mark.usefixtures("missed")
def test_people_see_which_figure_fails():
    lines = hooper("facts").stdout.splitlines()
    assert [line.split()[-1] for line in lines if line.endswith(("pass", "FAIL"))] == ["FAIL"]
    assert lines[-1] == "FAIL: 1 of 1 figures, in losses_hurt_more"


@pytest.mark.usefixtures("measured")
def test_people_read_the_claim_the_kind_and_what_takes_it_away():
    result = hooper("facts")
    lines = result.stdout.splitlines()
    assert lines[0].startswith("losses_hurt_more (F13, built in): what falls short")
    assert lines[1] == "off (loss aversion 1): the first figure is 1.01"
    assert lines[-1] == "pass: 2 figures of 1 facts"
    assert result.stderr == "measuring losses_hurt_more\n"


def test_an_unknown_fact_is_answered_with_the_nearest_and_nothing_is_measured(measured):
    result = hooper("facts", "losses_hurt_more", "losses_hurt")
    assert result.exit_code == 2
    assert "choose from losses_hurt_more" in result.stderr
    assert measured == []


def test_a_fact_is_explained_by_its_bands_its_kind_and_what_takes_it_away():
    told = answer("explain", "losses_hurt_more")
    ranges = [row["range"] for row in told["parameters"]]
    assert (told["kind"], ranges) == ("fact", ["1.5 to 2.5", "0.9 to 1.1"])
    assert "Off: loss aversion 1." in told["texts"]


@pytest.mark.slow
def test_the_default_world_shows_what_is_built_into_it():
    result = hooper("facts", "--quick", "--json")
    told = json.loads(result.stdout)["facts"]
    assert tuple(row["name"] for row in told) == catalogue.names()
    assert all(row["passed"] for row in told if row["kind"] == "built in")
    assert result.exit_code == (0 if all(row["passed"] for row in told) else 1)
