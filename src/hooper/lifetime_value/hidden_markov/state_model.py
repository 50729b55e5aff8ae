"""The parameters of the model as arrays, and the chances that follow from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class StateModel:
    """How customers begin, move and buy; state 0 is that in which least is bought.

    `entry`, shape `(n_states,)`, has the probabilities of the first state; `rates`, shape `(n_states,)`,
    the mean purchases a period. `lowest_thresholds`, shape `(n_states,)`, and `gaps`, shape
    `(n_states, n_states - 2)` and above zero, are those of the ordered logit out of each state: the
    second threshold lies one gap above the lowest, and so on. `coefficients` have shape
    `(n_states, n_covariates)`; above zero they move customers up.
    """

    entry: Floats
    rates: Floats
    lowest_thresholds: Floats
    gaps: Floats
    coefficients: Floats

    @property
    def n_states(self) -> int:
        """The number of states."""
        return self.rates.size


def parameter_names(n_states: int, covariate_names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the parameters, in the order in which a fit has them.

    `rate_s` is the mean number of purchases a period in state s; `entry_s` the logarithm of the odds of
    s against state 0 at the beginning; `threshold_s_1` that of the odds of landing in state 0 from s,
    where all covariates are 0; `gap_s_j` how much more these are for landing below state j than for
    landing below j - 1; `<covariate>_s` what one unit of the covariate adds to the logarithm of the odds
    of landing higher from s.

    >>> parameter_names(2, ("contacts",))
    ('rate_0', 'rate_1', 'entry_1', 'threshold_0_1', 'threshold_1_1', 'contacts_0', 'contacts_1')
    """
    states = range(n_states)
    return (
        *(f"rate_{s}" for s in states),
        *(f"entry_{s}" for s in states[1:]),
        *(f"threshold_{s}_1" for s in states),
        *(f"gap_{s}_{j}" for s in states for j in states[2:]),
        *(f"{name}_{s}" for name in covariate_names for s in states),
    )


def real_valued_names(n_states: int, covariate_names: tuple[str, ...]) -> frozenset[str]:
    """Return the names of the parameters that may be below zero."""
    names = parameter_names(n_states, covariate_names)
    return frozenset(name for name in names if not _is_positive(name, n_states))


def _is_positive(name: str, n_states: int) -> bool:
    return name in parameter_names(n_states, ()) and name.startswith(("rate_", "gap_"))


def state_model(parameters: Mapping[str, float], covariate_names: tuple[str, ...]) -> StateModel:
    """Return the model with these parameters, named as in `parameter_names`.

    >>> moves = {"threshold_0_1": 0.0, "threshold_1_1": -1.0}
    >>> state_model({"rate_0": 0.1, "rate_1": 2.0, "entry_1": 0.0, **moves}, ()).entry.tolist()
    [0.5, 0.5]
    """
    n_states = sum(1 for s in range(len(parameters)) if f"rate_{s}" in parameters)
    names = parameter_names(n_states, covariate_names)
    return arranged(np.array([parameters[name] for name in names]), n_states)


def arranged(values: Floats, n_states: int) -> StateModel:
    """Return the model with the parameters `values`, shape `(n_parameters,)`, in the order of the names."""
    rates, log_odds, lowest_thresholds, gaps, coefficients = blocks(values, n_states)
    return StateModel(
        entry=softmax(np.append(0.0, log_odds)),
        rates=rates,
        lowest_thresholds=lowest_thresholds,
        gaps=gaps.reshape(n_states, n_states - 2),
        coefficients=np.ascontiguousarray(coefficients.reshape(-1, n_states).T),
    )


def blocks(values: NDArray[Any], n_states: int) -> list[NDArray[Any]]:
    """Return views of rates, entries, lowest thresholds, gaps and coefficients in an array of all of them."""
    sizes = n_states, n_states - 1, n_states, n_states * (n_states - 2)
    return np.split(values, np.cumsum(sizes))
