"""Who adopts: chances by the share of adopters, and words of one's own."""

import math

import numpy as np
import pytest

from hooper.firm.customer_ids import acquired_ids, ordinal_of
from hooper.firm.diffusion import Diffusion
from hooper.foundation.decisions import ADOPTION
from hooper.foundation.random_words import customer_words, uniforms
from hooper.scenario.diffusion_settings import DiffusionSettings

KEY, CODE = (5, 0), 6


def market(of, p=0.03, q=0.38):
    settings = DiffusionSettings(market_per_1000=float(of), innovation_per_year=p, imitation_per_year=q)
    return Diffusion(settings, CODE, founders=1_000)


@pytest.mark.parametrize("share", [0.0, 0.25, 0.75])
def test_a_period_is_that_of_a_plain_loop_over_the_market(share):
    half_a_year, people = market(4_000), acquired_ids(CODE, 0, 4_000)
    half_a_year.settle(people[: int(4_000 * share)])
    chance = 1.0 - math.exp(-(0.03 + 0.38 * share) * 0.5)
    drawn = uniforms(customer_words(KEY, people, 3, ADOPTION)[0])
    expected = [i for i, u in zip(people, drawn, strict=True) if u < chance]
    expected = [i for i in expected if i not in set(people[: int(4_000 * share)])]
    assert half_a_year.come(KEY, 3, months=6.0).tolist() == expected


def test_one_more_potential_customer_changes_nobody_else():
    """Without imitation, so that nobody hears of the one more."""
    few, many = market(1_000, p=0.5, q=0.0), market(1_001, p=0.5, q=0.0)
    for period in range(24):
        own, others = few.come(KEY, period, 1.0), many.come(KEY, period, 1.0)
        assert own.tolist() == [each for each in others.tolist() if each & 0xFFFFFFFF < 1_000]
        few.settle(own)
        many.settle(others)
    assert 0 < few.adopted.sum() < 1_000


def test_nobody_adopts_twice_and_whoever_is_turned_away_may_adopt_later():
    town = market(3_000, p=2.0)
    seen = []
    for period in range(40):
        would = town.come(KEY, period, 1.0)
        came = would[::2]
        town.settle(came)
        seen += came.tolist()
    assert len(seen) == len(set(seen)) == town.adopted.sum()
    assert len(seen) > 2_800


def test_the_more_have_adopted_the_more_do():
    fresh, half_full = market(20_000), market(20_000)
    half_full.settle(acquired_ids(CODE, 0, 20_000)[::2])
    alone, together = (each.come(KEY, 1, 1.0).size for each in (fresh, half_full))
    # 50 of 20,000, and 182 of 10,000: half of the market is left, each with 7.3 times the rate.
    assert alone == pytest.approx(50, abs=30)
    assert together == pytest.approx(182, abs=60)


def test_a_market_is_remembered():
    town, again = market(500, p=1.0), market(500, p=1.0)
    town.settle(town.come(KEY, 0, 3.0))
    again.restore(town.state())
    assert again.come(KEY, 1, 3.0).tolist() == town.come(KEY, 1, 3.0).tolist()


def test_ids_of_a_market_do_not_depend_on_when_somebody_adopts():
    late = market(2_000, p=5.0).come(KEY, 17, 1.0)
    assert np.isin(late, acquired_ids(CODE, 0, 2_000)).all()
    assert ordinal_of(late).max() < 2_000
