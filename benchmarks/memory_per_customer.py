"""Memory a customer: the state between two periods, and what a process takes more for more customers."""

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np
from first_world import first_world

from hooper.cli.machine import peak_rss_bytes
from hooper.engine.simulate import simulate

NAME = "memory_per_customer"
GROUP = "world"
MUST = {"state_bytes_per_customer": 256.0}
AIM = {"state_bytes_per_customer": 128.0}

FEW, MANY = 200_000, 1_000_000
PERIODS = 2


def run() -> dict[str, object]:
    few, many = in_own_process(FEW), in_own_process(MANY)
    return {
        "state_bytes_per_customer": many[0],
        "process_bytes_per_customer": (many[1] - few[1]) / (MANY - FEW),
        "peak_rss_bytes": many[1],
        "seconds": many[2],
        "customers": MANY,
        "ratios": {},
    }


def in_own_process(customers: int) -> tuple[float, int, float]:
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(memory_of, customers).result()


def memory_of(customers: int) -> tuple[float, int, float]:
    """Return the bytes of state a customer, the peak of this process, and the seconds it took."""
    began = time.process_time()
    population = simulate(first_world(customers), PERIODS).population
    state = array_bytes(population) / population.size
    return state, peak_rss_bytes(), time.process_time() - began


def array_bytes(thing: object) -> int:
    """Return the bytes of all arrays that an object of the engine holds, itself or through its parts."""
    parts = vars(thing).values()
    own = sum(each.nbytes for each in parts if isinstance(each, np.ndarray))
    return own + sum(array_bytes(each) for each in parts if type(each).__module__.startswith("hooper.engine"))
