"""Very many customers seen for a few weeks, on which fits of BG/NBD are known not to converge elsewhere.

lifetimes issue 405 has 289,000 of them. Purchases are drawn exactly (`reduced_form`), in cohorts of a day.
Seeds are fixed; every bound is z = 4.56 (false alarm 5e-6 had the seed been free).
"""

import numpy as np
import pytest

from hooper.history.customer_summary import summarise
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.lifetime_value import bg_nbd, mbg_nbd
from hooper.reduced_form.bg_nbd import BgNbdPopulation, generate

pytestmark = pytest.mark.slow

Z = 4.56
CUSTOMERS, WEEKS, ENTRY_DAYS = 289_000, 6, 21
TRUTH = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}


def summary_of(days_per_day):
    """Return the summary of a generator whose day is so many calendar days, in its own weeks."""
    population = BgNbdPopulation(**(TRUTH | {"alpha": TRUTH["alpha"] * days_per_day}))
    entry = days_per_day * np.floor(np.linspace(0.0, ENTRY_DAYS, CUSTOMERS, endpoint=False))
    history = generate(population, entry, 7.0 * WEEKS * days_per_day, (2026, 0))
    log = Observed(history.transactions.cast(TRANSACTIONS), history.end_days)
    return summarise(log, unit_days=7.0 * days_per_day)


@pytest.fixture(scope="module")
def exact():
    """Times so fine that no two purchases fall on one day."""
    return summary_of(days_per_day=1000.0)


@pytest.fixture(scope="module")
def by_day():
    """Purchases of one day are one, as real logs have them: quick customers seem to be slower."""
    return summary_of(days_per_day=1.0)


def test_six_weeks_of_289_000_customers_are_fitted_and_give_the_truth(exact):
    fit = bg_nbd.fit(exact)
    assert fit.status == "ok"
    assert fit.spread_of_optima < 1e-3
    off = np.log(np.array(list(fit.parameters.values())) / list(TRUTH.values()))
    assert np.abs(off / np.sqrt(np.diag(fit.log_covariance))).max() < Z


@pytest.mark.parametrize("model", [bg_nbd, mbg_nbd], ids=lambda model: model.NAME)
def test_merged_days_do_not_break_the_search(by_day, model):
    """They hide who left: there is a second top at the edge. On the highest one the slope is nil."""
    fit = model.fit(by_day)
    assert fit.status in {"ok", "boundary", "flat"}
    assert fit.gradient_norm < 1e-6
    assert np.isfinite(list(fit.parameters.values())).all()
