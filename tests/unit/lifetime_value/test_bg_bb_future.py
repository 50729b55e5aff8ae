"""What customers of the BG/BB do after the cut, against many simple sums and what is told of it elsewhere."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.errors import InputError
from hooper.history.opportunity_summary import summary_of_counts
from hooper.lifetime_value import bg_bb, bg_bb_future

DONATIONS = {"alpha": 1.2035, "beta": 0.7497, "gamma": 0.6567, "delta": 2.7838}
SEEN = [(0, 0, 6), (4, 5, 6), (4, 5, 6), (2, 6, 6), (1, 1, 3), (0, 0, 0)]


@pytest.fixture(scope="module")
def donors():
    frequency, recency, opportunities = zip(*SEEN, strict=True)
    return summary_of_counts(frequency, recency, opportunities, [1] * len(SEEN), 365.25)


def test_a_new_customer_takes_as_many_as_told_of_new_ones(donors):
    told = bg_bb_future.purchase_count_probabilities(DONATIONS, donors, 10)[-1]
    assert told == pytest.approx(bg_bb.purchase_distribution(DONATIONS, 10), rel=1e-13)


@pytest.mark.parametrize("horizon", [0, 1, 10])
def test_they_sum_to_one_and_have_the_mean_that_is_told(donors, horizon):
    told = bg_bb_future.purchase_count_probabilities(DONATIONS, donors, horizon)
    expected = bg_bb.conditional_expected_transactions(DONATIONS, donors, horizon)
    assert told.shape == (6, horizon + 1)
    assert told.sum(axis=1) == pytest.approx(np.ones(6), rel=1e-13)
    assert told @ np.arange(horizon + 1) == pytest.approx(expected, rel=1e-12)


def test_the_next_opportunity_is_taken_by_who_stays_and_buys(donors):
    taken = bg_bb_future.purchase_count_probabilities(DONATIONS, donors, 1)[:, 1]
    alpha, beta, gamma, delta = (DONATIONS[name] for name in bg_bb.PARAMETERS)
    x, n = donors.frequency, donors.opportunities
    stays, buys = (delta + n) / (gamma + delta + n), (alpha + x) / (alpha + beta + n)
    assert taken == pytest.approx(bg_bb.probability_alive(DONATIONS, donors) * stays * buys, rel=1e-13)


@given(*(st.floats(0.1, 20.0) for _ in range(4)), st.integers(0, 12))
def test_counting_obeys_the_formula_of_the_paper(alpha, beta, gamma, delta, n):
    """Fader, Hardie and Shang (2010), equation 7, as sums over the last opportunity there."""
    parameters = {"alpha": alpha, "beta": beta, "gamma": gamma, "delta": delta}

    def ratio(first, second, up, down):
        ups = np.prod([(first + i) / (first + second + i) for i in range(up)])
        return ups * np.prod([(second + i) / (first + second + up + i) for i in range(down)])

    def ways(total, chosen):
        return np.prod([(total - i) / (chosen - i) for i in range(chosen)])

    new = summary_of_counts([0], [0], [0], [1], 7.0)
    told = bg_bb_future.purchase_count_probabilities(parameters, new, n)[0]
    for x in range(n + 1):
        stays = ways(n, x) * ratio(alpha, beta, x, n - x) * ratio(delta, gamma, n, 0)
        leaves = sum(
            ways(i, x) * ratio(alpha, beta, x, i - x) * ratio(delta, gamma, i, 1) for i in range(x, n)
        )
        assert told[x] == pytest.approx(stays + leaves, rel=1e-10)


def test_who_is_there_at_all_opportunities_sums_to_their_mean_number(donors):
    there = [bg_bb_future.probability_there(DONATIONS, donors, k) for k in range(1, 11)]
    assert sum(there) == pytest.approx(
        bg_bb_future.expected_opportunities_there(DONATIONS, donors, 10), rel=1e-12
    )
    assert all((late < early).all() for early, late in pairwise(there))
    now = bg_bb_future.probability_there(DONATIONS, donors, 0)
    assert now == pytest.approx(bg_bb.probability_alive(DONATIONS, donors), rel=1e-13)


@pytest.mark.parametrize("share", [0.05, 0.5, 0.99])
def test_at_the_quantile_the_share_has_left_and_one_before_it_has_not(donors, share):
    lifetime = bg_bb_future.residual_lifetime_quantile(DONATIONS, donors, share)
    alive = bg_bb.probability_alive(DONATIONS, donors)
    for i, last in enumerate(lifetime):
        one = donors.take(np.array([i]))
        after = bg_bb_future.probability_there(DONATIONS, one, last)[0] / alive[i]
        before = bg_bb_future.probability_there(DONATIONS, one, last - 1)[0] / alive[i]
        assert after <= (1.0 - share) * (1.0 + 1e-12)
        assert before > (1.0 - share) * (1.0 - 1e-12)


def test_who_hardly_ever_leaves_has_an_infinite_lifetime(donors):
    lasting = DONATIONS | {"gamma": 1e-3}
    assert (bg_bb_future.residual_lifetime_quantile(lasting, donors, 0.5) == np.inf).all()


def test_a_failed_fit_tells_no_lifetime(donors):
    failed = dict.fromkeys(DONATIONS, np.nan)
    assert np.isnan(bg_bb_future.residual_lifetime_quantile(failed, donors, 0.5)).all()


@pytest.mark.parametrize("steps", [-1, 1.5, np.nan])
def test_a_number_that_is_not_whole_is_refused(donors, steps):
    for tell in (
        bg_bb_future.purchase_count_probabilities,
        bg_bb_future.probability_there,
        bg_bb_future.expected_opportunities_there,
    ):
        with pytest.raises(InputError, match="whole number"):
            tell(DONATIONS, donors, steps)


def test_a_share_that_is_none_is_refused(donors):
    with pytest.raises(InputError, match="share"):
        bg_bb_future.residual_lifetime_quantile(DONATIONS, donors, 1.0)
