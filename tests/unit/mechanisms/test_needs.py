"""Five needs and the choice of a product: cases by hand, what holds of all, and what needs are like."""

from math import pi, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from hooper.foundation.random_words import words
from hooper.mechanisms.assortment import AssortmentSettings, NeedWeights, ProductSettings
from hooper.mechanisms.needs import NEEDS, STATED, needs_of, served

MANY = 200_000
MIDDLE = sqrt(2.0 / pi)


def product(name, *levels, margin=0.3):
    return ProductSettings(name=name, **dict(zip(NEEDS, levels, strict=True)), margin=margin)


def weights(*each):
    return NeedWeights(**dict(zip(NEEDS, each, strict=True)))


TWO = (product("plain", 0.0, 0.0, 0.0, 0.0, 0.0), product("rich", 1.0, 1.0, 1.0, 1.0, 2.0))
EQUALLY = AssortmentSettings(products=TWO, weights=weights(1.0, 1.0, 1.0, 1.0, 1.0), strength=5.0)
# She asks for little and needs much; he asks for much and needs little.
SHE_AND_HE = np.array([[0.25, 1.0, 1.0, 1.0, 2.0], [1.0, 0.0, 0.0, 0.0, 0.0]], np.float32)


def needs_of_many(correlation, seed=3):
    ids = np.arange(MANY, dtype=np.uint32)
    return needs_of(words((seed, 0), ids, 0, 0, 70), words((seed, 0), ids, 0, 0, 71), correlation)


def test_what_each_product_is_worth_to_two_customers_by_hand():
    fit = EQUALLY.fit(served(SHE_AND_HE, EQUALLY.levels()))
    missed = np.array([[5.25, 0.75], [1.0, 5.0]])
    assert fit == pytest.approx(5 * MIDDLE - missed, abs=1e-6)


def test_who_is_asked_for_one_need_gets_another_product_than_who_is_asked_for_all():
    of_all = served(SHE_AND_HE, EQUALLY.levels())
    assert EQUALLY.chosen(of_all).tolist() == [0, 1]
    found_out = EQUALLY.model_copy(update={"chosen_by": "all_needs"})
    assert found_out.chosen(of_all).tolist() == [1, 0]


def test_of_two_that_serve_what_is_said_equally_well_the_first_is_taken():
    twins = AssortmentSettings(products=(TWO[0], product("twin", 0.0, 2.0, 2.0, 2.0, 2.0)))
    assert twins.chosen(served(SHE_AND_HE, twins.levels())).tolist() == [0, 0]


LEVELS = hnp.arrays(np.float32, st.tuples(st.integers(1, 8), st.just(5)), elements=st.floats(-3, 3, width=32))
WANTED = hnp.arrays(np.float32, st.tuples(st.integers(1, 6), st.just(5)), elements=st.floats(-4, 4, width=32))
WEIGHTS = st.lists(st.floats(0.01, 10.0), min_size=5, max_size=5)


def assortment(levels, each, **settings):
    products = tuple(product(f"p{k}", *map(float, own)) for k, own in enumerate(levels))
    return AssortmentSettings(products=products, weights=weights(*each), **settings)


@given(LEVELS, WANTED, WEIGHTS)
def test_the_product_best_in_all_needs_fits_at_least_as_well_as_the_one_chosen(levels, wanted, each):
    asked, found_out = (assortment(levels, each, chosen_by=by) for by in ("stated_need", "all_needs"))
    of_all, everybody = served(wanted, levels), np.arange(len(wanted))
    fit = asked.fit(of_all)
    assert (fit[everybody, found_out.chosen(of_all)] >= fit[everybody, asked.chosen(of_all)]).all()
    assert fit.max() <= asked.strength * MIDDLE + 1e-5
    heard = of_all[:, STATED]
    assert (heard[everybody, asked.chosen(of_all)] == heard.max(axis=1)).all()


@given(LEVELS, WANTED, WEIGHTS, st.floats(0.5, 2.0))
def test_weights_count_relative_to_each_other(levels, wanted, each, factor):
    one, other = (assortment(levels, own) for own in (each, [factor * weight for weight in each]))
    of_all = served(wanted, levels)
    assert one.fit(of_all) == pytest.approx(other.fit(of_all), abs=1e-5)


@given(LEVELS, WANTED, st.integers(0, 4), st.floats(0.0, 1.0, width=32))
def test_a_product_that_comes_nearer_to_a_need_serves_it_better(levels, wanted, kind, share):
    nearer = levels.copy()
    nearer[0, kind] += np.float32(share) * (wanted[0, kind] - levels[0, kind])
    before, after = (served(wanted, each)[0, :, 0] for each in (levels, nearer))
    assert after[kind] >= before[kind] - 1e-6
    assert np.delete(after, kind).tolist() == np.delete(before, kind).tolist()


def test_where_only_the_stated_need_counts_it_is_asked_for_all_that_counts():
    only = EQUALLY.model_copy(update={"weights": weights(1.0, 0.0, 0.0, 0.0, 0.0)})
    of_all = served(needs_of_many(0.2), only.levels())
    found_out = only.model_copy(update={"chosen_by": "all_needs"})
    assert found_out.chosen(of_all).tolist() == only.chosen(of_all).tolist()


@pytest.mark.parametrize("correlation", [0.0, 0.3, 1.0])
def test_needs_are_standard_normal_with_the_correlation_that_is_stated(correlation):
    """Each of 20 figures is beyond 5 standard errors once in 1.7 million: the three tests, once in 29,000."""
    needs = needs_of_many(correlation).astype(np.float64)
    assert needs.shape == (MANY, 5)
    assert np.abs(needs.mean(axis=0)).max() < 5 / sqrt(MANY)
    assert np.abs(needs.var(axis=0) - 1.0).max() < 5 * sqrt(2 / MANY)
    found = np.asarray(np.corrcoef(needs.T))[np.triu_indices(5, 1)]
    assert found == pytest.approx(correlation, abs=5 * (1 - correlation**2) / sqrt(MANY) + 1e-6)


def test_a_product_in_the_middle_of_everything_leaves_the_mean_fit_where_it_is():
    """The mean of 200,000 fits is within 5 standard errors of 0 but once in 1.7 million runs."""
    plain = AssortmentSettings(products=(TWO[0],))
    fit = plain.fit(served(needs_of_many(0.2), plain.levels()))[:, 0].astype(np.float64)
    assert abs(fit.mean()) < 5 * fit.std() / sqrt(MANY)
    assert fit.std() > 0.2
