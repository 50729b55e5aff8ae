from datetime import date

import numpy as np
import pytest

from hooper.history.calendar import end_of_day
from hooper.history.customer_summary import CustomerSummary, summarise
from hooper.history.read_log import read_log
from hooper.lifetime_value import bg_nbd, gamma_gamma

CALIBRATION_END = date(1997, 9, 30)


@pytest.fixture(scope="session")
def cdnow():
    observed, _ = read_log("example:cdnow")
    return observed


@pytest.fixture(scope="session")
def calibration(cdnow):
    return summarise(cdnow, end_of_day(cdnow, CALIBRATION_END))


@pytest.fixture(scope="session")
def purchase_fit(calibration):
    return bg_nbd.fit(calibration)


@pytest.fixture(scope="session")
def spend_fit(calibration):
    return gamma_gamma.fit(calibration)


@pytest.fixture(scope="session")
def customers():
    """A function that makes a summary from frequencies, recencies and ages in weeks."""

    def make(frequency, recency, age, mean_spend=10.0):
        frequency = np.array(frequency, dtype=np.int64)
        spent = np.where(frequency > 0, mean_spend, np.nan)
        age = np.array(age, dtype=np.float64)
        return CustomerSummary(
            customer_id=np.arange(frequency.size, dtype=np.uint64),
            frequency=frequency,
            recency=np.array(recency, dtype=np.float64),
            age=age,
            mean_spend=spent,
            spend_count=frequency.copy(),
            total_spend=np.multiply(10.0, frequency + 1, dtype=np.float64),
            first_time_days=7.0 * (age.max(initial=0.0) - age),
            unit_days=7.0,
            cut_days=7.0 * age.max(initial=0.0),
        )

    return make
