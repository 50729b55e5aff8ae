"""The chain of Pfeifer and Carraway (2000) and one of four stages worked out beforehand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.economics.markov_value import markov_value
from hooper.foundation.errors import InputError

# By recency: buys again or moves on; from the fourth recency on to the last state, which nobody leaves.
RECENCIES = np.array(
    [
        [0.30, 0.70, 0.0, 0.0, 0.0],
        [0.20, 0.0, 0.80, 0.0, 0.0],
        [0.15, 0.0, 0.0, 0.85, 0.0],
        [0.05, 0.0, 0.0, 0.0, 0.95],
        [0.0, 0.0, 0.0, 0.0, 1.0],
    ]
)
STAGES = np.array(
    [[0.60, 0.25, 0.0, 0.05], [0.02, 0.70, 0.20, 0.05], [0.0, 0.03, 0.90, 0.06], [0.0, 0.05, 0.10, 0.55]]
)
shares = st.lists(st.floats(0.01, 1.0), min_size=4, max_size=4)


def test_the_published_example():
    value = markov_value(RECENCIES, np.array([36.0, -4.0, -4.0, -4.0, 0.0]), rate_per_period=0.2)
    assert value == pytest.approx([52.320, 5.554, 1.251, -1.820, 0.0], abs=5e-4)


def test_four_stages():
    value = markov_value(STAGES, np.array([-10.0, 20.0, 60.0, 10.0]), rate_per_period=0.01)
    assert value == pytest.approx([459.309, 733.550, 914.925, 300.587], abs=5e-4)


def test_a_customer_who_stays_with_a_chance_is_worth_the_margin_multiplier_and_the_margin_now():
    assert markov_value(np.array([[0.8]]), np.array([1.0]), 0.1)[0] == pytest.approx(1.0 + 0.8 / 0.3)


@given(st.tuples(shares, shares, shares, shares), st.floats(0.01, 1.0))
def test_the_value_is_the_reward_and_the_discounted_value_of_what_comes_next(rows, rate):
    moves = np.array(rows) / np.sum(rows, axis=1, keepdims=True)
    rewards = np.array([3.0, -1.0, 0.5, 0.0])
    value = markov_value(moves, rewards, rate)
    assert value == pytest.approx(rewards + moves @ value / (1.0 + rate), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("transitions", "rate", "told"),
    [
        ([[0.6, 0.5], [0.0, 1.0]], 0.1, "no chances"),
        ([[-0.1, 0.5], [0.0, 1.0]], 0.1, "no chances"),
        ([[np.nan, 0.5], [0.0, 1.0]], 0.1, "no chances"),
        ([[0.5, 0.5]], 0.1, "shape"),
        ([[0.5, 0.5], [0.0, 1.0]], -0.1, "rate of zero or more"),
        ([[0.5, 0.5], [0.0, 1.0]], np.nan, "rate of zero or more"),
        ([[0.5, 0.5], [0.0, 1.0]], 0.0, "nobody leaves"),
    ],
)
def test_what_has_no_value_is_told(transitions, rate, told):
    with pytest.raises(InputError, match=told):
        markov_value(np.array(transitions), np.ones(len(transitions)), rate)
