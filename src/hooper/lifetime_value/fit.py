"""What every lifetime-value model hands back: estimates, their errors, and whether to trust them."""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hooper.lifetime_value.verdict import Optimum, Status


@dataclass(frozen=True)
class Fit:
    """A model fitted by maximum likelihood. A fit that went wrong is a status, never an exception.

    `status` is `ok`, `boundary` (the best parameter lies at the edge of what is searched), `flat` (the
    data do not fix every parameter) or `failed`; `reason` says why. `standard_errors` come from the
    Hessian on the log scale by the delta method, nan where it gives none. `log_covariance` is the
    covariance of the log-parameters, shape `(n_parameters, n_parameters)`; those that `real_valued`
    names may be below zero and stand in it as they are. `gradient_norm` is the largest slope of the
    log-likelihood per customer in a log-parameter, `hessian_condition` the condition number there,
    `spread_of_optima` how far the optima of the `n_starts` starts differ in log-likelihood.
    `penalty_strength` is above zero if the likelihood was maximised with a penalty
    (`penalised_likelihood`); `log_likelihood` is without it, and lower than the largest there is.
    """

    model: str
    parameters: dict[str, float]
    standard_errors: dict[str, float]
    log_likelihood: float
    status: Status
    reason: str
    n_customers: int
    gradient_norm: float = math.nan
    hessian_condition: float = math.nan
    log_covariance: NDArray[np.float64] = field(default_factory=lambda: np.full((0, 0), np.nan))
    n_starts: int = 0
    spread_of_optima: float = math.nan
    real_valued: frozenset[str] = frozenset()
    penalty_strength: float = 0.0

    def as_dict(self) -> dict[str, object]:
        """Return the fit as plain JSON values, a number that is not finite as None."""
        return {
            "model": self.model,
            "parameters": _finite(self.parameters),
            "standard_errors": _finite(self.standard_errors),
            "log_likelihood": _finite_or_none(self.log_likelihood),
            "status": self.status,
            "reason": self.reason,
            "n_customers": self.n_customers,
            "gradient_norm": _finite_or_none(self.gradient_norm),
            "hessian_condition": _finite_or_none(self.hessian_condition),
            "n_starts": self.n_starts,
            "spread_of_optima": _finite_or_none(self.spread_of_optima),
            "penalty_strength": self.penalty_strength,
        }


def fit_at(
    model: str,
    names: tuple[str, ...],
    optimum: Optimum,
    n_customers: int,
    real_valued: frozenset[str] = frozenset(),
) -> Fit:
    """Return the fit of `model` at the optimum that was found, its parameters under `names`."""
    per_log = np.where([name in real_valued for name in names], 1.0, optimum.parameters)
    with np.errstate(invalid="ignore"):  # where the likelihood is flat, a variance may come out below zero
        errors = per_log * np.sqrt(np.diag(optimum.log_covariance))
    return Fit(
        model=model,
        parameters=_named(names, optimum.parameters),
        standard_errors=_named(names, errors),
        log_likelihood=optimum.log_likelihood,
        status=optimum.status,
        reason=optimum.reason,
        n_customers=n_customers,
        gradient_norm=optimum.gradient_norm,
        hessian_condition=optimum.hessian_condition,
        log_covariance=optimum.log_covariance,
        n_starts=optimum.n_starts,
        spread_of_optima=optimum.spread_of_optima,
        real_valued=real_valued,
    )


def no_fit(model: str, names: tuple[str, ...], reason: str, n_customers: int) -> Fit:
    """Return the failed fit of a model that could not even be tried."""
    nothing: dict[str, float] = dict.fromkeys(names, math.nan)
    size = len(names)
    return Fit(
        model,
        nothing,
        dict(nothing),
        math.nan,
        "failed",
        reason,
        n_customers,
        log_covariance=np.full((size, size), np.nan),
    )


def _named(names: tuple[str, ...], values: NDArray[np.float64]) -> dict[str, float]:
    return {name: float(value) for name, value in zip(names, values, strict=True)}


def _finite(values: dict[str, float]) -> dict[str, float | None]:
    return {name: _finite_or_none(value) for name, value in values.items()}


def _finite_or_none(value: float) -> float | None:
    return value if math.isfinite(value) else None
