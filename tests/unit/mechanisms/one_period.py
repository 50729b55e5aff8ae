"""One period of customers with random states: all that the compiled step read and wrote."""

from types import SimpleNamespace

import numpy as np

from hooper.engine.law_loops import BLOCK
from hooper.engine.period_outcome import Now
from hooper.engine.population import Population
from hooper.engine.population_step import BlocksEngine
from hooper.foundation.random_words import round_keys
from hooper.foundation.workers import Workers
from hooper.mechanisms.customer_period import SIGNALS

SIGNAL_VALUES = {
    **{"discount": 0.125, "programme": 1.0, "quality_change": -0.25, "price_gap": 0.5},
    **{"rivals_quality_change": 0.25, "rivals_value": -0.5, "demand_change": 0.125},
    **{"competition_change_in_first": 0.125, "competition_change_in_third": 0.0625},
    **{"staff_change": 0.125, "mistakes": 0.25},
    **{"premium": 0.0625, "wider_choice": 0.25, "referral_pull": 0.5},
}


def customers_after_a_period(world, lanes, period=3, seed=1):
    """Return each customer's fields before and after the period, as a pair of namespaces."""
    engine = BlocksEngine(world.physics, Workers(), chunk=8192)
    population = newcomers(world, engine, lanes, seed)
    randomise(population, np.random.default_rng(seed))
    signals = np.array([SIGNAL_VALUES.get(name, 0.0) for name in SIGNALS], np.float32)
    engine.announce(Now(period, round_keys(seed, 0), signals))
    return [lived(world, engine, population, slot, period) for slot in range(lanes)]


def newcomers(world, engine, lanes, seed):
    population = Population(world.law_set, lanes, Workers())
    ids = np.random.default_rng(seed).integers(0, 2**62, lanes, np.uint64)
    slots = population.admit(ids, np.zeros(lanes), np.zeros(lanes, np.uint8))
    introduced(population, np.random.default_rng(seed))
    engine.announce(Now(0, round_keys(seed, 0), np.zeros(len(SIGNALS), np.float32)))
    engine.enter(population, slots)
    return population


def introduced(population, rng):
    """Let all be people of some kind, every second know somebody whose fit differs, and some be aimed ill.

    All have products that fit them better or worse.
    """
    slots = np.arange(0, population.size, 2)
    population.write("acquaintance", slots, np.float32(1.0))
    population.write("quality_fit.overall", slots, rng.normal(0.4, 0.5, slots.size).astype(np.float32))
    aimed = np.arange(1, population.size, 4)
    population.write("quality_fit.overall", aimed, rng.normal(-0.4, 0.2, aimed.size).astype(np.float32))
    population.write("purchase_rate", aimed, rng.uniform(-0.5, 0.5, aimed.size).astype(np.float32))
    fits = rng.normal(0.0, 0.3, population.size).astype(np.float32)
    population.write("recent_experience.overall", np.arange(population.size), fits)
    everybody = np.arange(population.size)
    for row in ("spend_rate", "frailty", "price_sensitivity", "serving_factor"):
        population.write(row, everybody, rng.uniform(0.5, 2.0, everybody.size).astype(np.float32))
    for row in ("expectation.overall", "persuadability", "income_growth"):
        population.write(row, everybody, rng.normal(0.0, 0.2, everybody.size).astype(np.float32))


def randomise(population, rng):
    """Give customers stages, feelings and contacts of all kinds; their traits stay as they were drawn."""
    slots = np.arange(population.size)
    drawn = {
        "stage": rng.integers(0, 4, slots.size),
        "satisfaction": rng.normal(0.1, 0.5, slots.size),
        "months_known": rng.uniform(0.0, 60.0, slots.size),
        "expectation.overall": rng.normal(0.4, 0.6, slots.size),
        "recent_experience.overall": rng.normal(0.4, 0.5, slots.size),
        "standard": rng.normal(0.5, 0.5, slots.size),
        "emotional_loyalty": rng.uniform(0.0, 1.0, slots.size),
        "knowledge": rng.uniform(0.0, 1.0, slots.size),
        "rate_drift": rng.normal(0.0, 0.3, slots.size),
        "switching_cost": rng.uniform(0.0, 0.5, slots.size),
        "usual_discount": rng.uniform(0.0, 0.3, slots.size),
        "categories": rng.integers(1, 7, slots.size),
        "appetite": rng.uniform(0.3, 1.0, slots.size),
        "exposure": rng.choice([1.0, 1.0, 0.4], slots.size),
        "member": rng.integers(0, 2, slots.size),
        "offer": rng.choice([0.0, 0.5, 1.0], slots.size),
        "heard": rng.choice([-0.3, 0.0, 0.1], slots.size),
        "wait_felt": rng.choice([0.0, 1.5], slots.size),
        "failure_felt": rng.integers(0, 2, slots.size),
        "delay_felt": rng.integers(0, 4, slots.size),
        "neglect_felt": rng.integers(0, 2, slots.size),
        "made_good": rng.choice([0, 0, 1, 2], slots.size),
        "unforgiving_periods": rng.choice([0.0, 0.4, 1.0, 3.7], slots.size),
        "recovery_glow": rng.uniform(0.0, 0.3, slots.size),
        "reward_progress": rng.uniform(0.0, 1.0, slots.size),
        "rewarded": rng.choice([0.0, 0.5, 1.0], slots.size),
        "recent_contacts": rng.integers(0, 8, slots.size),
    }
    for row, values in drawn.items():
        population.write(row, slots, values.astype(np.float32))


def lived(world, engine, population, slot, period):
    block, lane = divmod(slot, BLOCK)
    state = population.blocks[block][lane:].copy()
    before = fields(world.law_set.state_rows, state)
    scratch = engine.live_one(state)
    after = fields(world.law_set.state_rows, state) | fields(world.law_set.scratch_rows, scratch)
    signals = {name: SIGNAL_VALUES.get(name, 0.0) for name in SIGNALS}
    return SimpleNamespace(**before, **signals, period=period), SimpleNamespace(**after)


def fields(rows, buffer):
    return {
        row.split(".")[0]: float(buffer[k * BLOCK]) for k, row in enumerate(rows) if not row.startswith("id_")
    }
