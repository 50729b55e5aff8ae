import numpy as np
from scipy import stats

from hooper.foundation.mean_ranks import mean_ranks, percentile_ranks


def test_ranks_agree_with_scipy_ties_included():
    values = np.random.default_rng(6).integers(-20, 20, 300).astype(float)
    assert mean_ranks(values).tolist() == stats.rankdata(values).tolist()
    assert mean_ranks(np.array([])).size == 0


def test_percentile_ranks_are_among_the_values_that_are_known():
    values = np.random.default_rng(7).integers(-20, 20, 300).astype(float)
    values[::7] = np.nan
    known = np.isfinite(values)
    ranks = percentile_ranks(values)
    assert np.isfinite(ranks).tolist() == known.tolist()
    assert ranks[known].tolist() == ((stats.rankdata(values[known]) - 0.5) / known.sum()).tolist()
    assert np.isnan(percentile_ranks(np.full(3, np.nan))).all()
