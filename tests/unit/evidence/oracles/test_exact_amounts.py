import numpy as np

from hooper.evidence.oracles.exact_amounts import exact_amounts
from hooper.foundation.random_words import round_keys
from hooper.mechanisms.order import order

KEY, SHAPE = (5, 0), 6.25
# Customer 2: the entry order and two more in week 0, one in week 4. Customer 3: the entry order alone.
CUSTOMER = np.array([2, 2, 2, 2, 3], np.uint64)
WEEK = np.array([0, 0, 0, 4, 0])
SPEND_RATE = np.array([0.25, 0.25, 0.25, 0.25, 0.5], np.float32)


def of_the_law(customer, week, ordinal, spend_rate):
    """Return time and amount of one order as the compiled law gives them."""
    who = (np.uint32(customer), np.uint32(0), np.uint32(week))
    return order(*who, ordinal, round_keys(*KEY), np.float32(spend_rate), np.float32(SHAPE))


def test_amounts_are_those_of_the_law_in_the_order_of_time():
    later = sorted(of_the_law(2, 0, ordinal, 0.25) for ordinal in (1, 2))
    expected = [
        of_the_law(2, 0, 0, 0.25)[1],
        later[0][1],
        later[1][1],
        of_the_law(2, 4, 1, 0.25)[1],
        of_the_law(3, 0, 0, 0.5)[1],
    ]
    exact = exact_amounts(KEY, CUSTOMER, WEEK, SPEND_RATE, SHAPE)
    np.testing.assert_allclose(exact, expected, rtol=2.0**-20)


def test_hardly_any_amount_hangs_by_a_hair():
    many = 100_000
    customer = np.arange(many, dtype=np.uint64)
    exact = exact_amounts(KEY, customer, np.zeros(many, np.int64), np.ones(many, np.float32), SHAPE)
    assert 0 < np.isnan(exact).sum() < 0.001 * many
    # A gamma of shape p and rate 1 has mean p and variance p; 4.5 standard errors.
    assert abs(np.nanmean(exact) - SHAPE) < 4.5 * (SHAPE / many) ** 0.5
