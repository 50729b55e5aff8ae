import math

import pytest
from scipy.stats import norm

from hooper.evidence.oracles.oracle import (
    FALSE_ALARM_RATE,
    STANDARD_ERRORS,
    Band,
    Figure,
    Oracle,
    OracleResult,
    exactly,
    within_chance,
)


def an_oracle(**measured):
    bands = {"mean": Band(5.0, 0.1), "variance": Band(20.0, 2.0)}
    return Oracle("tenure", "it lasts", "a book", bands, lambda seed: measured)


def test_the_false_alarm_rate_is_that_of_the_standard_errors():
    assert pytest.approx(2.0 * norm.sf(STANDARD_ERRORS), rel=0.01) == FALSE_ALARM_RATE


def test_a_band_by_chance_is_as_wide_as_its_standard_errors():
    assert within_chance(3.0, 0.2) == Band(3.0, 0.2 * STANDARD_ERRORS)


@pytest.mark.parametrize(("value", "passed"), [(5.1, True), (4.9, True), (5.11, False), (4.89, False)])
def test_a_figure_passes_up_to_its_tolerance_on_both_sides(value, passed):
    assert Figure("mean", value, expected=5.0, tolerance=0.1 + 1e-12).passed is passed


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_figure_that_is_no_number_fails(value):
    assert not Figure("mean", value, expected=5.0, tolerance=0.1).passed


@pytest.mark.parametrize(("value", "strain"), [(3.0, 0.0), (math.nextafter(3.0, 4.0), math.inf)])
def test_an_exact_figure_passes_at_its_very_value_only(value, strain):
    band = exactly(3.0)
    assert Figure("arms", value, band.expected, band.tolerance).strain == strain


def test_one_figure_out_of_its_band_fails_the_oracle_and_stands_for_it():
    result = an_oracle(mean=5.3, variance=21.0).check(seed=1)
    assert not result.passed
    assert (result.value, result.expected, result.tolerance) == (5.3, 5.0, 0.1)


def test_the_figure_nearest_to_its_bounds_stands_for_an_oracle_that_passes():
    result = an_oracle(mean=5.01, variance=21.0).check(seed=1)
    assert result.passed
    assert result.worst.label == "variance"


def test_a_figure_that_was_not_measured_is_an_error():
    with pytest.raises(KeyError, match="variance"):
        an_oracle(mean=5.0).check(seed=1)


def test_a_missing_value_outweighs_every_other_figure():
    figures = (Figure("a", 9.0, 5.0, 0.1), Figure("b", math.nan, 5.0, 0.1))
    assert OracleResult("tenure", figures).worst.label == "b"
