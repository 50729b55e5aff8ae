"""All oracles, by name."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from hooper.evidence.oracles import (
    bass_among_everybody,
    bass_diffusion,
    competing_leaks,
    conservation,
    doubled_money,
    expectation_ar1,
    five_points_of_retention,
    float_money,
    geometric_tenure,
    hughes_table,
    interval_coverage,
    leaky_bucket_steady_state,
    leaky_bucket_transient,
    littles_law,
    margin_multiplier,
    parameter_recovery,
    persona_copula,
    potential_outcomes,
    referral_branching,
    refill,
    service_desk_erlang_a,
    service_desk_little,
    service_desk_mmc,
    service_desk_priorities,
    sorting,
    spending_optimum,
    stage_markov_chain,
    zero_effect_arms,
)
from hooper.evidence.oracles.oracle import Oracle, OracleResult
from hooper.foundation.errors import Fault, InputError

ORACLES: Final[tuple[Oracle, ...]] = (
    geometric_tenure.ORACLE,
    leaky_bucket_transient.ORACLE,
    leaky_bucket_steady_state.ORACLE,
    refill.ORACLE,
    competing_leaks.ORACLE,
    referral_branching.ORACLE,
    bass_diffusion.ORACLE,
    bass_among_everybody.ORACLE,
    stage_markov_chain.ORACLE,
    persona_copula.ORACLE,
    littles_law.ORACLE,
    sorting.ORACLE,
    five_points_of_retention.ORACLE,
    margin_multiplier.ORACLE,
    hughes_table.ORACLE,
    spending_optimum.ORACLE,
    expectation_ar1.ORACLE,
    service_desk_mmc.ORACLE,
    service_desk_erlang_a.ORACLE,
    service_desk_priorities.ORACLE,
    service_desk_little.ORACLE,
    conservation.ORACLE,
    float_money.ORACLE,
    doubled_money.ORACLE,
    zero_effect_arms.ORACLE,
    potential_outcomes.ORACLE,
    parameter_recovery.ORACLE,
    interval_coverage.ORACLE,
)


def names() -> tuple[str, ...]:
    """Return the names of all oracles in the order of the catalogue."""
    return tuple(oracle.name for oracle in ORACLES)


def get(name: str) -> Oracle:
    """Return the oracle of that name; raises `InputError` with the nearest names for an unknown one.

    >>> get("geometric_tenure").bands["mean"].expected
    5.0
    """
    found = {oracle.name: oracle for oracle in ORACLES}.get(name)
    if found is None:
        nearest = get_close_matches(name, names(), n=3, cutoff=0.4) or names()
        remedy = f"choose from {', '.join(nearest)}"
        raise InputError([Fault(where="oracle", problem=f"there is no oracle '{name}'", remedy=remedy)])
    return found


def run(chosen: Iterable[str], seed: int) -> tuple[OracleResult, ...]:
    """Check the chosen oracles, in the order given; unknown names raise before anything is measured."""
    return tuple(oracle.check(seed) for oracle in [get(name) for name in chosen])
