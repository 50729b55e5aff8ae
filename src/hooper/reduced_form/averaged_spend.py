"""What customers spent on average, drawn without amounts: the sums that models of spend read, exactly.

Sums of amounts have laws of their own. Of x Gamma(p, nu) amounts the sum is Gamma(p x, nu). Of n normal
logs with variance sigma^2 the mean has variance sigma^2 / n and the squares around it sum to sigma^2 times
a chi-square with n - 1 degrees of freedom, independent of it (Cochran 1934).
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv, ndtri

from hooper.foundation.decisions import REDUCED_FORM_AMOUNT, REDUCED_FORM_MEAN_AMOUNT
from hooper.reduced_form.customer_uniforms import customer_uniforms

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

_LEAST = 1e-140  # of a gamma variate: of shapes near zero some would be zero, and a mean zero or infinite


def gamma_gamma_means(p: float, q: float, v: float, spend_count: Numbers, key: tuple[int, int]) -> Floats:
    """Draw the mean of so many amounts, shape `(n,)`, nan of none; v is in units of currency.

    `key` is (seed, replication); a larger population begins with the smaller one.

    >>> gamma_gamma_means(6.25, 3.74, 15.44, np.array([0, 2, 1000]), (1, 0)).round(2).tolist()
    [nan, 100.33, 88.13]
    """
    spent = np.flatnonzero(spend_count > 0)
    scale_u = customer_uniforms(key, spent, 0, REDUCED_FORM_MEAN_AMOUNT)[0]
    total_u = customer_uniforms(key, spent, 0, REDUCED_FORM_AMOUNT)[0]
    count = spend_count[spent].astype(np.float64)
    means = np.full(spend_count.size, np.nan)
    rate = np.maximum(gammaincinv(q, scale_u), _LEAST)
    means[spent] = np.maximum(gammaincinv(p * count, total_u), _LEAST) / count * v / rate
    return means


def lognormal_means(
    median_amount: float, sigma: float, tau: float, spend_count: Numbers, key: tuple[int, int]
) -> tuple[Floats, Floats]:
    """Draw the means of so many logs of amounts and their squares around them, both of shape `(n,)`.

    They are nan and 0 where there is no amount; one amount has no squares either.

    >>> means, squares = lognormal_means(25.0, 0.6, 0.6, np.array([0, 1, 5]), (1, 0))
    >>> means.round(2).tolist(), squares.round(2).tolist()
    ([nan, 2.26, 2.06], [0.0, 0.0, 0.67])
    """
    spent = np.flatnonzero(spend_count > 0)
    own_u = customer_uniforms(key, spent, 0, REDUCED_FORM_MEAN_AMOUNT)[0]
    mean_u, square_u, _, _ = customer_uniforms(key, spent, 0, REDUCED_FORM_AMOUNT)
    count = spend_count[spent].astype(np.float64)
    means, squares = np.full(spend_count.size, np.nan), np.zeros(spend_count.size)
    means[spent] = np.log(median_amount) + tau * ndtri(own_u) + sigma * ndtri(mean_u) / np.sqrt(count)
    several = count > 1.0
    chi_square = 2.0 * gammaincinv((count[several] - 1.0) / 2.0, square_u[several])
    squares[spent[several]] = sigma**2 * chi_square
    return means, squares
