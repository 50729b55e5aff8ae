import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import hyp2f1

from hooper.foundation.errors import InputError
from hooper.lifetime_value.residual_lifetime import discounted_renewals, log_survival

# a, b, renewals made, rate; then (b + n) / (a + b + n) 2F1(1, b + n + 1; a + b + n + 1; 1 / (1 + rate)) by
# mpmath. At (20, 100, 7, 0.1) the 2F1 of scipy 1.17 is off by 2.5e-7.
GEOMETRIC = [
    (0.668, 3.806, 0, 0.1, 5.41485604837404),
    (20.0, 100.0, 7, 0.1, 3.67321004346111),
    (0.668, 3.8, 0, 1e-9, 6191.80111455258),
    (0.001, 3.8, 7, 1e-9, 982345065.318415),
    (1e3, 1e6, 100, 1e-4, 909.933629734744),
    (0.5, 1e-3, 3, 10.0, 0.932702782340337),
    (1e-6, 1e6, 10_000, 1e-3, 1000.9999990089),
]
# a, b, c, renewals made, rate; then the series by mpmath, its tail an integral with Euler-Maclaurin terms.
WEIBULL = [
    (0.9, 2.0, 1.3, 3, 0.05, 5.08169525144331),
    (2.0, 1.0, 1.7, 0, 0.0, 0.4879366021935),
    (0.4, 1.0, 0.6, 5, 0.01, 59.3940638410384),
    (3.0, 2.0, 0.8, 2, 0.0, 3.79381750854169),
    (0.21, 1.43, 1.72, 7, 0.1, 8.36754251043819),
    (1.25, 4.0, 0.9, 3, 0.0, 66.2629081498186),
]
shapes = st.floats(1e-3, 1e3)


@pytest.mark.parametrize(("a", "b", "made", "rate", "expected"), GEOMETRIC)
def test_the_renewals_to_come_of_the_geometric_model_are_those_of_mpmath(a, b, made, rate, expected):
    assert discounted_renewals(a, b, 1.0, made, rate)[0] == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize(("a", "b", "c", "made", "rate", "expected"), WEIBULL)
def test_the_renewals_to_come_of_the_weibull_model_are_those_of_mpmath(a, b, c, made, rate, expected):
    assert discounted_renewals(a, b, c, made, rate)[0] == pytest.approx(expected, rel=1e-11)


@given(st.floats(0.1, 3.0), st.floats(0.1, 30.0), st.integers(0, 50), st.floats(0.02, 2.0))
def test_scipy_agrees_where_it_can(a, b, made, rate):
    closed = (b + made) / (a + b + made) * hyp2f1(1.0, b + made + 1.0, a + b + made + 1.0, 1 / (1 + rate))
    assert discounted_renewals(a, b, 1.0, made, rate)[0] == pytest.approx(closed, rel=1e-8)


@given(st.floats(1.01, 1e3), shapes, st.integers(0, 10_000))
def test_without_discount_the_geometric_mean_is_the_closed_one(a, b, made):
    assert discounted_renewals(a, b, 1.0, made, 0.0)[0] == pytest.approx((b + made) / (a - 1.0), rel=1e-9)


@given(shapes, shapes, st.floats(0.2, 3.0), st.integers(0, 200), st.floats(1e-6, 2.0))
def test_the_next_renewal_comes_before_those_after_it(a, b, c, made, rate):
    """The recursion that the sum obeys: D(n) = r(n + 1) * (1 + D(n + 1) / (1 + rate))."""
    now, later = discounted_renewals(a, b, c, [made, made + 1], rate)
    retained = np.exp(np.diff(log_survival(a, b, c, [made, made + 1])))[0]
    assert now == pytest.approx(retained * (1.0 + later / (1.0 + rate)), rel=1e-9, abs=1e-300)


@given(shapes, shapes, st.floats(0.2, 3.0))
def test_a_higher_rate_leaves_less(a, b, c):
    values = [discounted_renewals(a, b, c, 3, rate)[0] for rate in (0.001, 0.01, 0.1, 1.0)]
    assert sorted(values, reverse=True) == values


@pytest.mark.parametrize("a", [1e-6, 1.0, 1e6])
@pytest.mark.parametrize("b", [1e-6, 1.0, 1e6])
@pytest.mark.parametrize("c", [1e-6, 0.5, 3.0, 1e6])
def test_nothing_overflows_at_the_edges_of_the_search(a, b, c):
    value = discounted_renewals(a, b, c, [0, 10_000], 1e-4)
    assert ((value >= 0.0) & (value <= 10_001.0)).all()
    assert (log_survival(a, b, c, [0, 1, 10_000]) <= 0.0).all()


def test_a_mean_that_does_not_exist_is_infinite():
    assert discounted_renewals(0.9, 5.0, 1.0, [0, 3], 0.0).tolist() == [np.inf, np.inf]
    assert discounted_renewals(0.5, 5.0, 2.0, 0, 0.0)[0] == np.inf
    assert np.isfinite(discounted_renewals(0.5, 5.0, 2.1, 0, 0.0)[0])


def test_customers_alike_are_worth_alike_in_any_order():
    value = discounted_renewals(0.668, 3.806, 1.0, [7, 0, 7, 2], 0.1)
    alone = [discounted_renewals(0.668, 3.806, 1.0, made, 0.1)[0] for made in (7, 0, 7, 2)]
    assert value.tolist() == alone


@pytest.mark.parametrize("rate", [-0.01, np.nan])
def test_a_rate_below_zero_is_refused(rate):
    with pytest.raises(InputError, match="discount_rate_per_period"):
        discounted_renewals(1.0, 1.0, 1.0, 0, rate)
