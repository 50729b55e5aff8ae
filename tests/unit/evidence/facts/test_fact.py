import math

import pytest

from hooper.evidence.facts.fact import Band, Fact, Figure, Measured, Sample, Size


def fact(values, value_off=0.0):
    return Fact(
        name="made_up",
        number="F0",
        claim="it is so",
        kind="emergent",
        source="nobody",
        off="nothing",
        bands=(Band("first", low=1.0), Band("second", 0.0, 1.0)),
        full=Size(2),
        quick=Size(1),
        measure=lambda _: Measured(dict(zip(("first", "second"), values, strict=True)), value_off),
    )


@pytest.mark.parametrize(
    ("value", "passed"), [(0.9, False), (1.0, True), (2.0, True), (2.1, False), (math.nan, False)]
)
def test_a_figure_passes_within_its_band_and_at_its_ends(value, passed):
    assert Figure(Band("it", 1.0, 2.0), value).passed is passed


def test_a_fact_holds_when_all_its_figures_do():
    sample = Sample(Size(1), seed=1)
    assert fact((2.0, 0.5)).check(sample).passed
    assert not fact((2.0, 1.5)).check(sample).passed
    assert not fact((0.5, 0.5)).check(sample).passed


def test_the_first_band_is_that_of_the_headline():
    result = fact((2.0, 1.5), value_off=0.25).check(Sample(Size(1), seed=1))
    assert (result.headline.band.label, result.headline.value, result.value_off) == ("first", 2.0, 0.25)
