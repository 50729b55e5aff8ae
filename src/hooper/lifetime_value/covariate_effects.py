"""Which parameter of a model the covariates of a customer move, and in which direction.

A covariate z multiplies a parameter by exp(coefficient * z), or divides it, so that the sign of a
coefficient tells what it does: of `purchase`, that customers buy more often; of `dropout`, that they leave
sooner; of `staying`, that they leave later.

Source: Fader and Hardie (2007), Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD
models, brucehardie.com/notes/019:

    Pareto/NBD    alpha_i = alpha exp(-purchase z_i)    beta_i = beta exp(-dropout z_i)
    BG/NBD        alpha_i = alpha exp(-purchase z_i)    a_i = a exp(dropout z_i)    b_i = b exp(staying z_i)

The MBG/NBD is like the BG/NBD, and in the sBG alpha and beta are what a and b are here. With covariates of
dropout only, b is common and a coefficient is the logarithm of an odds ratio: that of the mean dropout
probability a_i / (a_i + b). The note lets both shapes vary with the same columns; who wants that names
them for dropout and for staying. The mean then moves with the difference of the two coefficients only.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.history.customer_covariates import CustomerCovariates
from hooper.lifetime_value.covariate_sums import LARGEST_LOG
from hooper.lifetime_value.fit import Fit

Floats = NDArray[np.float64]

_MARK = ":"  # between the role and the covariate in the name of a coefficient, as in purchase:income


class Effect(NamedTuple):
    """The parameter that covariates in a role move; `sign` is that of its logarithm's change."""

    parameter: str
    sign: float


_OF_BETA_GEOMETRIC: Final = {
    "purchase": Effect("alpha", -1.0),
    "dropout": Effect("a", 1.0),
    "staying": Effect("b", 1.0),
}
EFFECTS: Final[Mapping[str, Mapping[str, Effect]]] = {
    "bg_nbd": _OF_BETA_GEOMETRIC,
    "mbg_nbd": _OF_BETA_GEOMETRIC,
    "pareto_nbd": {"purchase": Effect("alpha", -1.0), "dropout": Effect("beta", -1.0)},
    "shifted_beta_geometric": {"dropout": Effect("alpha", 1.0), "staying": Effect("beta", 1.0)},
}


def require_roles(model: str, roles: Iterable[str]) -> None:
    """Raise InputError if covariates cannot act in one of the `roles` in the `model`."""
    known = EFFECTS[model]
    faults = [
        Fault("covariates", f"in {model} none can act as '{role}'", f"choose of {', '.join(known)}")
        for role in roles
        if role not in known
    ]
    if faults:
        raise InputError(faults)


def coefficient_name(role: str, covariate: str) -> str:
    """Return the name of a coefficient among the parameters of a fit.

    >>> coefficient_name("purchase", "income")
    'purchase:income'
    """
    return f"{role}{_MARK}{covariate}"


def customer_parameters(fit: Fit, covariates: CustomerCovariates) -> dict[str, Floats]:
    """Return the parameters of each customer, every one of shape `(n,)`, for the functions that predict.

    Raises InputError if the fit has a coefficient for a column that `covariates` has not.

    >>> fit = Fit("bg_nbd", {"r": 1.0, "alpha": 6.0, "a": 1.0, "b": 2.0, "purchase:web": 0.7}, {}, 0.0,
    ...     "ok", "", 2)
    >>> customer_parameters(fit, CustomerCovariates(("web",), np.array([[0.0], [1.0]])))["alpha"].round(2)
    array([6.  , 2.98])
    """
    return moved_parameters(fit.model, fit.parameters, covariates)


def moved_parameters(
    model: str, parameters: Mapping[str, float], covariates: CustomerCovariates
) -> dict[str, Floats]:
    """Return what `customer_parameters` does, of parameters and coefficients of `model`."""
    coefficients = {name: value for name, value in parameters.items() if _MARK in name}
    faults = [
        Fault("covariates", f"there is no column for {name!r}", "give the columns of the fit")
        for name in coefficients
        if name.split(_MARK, 1)[1] not in covariates.names
    ]
    if faults:
        raise InputError(faults)
    logs = {
        name: np.full(covariates.n_customers, np.log(value))
        for name, value in parameters.items()
        if name not in coefficients
    }
    for name, coefficient in coefficients.items():
        role, covariate = name.split(_MARK, 1)
        parameter, sign = EFFECTS[model][role]
        logs[parameter] += sign * coefficient * covariates.columns((covariate,))[:, 0]
    return {name: np.exp(np.clip(column, -LARGEST_LOG, LARGEST_LOG)) for name, column in logs.items()}


def require_covariates(fit: Fit, covariates: CustomerCovariates | None, n_customers: int) -> None:
    """Raise InputError unless there are covariates with a row for each customer if the fit needs them."""
    n_rows = None if covariates is None else covariates.n_customers
    needed = [name for name in fit.parameters if _MARK in name]
    if n_rows is None and needed:
        problem = f"the fit of {fit.model} has the coefficient {needed[0]!r}"
        raise InputError([Fault("covariates", problem, "give the covariates of the customers")])
    if n_rows not in (None, n_customers):
        problem = f"there are {n_rows} rows for {n_customers} customers"
        raise InputError([Fault("covariates", problem, "give one row for each customer, in their order")])
