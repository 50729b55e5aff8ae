"""The five-forces screen: what scores say of a segment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.market.five_forces import ranked, screen
from hooper.scenario.five_forces import FiveForces
from hooper.scenario.market_settings import SegmentSettings

FORCES = ("rivals", "entrants", "substitutes", "buyer_power", "supplier_power")
forces = st.fixed_dictionaries(dict.fromkeys((*FORCES, "segment_size", "segment_growth"), st.integers(1, 5)))


def test_a_worked_example():
    """By hand: shares .75, .25, .5, 1, 0 of rivals, entrants, substitutes, buyers and suppliers."""
    found = screen(
        FiveForces(
            rivals=4,
            entrants=2,
            substitutes=3,
            buyer_power=5,
            supplier_power=1,
            segment_size=5,
            segment_growth=2,
        )
    )
    assert found.competition == pytest.approx((0.75 + 0.25 + 0.5 + 1.0) / 4)
    assert found.price_pressure == pytest.approx((0.75 + 1.0 + 0.0) / 3)
    assert found.attractiveness == pytest.approx(0.5 * (1 - 2.5 / 5) + 0.25 * 1.0 + 0.25 * 0.25)


def all_scored(score, others):
    """Return forces of one score, in a segment whose size and growth have another."""
    return FiveForces(
        rivals=score,
        entrants=score,
        substitutes=score,
        buyer_power=score,
        supplier_power=score,
        segment_size=others,
        segment_growth=others,
    )


def test_the_ends_of_the_scale_are_monopoly_and_the_fiercest_competition():
    held, fierce = screen(all_scored(1, others=5)), screen(all_scored(5, others=1))
    assert (held.competition, held.price_pressure, held.attractiveness) == (0.0, 0.0, 1.0)
    assert (fierce.competition, fierce.price_pressure, fierce.attractiveness) == (1.0, 1.0, 0.0)


@given(forces, st.sampled_from(FORCES))
def test_a_stronger_force_never_makes_a_segment_more_attractive_or_milder(scores, force):
    weaker, stronger = (
        screen(FiveForces(**(scores | {force: score})))
        for score in (scores[force], min(5, scores[force] + 1))
    )
    assert stronger.attractiveness <= weaker.attractiveness
    assert stronger.competition >= weaker.competition
    assert stronger.price_pressure >= weaker.price_pressure


@given(forces)
def test_what_the_screen_says_lies_between_0_and_1(scores):
    assert all(0.0 <= value <= 1.0 for value in vars(screen(FiveForces(**scores))).values())


def test_suppliers_press_on_prices_and_not_on_customers():
    weak, strong = (screen(FiveForces(supplier_power=score)) for score in (1, 5))
    assert weak.competition == strong.competition
    assert weak.price_pressure < strong.price_pressure


def test_segments_are_ranked_from_the_most_attractive_on():
    segments = [
        SegmentSettings(name=str(score), share=0.25, five_forces=FiveForces(rivals=score))
        for score in (3, 1, 5)
    ]
    assert [name for name, _ in ranked(segments)] == ["1", "3", "5"]
