"""The one public function of the engine: a scenario in, a history and its books out."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hooper.engine.plan import RunPlan
from hooper.engine.population_step import CHUNK
from hooper.engine.run import EngineName, run, run_to_disk, say_nothing
from hooper.engine.simulated import Simulated
from hooper.engine.world import World
from hooper.foundation.errors import Fault, InputError
from hooper.mechanisms.customer_period import PERIOD_LAWS
from hooper.mechanisms.law import Law
from hooper.scenario.scenario import Scenario
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.strategy import Strategy

_DO_NOTHING = NoIntervention()
_SEEDS = 2**32


def simulate(
    scenario: Scenario,
    periods: int,
    *,
    seed: int | None = None,
    replication: int = 0,
    strategy: Strategy = _DO_NOTHING,
    grant_per_review: float = 0.0,
    laws: tuple[Law, ...] = PERIOD_LAWS,
    own_constants: Mapping[str, tuple[Any, ...]] | None = None,
    own_laws_off: tuple[str, ...] = (),
    engine: EngineName = "blocks",
    threads: int = 1,
    chunk: int = CHUNK,
    out: Path | None = None,
    checkpoint_periods: int | None = None,
    resume: bool = False,
    each_period: Callable[[int], None] = say_nothing,
    accounting_periods: int = RunPlan.accounting_periods,
) -> Simulated:
    """Simulate one world for `periods` periods and return its history, books and budget.

    `seed` is the scenario's own if it is not given; `strategy` reviews once a quarter of a year (13
    weeks) with `grant_per_review` currency units. A law of one's own is appended to `laws`, with its
    constants under its name in `own_constants`; `own_laws_off` names those that do not act. Results do not
    depend on `engine`, `threads` or `chunk`.

    The history is kept in memory, or with `out` written into that new folder while the world lives, so
    that memory does not grow with time; see `run_to_disk` for `checkpoint_periods`, `resume` and
    `each_period`. The accounts of customers are closed every `accounting_periods` and at the end.

    >>> from hooper.scenario.firm_settings import FounderSettings
    >>> simulate(Scenario(founders=FounderSettings(customers=100)), periods=4, seed=7).customers >= 100
    True
    """
    _check_seed(scenario.seed if seed is None else seed)
    world = World(scenario, laws, own_constants=own_constants or {}, own_laws_off=own_laws_off)
    chosen = scenario.seed if seed is None else seed
    plan = RunPlan(
        (chosen, replication),
        periods,
        strategy=strategy,
        grant_per_review=grant_per_review,
        accounting_periods=accounting_periods,
    )
    if out is None:
        return run(world, plan, engine, threads, chunk, each_period)
    return run_to_disk(
        world,
        plan,
        out,
        engine,
        threads,
        chunk,
        checkpoint_periods=checkpoint_periods,
        resume=resume,
        each_period=each_period,
    )


def _check_seed(seed: int) -> None:
    if not 0 <= seed < _SEEDS:
        raise InputError([Fault("seed", f"{seed} is not from 0 to 2^32 - 1", "choose another seed")])
