import numpy as np
from scipy import stats

from hooper.foundation.mean_ranks import mean_ranks


def test_ranks_agree_with_scipy_ties_included():
    values = np.random.default_rng(6).integers(-20, 20, 300).astype(float)
    assert mean_ranks(values).tolist() == stats.rankdata(values).tolist()
    assert mean_ranks(np.array([])).size == 0
