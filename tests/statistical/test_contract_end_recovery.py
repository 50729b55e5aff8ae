"""Hazards by cause, survival curves and migration values find the truth, and their errors are as they say.

Contracts and purchases are drawn period by period from the models themselves. Seeds are fixed; the number
of intervals that cover the truth leaves its band once in 1e5 for each parameter, had the seed been free.
"""

import numpy as np
import pytest
from scipy.stats import binom

from hooper.history.durations import Durations, durations_from_start
from hooper.lifetime_value.discrete_time_hazard.customer_periods import customer_periods
from hooper.lifetime_value.discrete_time_hazard.hazard_model import fit as fit_hazards
from hooper.lifetime_value.discrete_time_hazard.tenure_baseline import LOG_TENURE
from hooper.lifetime_value.kaplan_meier import kaplan_meier
from hooper.lifetime_value.migration_value import Migration, migration, value_by_recency
from hooper.lifetime_value.recency_migration import fit as fit_migration

pytestmark = pytest.mark.slow

FALSE_ALARM = 5e-6  # on either side
REPLICATIONS = 300
HAZARDS = np.array([[-2.0, -0.6, 0.5], [-3.0, 0.4, -0.3]])  # intercept, log tenure, discount, by cause
CHANCES = np.array([0.3, 0.2, 0.15, 0.05])


def band(replications, share=0.95):
    return binom.ppf([FALSE_ALARM, 1 - FALSE_ALARM], replications, share)


def contracts(generator, n_customers, last_period=10):
    """Return entries, durations and causes of customers, half of whom were seen from the third period on."""
    discount = generator.normal(size=(n_customers, 1))
    duration, cause = np.full(n_customers, last_period), np.zeros(n_customers, dtype=np.int64)
    for period in range(last_period, 0, -1):
        terms = np.column_stack((np.ones(n_customers), np.full(n_customers, np.log(period)), discount))
        odds = np.exp(terms @ HAZARDS.T)
        chance = (odds / (1.0 + odds.sum(axis=1, keepdims=True))).cumsum(axis=1)
        draw = generator.random((n_customers, 1))
        left = np.where((draw < chance).any(axis=1), (draw >= chance).sum(axis=1) + 1, 0)
        duration, cause = np.where(left > 0, period, duration), np.where(left > 0, left, cause)
    entry = np.where(np.arange(n_customers) % 2, 2.0, 0.0)
    seen = duration > entry
    return Durations(entry[seen], duration[seen].astype(float), cause[seen]), discount[seen]


def test_intervals_of_hazards_by_cause_cover_the_truth():
    inside = np.zeros(6)
    for seed in range(REPLICATIONS):
        durations, discount = contracts(np.random.default_rng(seed), 1500)
        found = fit_hazards(customer_periods(durations, ("a", "b"), discount, ("discount",)), LOG_TENURE)
        assert found.status == "ok"
        errors = np.array(list(found.standard_errors.values()))
        inside += np.abs(np.array(list(found.parameters.values())) - HAZARDS.ravel()) < 1.96 * errors
    low, high = band(REPLICATIONS)
    assert ((inside >= low) & (inside <= high)).all(), inside


def test_late_entries_left_out_of_the_risk_would_be_noticed():
    """The mutant: customers seen from the third period on, taken as seen from the first."""
    durations, discount = contracts(np.random.default_rng(1), 20_000)
    blind = durations_from_start(durations.duration, durations.cause)
    found = fit_hazards(customer_periods(blind, ("a", "b"), discount, ("discount",)), LOG_TENURE)
    off = (np.array(list(found.parameters.values())) - HAZARDS.ravel()) / list(found.standard_errors.values())
    assert np.abs(off).max() > 4.56


def test_intervals_of_the_survival_curve_cover_the_truth():
    """Exponential lives of mean 1, censored at random, some seen late; at survival .8, .5 and .3."""
    times = -np.log([0.8, 0.5, 0.3])
    inside, below = np.zeros(3), np.zeros(3)
    for seed in range(1000):
        generator = np.random.default_rng(seed)
        life, lost = generator.exponential(size=200), generator.exponential(2.0, size=200)
        entry = np.where(np.arange(200) < 100, 0.0, generator.uniform(0.0, 0.2, size=200))
        seen = np.minimum(life, lost) > entry
        durations = Durations(entry[seen], np.minimum(life, lost)[seen], (life <= lost).astype(int)[seen])
        curve = kaplan_meier(durations)
        step = np.searchsorted(curve.time, times, side="right") - 1
        low, high = (bound[step] for bound in curve.interval)
        inside += (low <= [0.8, 0.5, 0.3]) & (high >= [0.8, 0.5, 0.3])
        below += curve.survival[step] < [0.8, 0.5, 0.3]
    least, most = band(1000)
    assert ((inside >= least) & (inside <= most)).all(), inside
    least, most = band(1000, 0.5)
    assert ((below >= least - 20) & (below <= most + 20)).all(), below  # the median is off by a little


def waits(generator, n_waits):
    """Return the waits of customers of the recencies of `CHANCES`, seen for up to six periods."""
    bought = generator.random((n_waits, 4)) < CHANCES
    seen = generator.integers(1, 7, n_waits)
    first = np.where(bought.any(axis=1), bought.argmax(axis=1) + 1, 7)
    return durations_from_start(np.minimum(first, seen), first <= seen)


def test_intervals_of_migration_values_cover_the_truth():
    truth = value_by_recency(Migration(CHANCES, np.zeros(4), 40.0, np.full(4, 4.0), 0.2)).value
    inside, twice_as_sure = np.zeros(4), np.zeros(4)
    for seed in range(1000):
        found = fit_migration(waits(np.random.default_rng(seed), 2000), 4)
        assert found.status == "ok"
        values = value_by_recency(migration(found, 40.0, 4.0, 0.2))
        off = np.abs(values.value - truth) / values.standard_error
        inside, twice_as_sure = inside + (off < 1.96), twice_as_sure + (off < 0.98)
    low, high = band(1000)
    assert ((inside >= low) & (inside <= high)).all(), inside
    assert (twice_as_sure < low).all(), "errors half as large would be noticed"
