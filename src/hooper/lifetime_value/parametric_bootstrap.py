"""Parametric bootstrap: the fit's own model is lived through again and again, and fitted every time.

How the refitted parameters scatter around those they were drawn from is how the fitted ones scatter around
the truth, at the size of this log and not only for very many customers. Source: Efron and Tibshirani
(1993), An introduction to the bootstrap, chapters 6 and 13; Davison and Hinkley (1997), Bootstrap methods
and their application, chapter 5, for the basic interval.

A refit that fails is kept. Nobody knows where its parameters would lie, so that it counts below every low
end and above every high end: a bootstrap whose refits fail often has wide intervals, or none that end.
"""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.lifetime_value.coordinates import REACH, Coordinates
from hooper.lifetime_value.fit import Fit, no_fit
from hooper.lifetime_value.likelihood_problem import AnyProblem, NoProblem, faults_of_fit, fit_problem

Floats = NDArray[np.float64]
Summary = TypeVar("Summary")

_ASIDE = 0.1  # in every coordinate
_ROUNDING = 1e-9  # of a rank: 5 % of 100 may be a hair below 5


class BootstrapModel(Protocol[Summary]):
    """What a model must have to be bootstrapped; every model file does."""

    def problem(self, summary: Summary, /) -> AnyProblem:
        """Return the likelihood problem of a summary."""
        ...

    def simulate(self, parameters: Mapping[str, float], summary: Summary, key: tuple[int, int], /) -> Summary:
        """Return a summary of the same customers, drawn from the model."""
        ...


@dataclass(frozen=True)
class Bootstrap:
    """The fit that was bootstrapped, and all refits, one for every replication."""

    fit: Fit
    refits: tuple[Fit, ...]

    @property
    def parameters(self) -> Floats:
        """The parameters of all refits, nan of those that failed, shape `(n_replications, n_parameters)`."""
        unknown = dict.fromkeys(self.fit.parameters, math.nan)
        known = (unknown if refit.status == "failed" else refit.parameters for refit in self.refits)
        return np.array([list(parameters.values()) for parameters in known])

    def reasons(self) -> dict[str, int]:
        """Return of how many refits the status is not `ok`, by status and reason."""
        said = Counter(f"{refit.status}: {refit.reason}" for refit in self.refits if refit.status != "ok")
        return dict(said.most_common())

    def percentile_intervals(self, level: float = 0.95) -> dict[str, tuple[float, float]]:
        """Return for each parameter the two refits between which the share `level` of them lies."""
        low, high = self._log_ends(level)
        return self._named(low, high)

    def basic_intervals(self, level: float = 0.95) -> dict[str, tuple[float, float]]:
        """Return the percentile intervals turned over at the fit: on the log scale for positive parameters.

        If refits lie too high on average, the fit is taken to lie as much too high.
        """
        found = self._coordinates(np.array(list(self.fit.parameters.values())))
        low, high = self._log_ends(level)
        return self._named(2.0 * found - high, 2.0 * found - low)

    def _log_ends(self, level: float) -> tuple[Floats, Floats]:
        """Return two order statistics, logarithms of positive parameters, with the failed at either end."""
        drawn = self._coordinates(self.parameters)
        beyond = np.full((1, drawn.shape[1]), math.inf)
        low = np.sort(np.concatenate((-beyond, np.where(np.isnan(drawn), -math.inf, drawn))), axis=0)
        high = np.sort(np.concatenate((np.where(np.isnan(drawn), math.inf, drawn), beyond)), axis=0)
        left_out = math.floor((1.0 - level) / 2.0 * (len(self.refits) + 1) + _ROUNDING)
        return low[left_out], high[-1 - left_out]

    @property
    def _is_log(self) -> NDArray[np.bool_]:
        return np.array([name not in self.fit.real_valued for name in self.fit.parameters])

    def _coordinates(self, parameters: Floats) -> Floats:
        return np.log(parameters, out=parameters.copy(), where=self._is_log)

    def _named(self, low: Floats, high: Floats) -> dict[str, tuple[float, float]]:
        ends = (np.exp(end, out=end.copy(), where=self._is_log).tolist() for end in (low, high))
        return dict(zip(self.fit.parameters, zip(*ends, strict=True), strict=True))


def parametric_bootstrap(
    model: BootstrapModel[Summary], summary: Summary, fit: Fit, seed: int, n_replications: int
) -> Bootstrap:
    """Draw summaries from the fit and refit the model to each; refit k hangs on `(seed, k)` alone.

    A refit begins near the fitted parameters; one that is not `ok` is made again from all starts of the
    model. Raises InputError if the fit is not one of the model and the summary, or without replications.

    >>> from hooper.history.survivors import Survivors
    >>> from hooper.lifetime_value import shifted_beta_geometric as model
    >>> high_end = Survivors(("all",), (np.array([1000, 869, 743, 653, 593, 551, 517, 491]),))
    >>> bootstrap = parametric_bootstrap(model, high_end, model.fit(high_end), seed=1, n_replications=200)
    >>> [round(end, 2) for end in bootstrap.percentile_intervals()["alpha"]]
    [0.52, 1.0]
    """
    _require_fitted(model.problem(summary), fit, n_replications)
    refits = tuple(_refit(model, summary, fit, (seed, number)) for number in range(n_replications))
    return Bootstrap(fit, refits)


def _require_fitted(problem: AnyProblem, fit: Fit, n_replications: int) -> None:
    faults = faults_of_fit(problem, fit)
    if n_replications < 1:
        remedy = "take a thousand for intervals, or at least one"
        faults.append(Fault("n_replications", f"is {n_replications}", remedy))
    if faults:
        raise InputError(faults)


def _refit(model: BootstrapModel[Summary], summary: Summary, fit: Fit, key: tuple[int, int]) -> Fit:
    if fit.status == "failed":
        reason = f"there is no fit to draw from: {fit.reason}"
        return no_fit(fit.model, tuple(fit.parameters), reason, fit.n_customers)
    problem = model.problem(model.simulate(fit.parameters, summary, key))
    if isinstance(problem, NoProblem) or fit.status != "ok":
        return fit_problem(problem)
    refit = fit_problem(replace(problem, starts=_near(fit, problem.coordinates)))
    return refit if refit.status == "ok" else fit_problem(problem)


def _near(fit: Fit, coordinates: Coordinates) -> Floats:
    """Return one start, shape `(1, n_parameters)`, a little aside of the fitted parameters.

    From there a search that goes nowhere is seen to, and told from one that comes back to them.
    """
    found = np.array(list(fit.parameters.values()))
    point = np.clip(coordinates.point(found / coordinates.scale) + _ASIDE, -REACH, REACH)
    return coordinates.parameters(point)[np.newaxis] / coordinates.scale
