"""What every fact of the catalogue promises. A new one gets these tests by its line in the catalogue."""

import math
from dataclasses import replace
from functools import cache
from typing import get_args
from unittest.mock import patch

import pytest

from hooper.engine import population_step
from hooper.engine.step_module import step_module
from hooper.engine.step_source import StepSource
from hooper.evidence.facts import catalogue
from hooper.evidence.facts.catalogue import FACTS
from hooper.evidence.facts.fact import Kind, Sample
from hooper.evidence.facts.strangers import kept_lives
from hooper.evidence.facts.third_years import lived_years
from hooper.foundation.errors import InputError

SEED = 1
# They ask how people respond to spending, and what buyers of a category do, who are no customers of a firm.
WITHOUT_A_WORLD = {"cost_ratio_is_a_result", "small_brands_suffer_twice"}
every_fact = pytest.mark.parametrize("fact", FACTS, ids=catalogue.names())


@cache
def quickly_checked(name):
    """Return the result of a fact on its quick sample, and the steps that its worlds took.

    It is measured once for all tests.
    """
    fact = catalogue.get(name)
    kept_lives.cache_clear()  # so that every fact lives its worlds
    lived_years.cache_clear()
    with patch.object(population_step, "step_module", wraps=step_module) as taken:
        result = fact.check(Sample(fact.quick, SEED))
    return result, {StepSource(*call.args).text() for call in taken.call_args_list}


def test_names_and_numbers_are_unique_and_found_again():
    assert len({fact.name for fact in FACTS}) == len({fact.number for fact in FACTS}) == len(FACTS)
    assert all(catalogue.get(fact.name) is fact for fact in FACTS)


def test_an_unknown_fact_is_refused_with_the_nearest_name():
    with pytest.raises(InputError, match=r"no fact 'losses_hurt'(.|\n)*choose from losses_hurt_more"):
        catalogue.get("losses_hurt")


@every_fact
def test_it_lives_in_a_module_of_its_name(fact):
    assert fact.measure.__module__.endswith(f".{fact.name}")


@every_fact
def test_it_says_what_it_claims_of_what_kind_after_whom_and_what_takes_it_away(fact):
    assert fact.kind in get_args(Kind)
    assert all((fact.number, fact.claim, fact.source, fact.off))


@every_fact
def test_every_band_can_be_missed_and_has_a_label_of_its_own(fact):
    assert len({band.label for band in fact.bands}) == len(fact.bands)
    for band in fact.bands:
        assert band.low < band.high
        assert math.isfinite(band.low) or math.isfinite(band.high)


@every_fact
def test_the_quick_sample_is_no_larger_than_the_full_one(fact):
    assert fact.quick.customers <= fact.full.customers
    assert fact.quick.replications <= fact.full.replications


@pytest.mark.slow
@every_fact
def test_it_measures_what_its_bands_ask_for_with_the_mechanism_off_too(fact):
    result, _ = quickly_checked(fact.name)
    assert [figure.band for figure in result.figures] == list(fact.bands)
    assert all(math.isfinite(figure.value) for figure in result.figures)
    assert math.isfinite(result.value_off)
    assert result.value_off != result.headline.value


@pytest.mark.slow
@pytest.mark.parametrize(
    "fact",
    [fact for fact in FACTS if fact.kind == "built in"],
    ids=[fact.name for fact in FACTS if fact.kind == "built in"],
)
def test_what_is_built_in_is_there(fact):
    result, _ = quickly_checked(fact.name)
    assert result.passed, [figure for figure in result.figures if not figure.passed]


@pytest.mark.slow
def test_all_worlds_of_all_facts_take_the_same_step():
    steps = {fact.name: quickly_checked(fact.name)[1] for fact in FACTS}
    assert {name for name, taken in steps.items() if not taken} == WITHOUT_A_WORLD
    assert len(set().union(*steps.values())) == 1


@pytest.mark.slow
def test_the_same_seed_gives_the_same_figures_and_another_seed_others():
    fact = catalogue.get("retention_by_satisfaction")
    small = replace(fact.quick, customers=20_000)
    one, again, other = (fact.check(Sample(small, seed)) for seed in (1, 1, 2))
    assert one == again
    assert one.headline.value != other.headline.value
