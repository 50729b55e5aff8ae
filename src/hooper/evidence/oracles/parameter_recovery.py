"""Parameter recovery: a model fitted to data drawn from it finds the parameters they were drawn from.

The logarithm of an estimate over the truth is normal around zero, with a standard error of
`spread / sqrt(customers)`; of every model 50,000 customers are drawn, or as many as make its widest band
15 %. The spreads follow from the Fisher information; those below are of the Hessian at the optima of four
times 200,000 customers, and right to two percent (where the likelihood is a ridge, r, s and beta, to five).
"""

import math
from collections.abc import Mapping
from typing import Final

from hooper.evidence.oracles.known_truths import KNOWN_TRUTHS
from hooper.evidence.oracles.oracle import STANDARD_ERRORS, Band, Oracle, exactly, within_chance

WIDEST_BAND: Final = 0.15
FEWEST: Final = 50_000
SPREADS: Final = {
    "bg_nbd": {"r": 2.46, "alpha": 4.05, "a": 11.0, "b": 14.0},
    "mbg_nbd": {"r": 9.65, "alpha": 6.26, "a": 9.8, "b": 20.4},
    "pareto_nbd": {"r": 4.75, "alpha": 4.0, "s": 17.1, "beta": 30.3},
    "bg_bb": {"alpha": 6.02, "beta": 4.08, "gamma": 8.04, "delta": 11.9},
    "shifted_beta_geometric": {"alpha": 5.8, "beta": 7.56},
    "beta_discrete_weibull": {"a": 12.9, "b": 12.8, "c": 8.0},
    "gamma_gamma": {"p": 9.2, "q": 2.03, "v": 10.85},
    "lognormal_spend": {"median_amount": 0.931, "sigma": 0.372, "tau": 0.88},
}
CUSTOMERS: Final = {
    name: max(FEWEST, math.ceil((STANDARD_ERRORS * max(spreads.values()) / WIDEST_BAND) ** 2))
    for name, spreads in SPREADS.items()
}
NOTHING_OFF: Final[dict[str, dict[str, float]]] = {}


def measure(seed: int, off: Mapping[str, Mapping[str, float]] = NOTHING_OFF) -> dict[str, float]:
    """Fit every model to data of its own, drawn from the truth but for the parameters that are `off`."""
    found: dict[str, float] = {}
    for number, known in enumerate(KNOWN_TRUTHS):
        name = known.model.NAME
        drawn_from = {**known.parameters, **off.get(name, {})}
        fit = known.model.fit(known.draw(drawn_from, CUSTOMERS[name], (seed, number)))
        found |= {
            f"{name}: {key} over its truth": fit.parameters[key] / truth
            for key, truth in known.parameters.items()
        }
        found[f"{name}: fits that are not ok"] = float(fit.status != "ok")
    return found


def _bands() -> dict[str, Band]:
    bands: dict[str, Band] = {}
    for known in KNOWN_TRUTHS:
        name = known.model.NAME
        for key, spread in SPREADS[name].items():
            error = spread / math.sqrt(CUSTOMERS[name])
            bands[f"{name}: {key} over its truth"] = within_chance(1.0, error)
        bands[f"{name}: fits that are not ok"] = exactly(0.0)
    return bands


ORACLE: Final = Oracle(
    name="parameter_recovery",
    claim="a model fitted to many customers drawn from it finds the parameters they were drawn from",
    source="asymptotic normality of maximum likelihood; Lehmann and Casella (1998), chapter 6",
    bands=_bands(),
    measure=measure,
)
