"""Draws from the sampling distribution of fitted parameters: normal on the scale of the fit's covariance."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from hooper.foundation.decisions import SAMPLING_DISTRIBUTION
from hooper.foundation.random_words import uniforms, words
from hooper.lifetime_value.fit import Fit

Floats = NDArray[np.float64]


def standard_normals(seed: int, n_draws: int, n_parameters: int) -> Floats:
    """Return independent standard normals, shape `(n_draws, n_parameters)`: a pure function of the seed.

    >>> standard_normals(seed=1, n_draws=2, n_parameters=3).shape
    (2, 3)
    """
    draw, parameter = np.divmod(np.arange(n_draws * n_parameters), n_parameters)
    first_words = words((seed, 0), draw, 0, parameter, SAMPLING_DISTRIBUTION)[0]
    return ndtri(uniforms(first_words)).reshape(n_draws, n_parameters)


def draw_parameters(fit: Fit, normals: Floats) -> list[dict[str, float]]:
    """Return one set of parameters for each row of `normals`, shape `(n_draws, n_parameters)`.

    All of them are nan if the fit has no covariance, or one that is none: a fit to hardly any data may be so
    flat that rounding leaves its covariance with a variance below zero.
    """
    names = tuple(fit.parameters)
    is_log = np.array([name not in fit.real_valued for name in names])
    found = np.array(list(fit.parameters.values()))
    centre = np.log(found, out=found.copy(), where=is_log)
    drawn = centre + normals @ _root(fit.log_covariance).T
    np.exp(drawn, out=drawn, where=is_log)
    return [dict(zip(names, row, strict=True)) for row in drawn.tolist()]


def _root(covariance: Floats) -> NDArray[np.floating]:
    nothing = np.full_like(covariance, np.nan)
    try:
        return np.linalg.cholesky(covariance) if np.isfinite(covariance).all() else nothing
    except np.linalg.LinAlgError:
        return nothing
