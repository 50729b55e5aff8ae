"""The inclusive value of rivals: logit by hand, and what leaves it as it is."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hooper.market.rivals_value import NOTHING, rivals_value
from hooper.scenario.rival_settings import ChoiceSettings

PULLS = ChoiceSettings(pull_of_price=1.5, pull_of_quality=0.5)
numbers = arrays(np.float64, 3, elements=st.floats(-2.0, 1.0))
shares = arrays(np.float64, 3, elements=st.floats(0.01, 0.3))


def value(of_market, gaps, leads, is_open=(True, True, True)):
    return rivals_value(np.asarray(of_market), np.array(is_open), np.asarray(gaps), np.asarray(leads), PULLS)


def test_two_rivals_by_hand():
    found = value([0.3, 0.1, 0.2], [0.2, 0.0, 0.9], [0.0, -1.0, 0.0], (True, True, False))
    assert found == pytest.approx(math.log((0.3 * math.exp(0.3) + 0.1 * math.exp(-0.5)) / 0.6))


def test_without_anybody_there_is_nothing_to_weigh_and_if_nobody_is_open_nothing_is_offered():
    empty = np.empty(0)
    assert rivals_value(empty, empty.astype(bool), empty, empty, PULLS) == 0.0
    assert value([0.1, 0.1, 0.1], [0.0] * 3, [0.0] * 3, (False, False, False)) == NOTHING


@given(shares)
def test_usual_offers_of_all_are_worth_nothing_more(of_market):
    assert value(of_market, np.zeros(3), np.zeros(3)) == pytest.approx(0.0, abs=1e-12)


@given(shares, numbers, numbers, st.integers(0, 2))
def test_it_lies_between_the_best_and_the_worst_offer_and_falls_when_somebody_closes(
    of_market, gaps, leads, who
):
    offers = 1.5 * gaps + 0.5 * leads
    found = value(of_market, gaps, leads)
    assert offers.min() - 1e-9 <= found <= offers.max() + 1e-9
    without = np.arange(3) != who
    assert value(of_market, gaps, leads, without) < found
