"""What every oracle of the catalogue promises. A new one gets these tests by its line in the catalogue."""

import math
from functools import cache

import pytest

from hooper.evidence.oracles import catalogue
from hooper.evidence.oracles.catalogue import ORACLES

SEED = 20_260_101
every_oracle = pytest.mark.parametrize("oracle", ORACLES, ids=catalogue.names())


@cache
def checked(name):
    """Return the result of an oracle, measured once for all tests."""
    return catalogue.run([name], SEED)[0]


def test_names_are_unique_and_found_again():
    assert len(set(catalogue.names())) == len(ORACLES)
    assert all(catalogue.get(oracle.name) is oracle for oracle in ORACLES)


@every_oracle
def test_it_lives_in_a_module_of_its_name(oracle):
    assert oracle.measure.__module__.endswith(f".{oracle.name}")


@every_oracle
def test_it_says_what_it_claims_and_after_whom(oracle):
    assert oracle.claim
    assert oracle.source


@every_oracle
def test_every_band_is_a_closed_form_with_a_width_or_exact(oracle):
    for band in oracle.bands.values():
        assert math.isfinite(band.expected)
        assert 0.0 <= band.tolerance < math.inf


@every_oracle
def test_no_band_is_wider_than_a_sixth_of_its_figure(oracle):
    """Wider bands catch nothing; a figure with the closed form zero is measured in standard deviations."""
    for label, band in oracle.bands.items():
        assert band.tolerance <= 0.16 * (abs(band.expected) or 1.0), label


@every_oracle
def test_the_product_meets_the_closed_form(oracle):
    result = checked(oracle.name)
    assert result.passed, result.worst
    assert {figure.label for figure in result.figures} == set(oracle.bands)
    assert all(type(figure.value) is float for figure in result.figures)


def test_the_same_seed_gives_the_same_figures_and_another_seed_others():
    oracle = catalogue.get("leaky_bucket_transient")
    assert oracle.check(SEED) == checked(oracle.name)
    assert oracle.check(SEED + 1).value != checked(oracle.name).value
