import numpy as np
import pytest

from hooper.economics.concentration import concentration_curve, gini, share_in_top


def test_gini_of_exponential_value_is_one_half():
    # Lorenz curve of the exponential distribution; quantiles of 20,000 equal cells, error below 1e-4
    value = -np.log1p(-(np.arange(20_000) + 0.5) / 20_000)
    assert gini(concentration_curve(value, value)) == pytest.approx(0.5, abs=1e-4)


def test_top_fifth_of_pareto_value_with_index_log4_5_holds_eighty_percent():
    # the 80/20 rule holds exactly for a Pareto index of log(5)/log(4) = 1.16; Newman (2005)
    curve = 1 - (1 - (1 - np.linspace(1, 0, 100_001)) ** (1 - np.log(4) / np.log(5)))
    assert share_in_top(curve, 0.2) == pytest.approx(0.8, abs=1e-4)


def test_gini_when_one_of_n_holds_everything():
    value = np.array([0.0, 0.0, 7.0, 0.0, 0.0])
    assert gini(concentration_curve(value, value)) == pytest.approx(0.8)


def test_a_total_of_zero_has_no_shares():
    with pytest.raises(ZeroDivisionError):
        concentration_curve(np.array([1.0, 2.0]), np.array([1.0, -1.0]))
