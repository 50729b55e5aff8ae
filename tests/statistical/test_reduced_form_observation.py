"""What a log does to an estimator: the BG/NBD fitted to the same 400,000 lives, seen in two ways.

Seen exactly (in weeks of 10,000 days) the truth is found, see `test_estimator_recovery`. A log of dates
with the purchases of a day merged hides short waits, and one that begins late takes later purchases for
first ones. The bands are those of the deviations in standard errors (`bands`, false alarm 7e-6).
"""

import numpy as np
import pytest

from hooper.history.customer_summary import summarise
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.lifetime_value import bg_nbd
from hooper.reduced_form.observation import Observation, observe
from tests.statistical.bands import Z
from tests.unit.reduced_form.populations import POPULATIONS, draw

pytestmark = pytest.mark.slow
TRUTH = POPULATIONS["bg_nbd"].model_dump()
ENTRY = np.arange(400_000) % 12 * 7.0


def fit(observation):
    log = observe(draw("bg_nbd", ENTRY, 39 * 7.0, (85, 0)), observation, (85, 0))
    found = bg_nbd.fit(summarise(Observed(log.transactions.cast(TRANSACTIONS), log.end_days)))
    assert found.status == "ok"
    return found.parameters, np.sqrt(np.diag(found.log_covariance))


def test_a_log_of_days_makes_purchases_look_rarer():
    """By some 6 % in alpha, which is 9 standard errors."""
    parameters, errors = fit(Observation(whole_days=True, same_day_merged=True))
    assert np.log(parameters["alpha"] / TRUTH["alpha"]) > Z * errors[1]


def test_a_log_that_begins_late_makes_customers_look_more_alike():
    """Those who bought once, early, are not in it."""
    parameters, errors = fit(Observation(begins_days=13 * 7.0))
    assert np.log(parameters["r"] / TRUTH["r"]) > Z * errors[0]
