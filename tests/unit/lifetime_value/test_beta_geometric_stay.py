import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.foundation.errors import InputError
from hooper.lifetime_value.beta_geometric_stay import (
    LOWEST_RATE,
    discounted_opportunities,
    expected_opportunities,
)

# (gamma, delta, rate) and the closed form with 2F1, by mpmath with 60 digits.
EXACT = {
    (0.6567, 2.7838, 0.1): 4.3853475769315531,
    (0.6567, 8.7838, 0.1): 6.5251152692349827,
    (1.0, 1.0, 0.1): 1.6376848000782076,
    (0.001, 1000.0, 0.001): 999.4032172387166,
    (50.0, 0.01, 0.0001): 0.00020406079719634685,
    (0.3, 10025.0, 1e-6): 315179.06165296781,
    (0.02, 0.5, 1e-6): 738791.96890061472,
    (7.0, 365.0, 0.00026): 59.687098898554527,
    (2000.0, 3.0, 2.0): 0.00049958356945118883,
    (0.5, 0.5, 1000.0): 0.00049987506246096482,
}
positive = st.floats(1e-3, 1e3)


@pytest.mark.parametrize(("arguments", "exact"), EXACT.items())
def test_discounted_opportunities_agree_with_many_digits(arguments, exact):
    gamma, delta, rate = arguments
    assert discounted_opportunities(gamma, np.array([delta]), rate)[0] == pytest.approx(exact, rel=1e-13)


def test_they_are_the_published_renewals_to_come():
    """High End customers, d = 0.1 (Fader and Hardie 2010): the renewal due now counts in full there."""
    renewals = np.array([1, 2, 3, 4, 5, 8])
    published = [5.4149, 5.9018, 6.2943, 6.6203, 6.8971, 7.530]
    discounted = 1.1 * discounted_opportunities(0.668, 3.806 + renewals - 1.0, 0.1)
    assert discounted == pytest.approx(published, abs=6e-5)


@settings(max_examples=50)
@given(positive, positive, st.floats(0.05, 1e3))
def test_discounted_opportunities_are_the_sum_over_the_opportunities(gamma, delta, rate):
    steps = np.arange(2000)
    there = np.cumprod((delta + steps) / (gamma + delta + steps))
    expected = float(there @ np.exp(-(steps + 1.0) * np.log1p(rate)))
    assert discounted_opportunities(gamma, np.array([delta]), rate)[0] == pytest.approx(expected, rel=1e-12)


@given(positive, st.floats(1e-3, 1e4), st.floats(LOWEST_RATE, 1e6))
@settings(max_examples=50)
def test_discounted_opportunities_lie_between_none_and_those_of_who_never_leaves(gamma, delta, rate):
    one, other = discounted_opportunities(gamma, np.array([delta, 2.0 * delta]), rate)
    assert 0.0 < one < other * (1 + 1e-13)
    assert other < (1 + 1e-13) / rate


def test_customers_are_counted_each_by_their_own_delta():
    delta = np.array([9.0, 2.0, 300.0])
    together = discounted_opportunities(0.7, delta, 0.05)
    assert together.tolist() == [discounted_opportunities(0.7, one[None], 0.05)[0] for one in delta]


@pytest.mark.parametrize("rate", [0.0, 1e-7, -0.1, np.nan, np.inf])
def test_a_rate_that_discounts_nothing_is_refused(rate):
    with pytest.raises(InputError, match=f"discount_rate: is {rate}"):
        discounted_opportunities(0.7, np.array([2.0]), rate)


@given(st.floats(1.5, 50.0), st.floats(0.1, 50.0), st.integers(0, 200))
def test_expected_opportunities_are_those_of_the_closed_form(gamma, delta, horizon):
    """(delta / (gamma - 1)) * (1 - the survivors' share among those one step younger), for gamma > 1."""
    steps = np.arange(horizon)
    share = np.prod((delta + 1.0 + steps) / (gamma + delta + steps))
    expected = delta / (gamma - 1.0) * (1.0 - share)
    found = expected_opportunities(gamma, np.array([delta]), horizon)[0]
    assert found == pytest.approx(expected, rel=1e-11, abs=1e-12)


def test_who_hardly_ever_leaves_is_there_for_all_of_them():
    assert expected_opportunities(1e-12, np.array([1.0, 9.0]), 10) == pytest.approx(10.0, rel=1e-9)
