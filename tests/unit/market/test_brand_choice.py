"""Buyers of a category who choose among brands: closed forms of the NBD-Dirichlet, and a published market."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from hooper.evidence.facts.small_brands_suffer_twice import MARKET, measures
from hooper.foundation.decisions import BRAND_CHOICE
from hooper.foundation.random_words import words
from hooper.market.brand_choice import BrandMarket, bought
from hooper.market.brand_measures import penetration, purchases_per_buyer, repeat_rate

BUYERS = 60_000


def market_of(shares=(0.5, 0.3, 0.2), mean=2.0, shape=0.8, switching=1.2):
    return BrandMarket(
        mean_purchases_per_period=mean, purchase_shape=shape, shares=shares, switching=switching
    )


# Closed forms


def test_toothpaste_as_it_was_published():
    """Goodhardt, Ehrenberg and Chatfield (1984): 56 % of households buy 2.6 times in a quarter.

    The shares and the observed penetrations of the eight brands named; S is what the paper's fit gives, 1.55,
    K follows from who does not buy, and what is left of the shares counts as one brand more.
    """
    shares = (0.25, 0.19, 0.10, 0.10, 0.09, 0.08, 0.03, 0.02, 0.14)
    observed = [0.20, 0.17, 0.09, 0.08, 0.08, 0.07, 0.03, 0.02]
    market = market_of(shares, mean=0.56 * 2.6, shape=0.7788, switching=1.55)
    assert (1 + market.mean_purchases_per_period / 0.7788) ** -0.7788 == pytest.approx(0.44, abs=1e-4)
    np.testing.assert_allclose(penetration(market)[:8], observed, atol=0.01)


def test_one_brand_alone_has_the_buyers_of_the_category():
    market = market_of((1.0,), mean=2.0, shape=1.0, switching=3.0)
    assert penetration(market) == pytest.approx([2 / 3])
    assert purchases_per_buyer(market) == pytest.approx([3.0])
    assert repeat_rate(market) == pytest.approx([2 - (4 / 5) / (2 / 3)])


def test_where_buyers_never_return_to_a_brand_for_being_there_each_brand_is_an_nbd_of_its_own():
    """As S grows all have the same chances, and purchases of a brand are NBD with mean M m and shape K."""
    market = market_of(switching=1e9)
    expected = [1 - (1 + 2.0 * share / 0.8) ** -0.8 for share in market.shares]
    np.testing.assert_allclose(penetration(market), expected, rtol=1e-6)


def test_where_buyers_are_true_to_one_brand_all_brands_have_the_same_frequency_and_repeat_rate():
    market = market_of(switching=0.0)
    category = market_of((1.0,), switching=0.0)
    np.testing.assert_allclose(penetration(market), np.array(market.shares) * penetration(category))
    np.testing.assert_allclose(purchases_per_buyer(market), purchases_per_buyer(category)[0])
    np.testing.assert_allclose(repeat_rate(market), repeat_rate(category)[0])


@given(st.floats(0.2, 5.0), st.floats(0.3, 3.0), st.floats(0.2, 5.0))
@settings(max_examples=25)
def test_the_smaller_brand_has_fewer_buyers_who_buy_less_often_and_return_less(mean, shape, switching):
    market = market_of(mean=mean, shape=shape, switching=switching)
    for told in (penetration(market), purchases_per_buyer(market), repeat_rate(market)):
        assert (np.diff(told) < 0.0).all()


# What is drawn


@pytest.mark.parametrize("switching", [0.0, 0.5, 5.0])
def test_the_buyers_have_the_measures_of_the_closed_forms(switching):
    """Within 4.5 standard errors each: of nine figures of three markets one would stray in 5,000 seeds."""
    market = MARKET.model_copy(update={"switching": switching})
    drawn, repeat = measures(bought(market, BUYERS, 2, (3, 0))), repeat_rate(market)
    b, w = penetration(market), purchases_per_buyer(market)
    first = bought(market, BUYERS, 2, (3, 0))[0]
    spread = np.array([each[each > 0].std() for each in first.T])
    errors = np.array([np.sqrt(b * (1 - b)), spread / np.sqrt(b), np.sqrt(repeat * (1 - repeat) / b)])
    standardised = (drawn - np.array([b, w, repeat])) / (errors / np.sqrt(BUYERS))
    assert np.abs(standardised).max() < 4.5


def test_a_plain_twin_buys_the_same():
    market, buyers = market_of(), 300
    assert bought(market, buyers, 3, (7, 2)).tolist() == twin(market, buyers, 3, (7, 2)).tolist()


def twin(market, buyers, periods, key):
    counts = np.zeros((periods, buyers, len(market.shares)), int)
    scale = market.purchase_shape / market.mean_purchases_per_period
    for buyer in range(buyers):
        elapsed, of_brand = 0.0, np.zeros(len(market.shares), int)
        while True:
            n = int(of_brand.sum())
            wait, choice = (words(key, buyer, 0, n, BRAND_CHOICE)[:2, 0].astype(float) + 0.5) / 2**32
            elapsed += (scale + elapsed) * (wait ** (-1 / (market.purchase_shape + n)) - 1)
            if elapsed >= periods:
                break
            own = np.array(market.shares) * (market.switching if n else 1.0) + of_brand
            brand = int(np.searchsorted(np.cumsum(own), choice * own.sum(), side="right"))
            of_brand[brand] += 1
            counts[int(elapsed), buyer, brand] += 1
    return counts


def test_a_larger_number_of_buyers_begins_with_the_smaller_one_and_longer_times_with_shorter_ones():
    many = bought(market_of(), 500, 3, (1, 0))
    assert (many[:, :200] == bought(market_of(), 200, 3, (1, 0))).all()
    assert (many[:2] == bought(market_of(), 500, 2, (1, 0))).all()


def test_who_is_true_to_one_brand_never_buys_another():
    brands = (bought(market_of(switching=0.0), 2_000, 3, (1, 0)).sum(axis=0) > 0).sum(axis=1)
    assert brands.max() == 1


def test_another_seed_and_another_replication_are_other_buyers():
    one, seed, replication = (bought(market_of(), 200, 2, key) for key in ((1, 0), (2, 0), (1, 1)))
    assert not (one == seed).all()
    assert not (one == replication).all()


@pytest.mark.parametrize("shares", [(), (0.5, 0.4), (0.5, 0.6), (1.0, 0.0)])
def test_shares_that_are_none_are_refused(shares):
    with pytest.raises(ValidationError):
        market_of(shares)


def test_the_mean_of_the_category_is_what_was_asked_for():
    market = market_of()
    total = bought(market, BUYERS, 1, (5, 0)).sum() / BUYERS
    assert total == pytest.approx(2.0, abs=4.5 * np.sqrt((2.0 + 4.0 / 0.8) / BUYERS))
