"""Moves drawn from a known chain: its chances are found, and 95 % intervals hold them."""

import numpy as np
import pytest

from hooper.foundation.decisions import FIRST_OF_USERS
from hooper.foundation.random_words import customer_words, uniforms
from hooper.segmentation.migration_intervals import migration_intervals
from hooper.segmentation.segment_migration import SegmentMigration, segment_migration
from hooper.segmentation.segment_paths import SegmentPaths

CHANCES = np.array([[0.60, 0.30, 0.10], [0.05, 0.75, 0.20], [0.02, 0.08, 0.90]])
CUSTOMERS, CUTS = 600, 4


def lived(seed):
    """Return paths of customers who begin in all segments alike and move by the chances."""
    ids = np.arange(CUSTOMERS, dtype=np.uint64)
    code = np.empty((CUSTOMERS, CUTS), np.int64)
    code[:, 0] = np.arange(CUSTOMERS) % 3
    for cut in range(1, CUTS):
        lot = uniforms(customer_words((seed, 0), ids, cut, FIRST_OF_USERS)[0])
        code[:, cut] = (lot[:, np.newaxis] > CHANCES.cumsum(axis=1)[code[:, cut - 1]]).sum(axis=1).clip(max=2)
    nothing = np.zeros((CUSTOMERS, CUTS - 1))
    return SegmentPaths(("a", "b", "c"), np.arange(float(CUTS)), ids, code, nothing.astype(np.int64), nothing)


@pytest.mark.slow
def test_the_chances_are_found():
    """Over 100 worlds no cell is off by more than five standard errors: a false alarm in 200,000."""
    found = np.array([segment_migration(lived(seed)).transitions for seed in range(100)])
    error = found.std(axis=0) / np.sqrt(len(found))
    assert (np.abs(found.mean(axis=0) - CHANCES) < 5 * error).all()


@pytest.mark.slow
def test_intervals_hold_the_chance_about_nineteen_times_in_twenty():
    """The share over 100 worlds has a standard error of .008: three on either side, 1 false alarm in 400."""
    held = []
    for seed in range(100):
        low, high = migration_intervals(lived(seed), seed, n_replications=200)
        held.append((low <= CHANCES) & (high >= CHANCES))
    assert 0.926 < np.mean(held) < 0.974


def test_the_long_run_is_that_of_the_chain():
    """With moves in the proportions of the chances; the shares are a left eigenvector, found apart."""
    values, vectors = np.linalg.eig(CHANCES.T)
    vector = np.real(vectors[:, np.argmax(np.real(values))])
    moves = (1000 * CHANCES).round().astype(np.int64)
    nobody = np.zeros(3, np.int64)
    chain = SegmentMigration(("a", "b", "c"), moves, nobody, nobody, nobody + 1, np.zeros(3))
    assert chain.stationary == pytest.approx(vector / vector.sum())
