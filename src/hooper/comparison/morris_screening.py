"""Screening by elementary effects: which of many parameters matter at all, from few points.

Trajectories walk through a grid of four levels and move one parameter at a time. An elementary effect is
the change of the outcome at a step over the share of the range that was walked:
d = (y(x + delta e) - y(x)) / delta.
Its mean size mu* says how strong a parameter is; its standard deviation sigma, how much that depends on the
others or on the parameter itself.
Source: Morris (1991), Technometrics 33(2): 161-174; mu*: Campolongo, Cariboni & Saltelli (2007),
Environmental Modelling & Software 22(10): 1509-1518.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hooper.comparison.sensitivity_design import SensitivityDesign
from hooper.foundation.errors import Fault, InputError

_LEVELS = 4
_RESAMPLES = 1_000


@dataclass(frozen=True)
class MorrisIndices:
    """Elementary effects of one parameter, in the unit of the outcome over the parameter's whole range.

    `mu` is their mean, `mu_star` the mean of their sizes with a bootstrap interval, `sigma` their standard
    deviation.
    """

    mu: float
    mu_star: float
    mu_star_low: float
    mu_star_high: float
    sigma: float

    @property
    def strength(self) -> float:
        """What parameters are sorted by."""
        return self.mu_star


def morris_design(n_parameters: int, trajectories: int, seed: int) -> SensitivityDesign:
    """Return a design of so many trajectories, each of `n_parameters + 1` points and a step a parameter.

    Raises `InputError` if SALib is missing.
    """
    sample, _ = _salib()
    levels = sample(_problem(n_parameters), trajectories, num_levels=_LEVELS, seed=seed)
    walked = levels.reshape(trajectories, n_parameters + 1, n_parameters)
    moved = np.argmax(np.abs(np.diff(walked, axis=1)), axis=2)
    first = np.argsort(moved, axis=1).T + np.arange(trajectories) * (n_parameters + 1)
    return SensitivityDesign(levels, np.stack((first, first + 1), axis=-1), len(levels))


def screen(
    design: SensitivityDesign, outcome: NDArray[np.float64], level: float, seed: int
) -> tuple[MorrisIndices, ...]:
    """Return the indices of each parameter from the outcome at each point, shape `(n_points,)`.

    `level` is that of the intervals, which are from a bootstrap over trajectories.
    """
    _, analyze = _salib()
    found = analyze(
        _problem(design.levels.shape[1]),
        design.levels,
        outcome,
        num_levels=_LEVELS,
        num_resamples=_RESAMPLES,
        conf_level=level,
        seed=seed,
    )
    columns = (np.asarray(found[name]).tolist() for name in ("mu", "mu_star", "mu_star_conf", "sigma"))
    return tuple(
        MorrisIndices(mu, mu_star, max(mu_star - half, 0.0), mu_star + half, sigma)
        for mu, mu_star, half, sigma in zip(*columns, strict=True)
    )


def _problem(n_parameters: int) -> dict[str, Any]:
    names = [f"parameter {k}" for k in range(n_parameters)]
    return {"num_vars": n_parameters, "names": names, "bounds": [[0.0, 1.0]] * n_parameters}


def _salib() -> tuple[Any, Any]:
    """Return SALib's functions for trajectories and for their analysis."""
    try:
        from SALib.analyze import morris as analysis  # noqa: PLC0415  # an extra
        from SALib.sample import morris as sampling  # noqa: PLC0415  # an extra
    except ModuleNotFoundError as missing:
        remedy = "pip install 'hooper[sensitivity]', or choose the method sobol, which does without"
        raise InputError([Fault("method morris", "needs SALib", remedy)]) from missing
    return sampling.sample, analysis.analyze
