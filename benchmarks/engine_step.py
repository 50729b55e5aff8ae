"""The compiled step of the retail world: one period of all customers, compilation excluded.

Ratio: a whole simulation (orders, desk, books, recording) to the step alone, for as many customer-periods.
"""

import numpy as np
from best_of import best_of

from hooper.engine.period_outcome import Now
from hooper.engine.population import Population
from hooper.engine.population_step import BlocksEngine
from hooper.engine.simulate import simulate
from hooper.engine.world import World
from hooper.foundation.random_words import round_keys
from hooper.foundation.workers import Workers
from hooper.mechanisms.customer_period import SIGNALS
from hooper.scenario import presets

NAME = "engine_step"
GROUP = "engine"

CUSTOMERS = 100_000
PERIODS = 13


def run() -> dict[str, object]:
    step = step_ns()
    whole = simulate_ns()
    return {
        "ns_per_customer_period": step,
        "customers": CUSTOMERS,
        "ratios": {"whole simulation / step": whole / step},
    }


def step_ns() -> float:
    world = World(presets.load("retail"))
    engine = BlocksEngine(world.physics, Workers(), chunk=8192)
    population = Population(world.law_set, CUSTOMERS, Workers())
    ids = np.arange(CUSTOMERS, dtype=np.uint64)
    slots = population.admit(ids, np.zeros(CUSTOMERS), np.zeros(CUSTOMERS, np.uint8))
    population.write("exposure", slots, np.float32(1.0))
    engine.announce(Now(0, round_keys(1, 0), np.zeros(len(SIGNALS), np.float32)))
    engine.enter(population, slots)
    engine.live(population)

    def live() -> None:
        for period in range(1, PERIODS):
            engine.announce(Now(period, round_keys(1, 0), np.zeros(len(SIGNALS), np.float32)))
            engine.live(population)

    return 1e9 * best_of(3, live) / (CUSTOMERS * (PERIODS - 1))


def simulate_ns() -> float:
    scenario = presets.load("retail", [f"founders.customers={CUSTOMERS}"])
    simulate(scenario, 1)
    return 1e9 * best_of(2, lambda: simulate(scenario, PERIODS)) / (CUSTOMERS * PERIODS)
