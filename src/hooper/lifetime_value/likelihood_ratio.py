"""Likelihood-ratio test: whether a model needs what it has more than a smaller one that it contains.

Twice the log-likelihood that the larger model brings is chi-square, with as many degrees of freedom as it
has parameters more, if the smaller one is true, customers are many and no parameter lies at a boundary.
Source: Wilks (1938), The large-sample distribution of the likelihood ratio for testing composite
hypotheses, Annals of Mathematical Statistics 9(1).
"""

import math
from dataclasses import dataclass
from typing import Final

from scipy.special import chdtrc

from hooper.foundation.errors import Fault, InputError
from hooper.lifetime_value.fit import Fit

# A model that becomes the smaller one when the parameters that it has more take a certain value.
_CONTAINS: Final = {"beta_discrete_weibull": "shifted_beta_geometric"}


@dataclass(frozen=True)
class LikelihoodRatio:
    """Twice the log-likelihood that the larger model brings, and how often it would though it is not needed.

    Both are nan if one of the fits has no likelihood or came to no top.
    """

    statistic: float
    degrees_of_freedom: int
    p_value: float


def likelihood_ratio_test(smaller: Fit, larger: Fit) -> LikelihoodRatio:
    """Test the smaller of two nested models, both fitted to the same customers, against the larger.

    Nested are a model without covariates in itself with covariates, and the sBG in the BdW, whose exponent
    of tenure it sets to 1. Raises InputError if the models are not nested, the numbers of customers differ
    or a fit was penalised.

    >>> without = Fit("bg_nbd", {"r": 1.0}, {"r": 0.1}, -105.0, "ok", "", 100)
    >>> parameters = {"r": 1.1, "lambda: age": 0.4}
    >>> coefficients = frozenset({"lambda: age"})
    >>> covariate = Fit("bg_nbd", parameters, parameters, -100.0, "ok", "", 100, real_valued=coefficients)
    >>> test = likelihood_ratio_test(without, covariate)
    >>> test.statistic, test.degrees_of_freedom, round(test.p_value, 5)
    (10.0, 1, 0.00157)
    """
    _require_comparable(smaller, larger)
    degrees_of_freedom = len(larger.parameters) - len(smaller.parameters)
    if "failed" in {smaller.status, larger.status}:
        return LikelihoodRatio(math.nan, degrees_of_freedom, math.nan)
    gain = larger.log_likelihood - smaller.log_likelihood
    statistic = max(2.0 * gain, 0.0)  # two searches may end a rounding error apart
    return LikelihoodRatio(statistic, degrees_of_freedom, float(chdtrc(degrees_of_freedom, statistic)))


def _require_comparable(smaller: Fit, larger: Fit) -> None:
    faults: list[Fault] = []
    if not _is_nested(smaller, larger):
        named = [f"{fit.model} ({', '.join(fit.parameters)})" for fit in (smaller, larger)]
        remedy = "give the fit of a model and then one of the same model with covariates, or sBG and BdW"
        faults.append(Fault("models", f"{named[0]} is not contained in {named[1]}", remedy))
    if smaller.n_customers != larger.n_customers:
        problem = f"the fits are of {smaller.n_customers} and {larger.n_customers} customers"
        faults.append(Fault("customers", problem, "fit both models to the same customers"))
    penalised = [fit for fit in (smaller, larger) if fit.penalty_strength > 0.0]
    faults += [
        Fault(fit.model, f"was fitted with a penalty of strength {fit.penalty_strength:g}", "fit it without")
        for fit in penalised
    ]
    if faults:
        raise InputError(faults)


def _is_nested(smaller: Fit, larger: Fit) -> bool:
    if _CONTAINS.get(larger.model) == smaller.model:
        return True
    added = larger.parameters.keys() - smaller.parameters.keys()
    kept = smaller.parameters.keys() <= larger.parameters.keys()
    return smaller.model == larger.model and kept and bool(added) and added <= larger.real_valued
