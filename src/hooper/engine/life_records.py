"""Writes what happened to customers in a period into the truth, and counts it in the books.

Of what has a value in every dimension the weighted mean is told.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from hooper.engine.books import MEANS, Books
from hooper.engine.period_outcome import PeriodOutcome
from hooper.engine.population import BY_NOBODY, Population
from hooper.engine.recorder import Recorder
from hooper.foundation.workers import Workers, shares
from hooper.mechanisms.dimension_weights import weighed
from hooper.mechanisms.dimensions import is_dimensional
from hooper.mechanisms.life_stages import EXPLORATION, GONE


def record_lives(
    period: int,
    outcome: PeriodOutcome,
    population: Population,
    books: Books,
    recorder: Recorder,
    settled: NDArray[np.int32],
    weights: Mapping[str, float],
) -> None:
    """Record exits and stage moves, and book leaks by cause, stage counts and the period's means."""
    exits, moves = outcome.events["exits"], outcome.events["stage_moves"]
    causes = exits.columns["cause"].astype(np.uint8)
    before = moves.columns["stage_at_start"].astype(np.uint8)
    after = moves.columns["stage"].astype(np.uint8)
    books.leaks[period] = np.bincount(causes, minlength=books.leaks.shape[1])
    books.stage_counts -= np.bincount(before, minlength=GONE)
    books.stage_counts += np.bincount(after, minlength=GONE + 1)[:GONE]
    if outcome.lived:
        books.means[period] = [_total(outcome.sums, name, weights) / outcome.lived for name in MEANS]
    ids = population.customer_id
    left = {"customer_id": ids[exits.slots], "period": _when(period, causes.size), "cause": causes}
    recorder.add("exits", {**left, "settled": settled})
    moved = {"customer_id": ids[moves.slots], "period": _when(period, after.size)}
    recorder.add("stage_moves", {**moved, "stage_before": before, "stage": after})


def record_returns(
    period: int, slots: NDArray[np.int64], population: Population, books: Books, recorder: Recorder
) -> None:
    """Record customers who have come back as moves from nowhere, and book them."""
    books.book_returns(period, slots.size)
    moved = {"customer_id": population.customer_id[slots], "period": _when(period, slots.size)}
    stages = {"stage_before": np.full(slots.size, GONE, np.uint8)}
    stages |= {"stage": np.full(slots.size, EXPLORATION, np.uint8)}
    recorder.add("stage_moves", {**moved, **stages})


def record_snapshot(
    period: int,
    population: Population,
    recorder: Recorder,
    workers: Workers,
    weights: Mapping[str, float],
) -> None:
    """Record the inner state of the customers who are there."""

    def rows_of(blocks: slice) -> dict[str, NDArray[np.generic]]:
        slots = population.slots_there(blocks)
        return {
            "customer_id": population.customer_id[slots],
            "period": _when(period, slots.size),
            "stage": population.values_there("stage", blocks).astype(np.uint8),
            "satisfaction": population.values_there("satisfaction", blocks),
            "expectation": weighed(lambda row: population.values_there(row, blocks), "expectation", weights),
            "emotional_loyalty": population.values_there("emotional_loyalty", blocks),
            "switching_cost": population.values_there("switching_cost", blocks),
            "recovery_glow": population.values_there("recovery_glow", blocks),
            "categories": population.values_there("categories", blocks),
        }

    for rows in workers.map(rows_of, population.block_shares()):
        recorder.add("snapshots", rows)


def record_traits(
    population: Population, recorder: Recorder, workers: Workers, weights: Mapping[str, float]
) -> None:
    """Record who every customer is, once, when the world has ended."""

    def rows_of(share: slice) -> dict[str, NDArray[np.generic]]:
        slots = np.arange(share.start, share.stop)
        return {
            "customer_id": population.customer_id[slots],
            "entry_days": population.entry_days[slots],
            "channel": population.channel[slots],
            "purchase_rate_per_day": population.values_at("purchase_rate", slots),
            "spend_rate": population.values_at("spend_rate", slots),
            "quality_fit": weighed(lambda row: population.values_at(row, slots), "quality_fit", weights),
            "frailty": population.values_at("frailty", slots),
            "persuadability": population.values_at("persuadability", slots),
            "price_sensitivity": population.values_at("price_sensitivity", slots),
            "serving_factor": population.values_at("serving_factor", slots),
            "segment": population.values_at("segment", slots).astype(np.uint8),
            "brought_by": _brought_by(population, slots),
        }

    for rows in workers.map(rows_of, shares(population.size)):
        recorder.add("traits", rows)


def _brought_by(population: Population, slots: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return the ids of those who brought the customers in the given slots, or their own; same shape."""
    by = population.brought_by[slots].astype(np.int64)
    return population.customer_id[np.where(by == BY_NOBODY, slots, by)]


def _total(sums: Mapping[str, float], name: str, weights: Mapping[str, float]) -> float:
    return weighed(sums.__getitem__, name, weights) if is_dimensional(name) else sums[name]


def _when(period: int, rows: int) -> np.ndarray:
    return np.full(rows, period, np.int32)
