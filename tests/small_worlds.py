"""Small worlds for tests, and what is compared between them."""

from typing import Any, get_args

from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.engine.simulate import simulate
from hooper.engine.world import World
from hooper.scenario import presets
from hooper.scenario.law_names import OptionalLaw


def retail(customers=300, **sections):
    """Return the retail preset with few customers; `sections` change it: `desk={"days_per_case": 1.0}`."""
    return changed(presets.load("retail", [f"founders.customers={customers}"]), **sections)


def subscription(customers=300, **sections):
    return changed(presets.load("subscription", [f"founders.customers={customers}"]), **sections)


def default_world(customers=300, **sections):
    return changed(presets.load("default", [f"founders.customers={customers}"]), **sections)


def toggled(scenario, law):
    """Return a scenario in which a law that acts does not, or the other way round."""
    where = "switched_on" if law in get_args(OptionalLaw) else "switched_off"
    return changed(scenario, **{where: tuple(set(getattr(scenario, where)) ^ {law})})


def changed(scenario, **sections):
    """Return a scenario in which some settings of some sections have other values; checked anew."""
    values = scenario.model_dump()
    for section, settings in sections.items():
        values[section] = (values[section] or {}) | settings if isinstance(settings, dict) else settings
    return type(scenario).model_validate(values)


def run_with(strategy, scenario, periods, *, branch=0, grant=0.0, key=(7, 0), **how):
    """Run a world in which a strategy acts from a branch on; `how` is the engine, the threads, the chunk."""
    plan = RunPlan(key, periods, branch_period=branch, grant_per_review=grant, strategy=strategy)
    return run(World(scenario), plan, **how)


def digests_however_lived(scenario, periods, folder):
    """Return the digests of a world that is lived by either engine, by threads, and with checkpoints."""
    ways: tuple[dict[str, Any], ...] = (
        {},
        {"engine": "agents"},
        {"threads": 2, "chunk": 256},
        {"checkpoint_periods": 5},
    )
    return {simulate(scenario, periods, out=folder / str(k), **how).digest for k, how in enumerate(ways)}


def tables(simulated):
    """Return all tables of a run by name."""
    return simulated.history.tables()


def tables_but_for(simulated, name, column):
    """Return all tables of a run by name, one of them without a column."""
    told = tables(simulated)
    return told | {name: told[name].drop_columns([column])}
