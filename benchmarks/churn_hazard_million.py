"""The churn hazard fitted to a million customer-months, and the time that making the months takes."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
from best_of import best_of

from hooper.history.observed import SERVICE_CASES, Observed
from hooper.reduced_form.pareto_nbd import ParetoNbdPopulation, generate
from hooper.targeting import churn_hazard
from hooper.targeting.customer_months import CustomerMonths, customer_months
from hooper.targeting.warning_settings import WarningSettings

NAME = "churn_hazard_million"
GROUP = "estimators"
MUST = {"seconds": 3.0}
AIM = {"seconds": 1.5}

POPULATION = ParetoNbdPopulation(r=0.8, alpha=6.0, s=0.8, beta=60.0)
DAYS = 730.0
CUSTOMERS = 90_000  # with eleven months each, before they are given up
SETTINGS = WarningSettings()


def run() -> dict[str, object]:
    small = drawn_log(1000)
    churn_hazard.fit(learnt(customer_months(small, SETTINGS)))  # compiles
    log = drawn_log(CUSTOMERS)
    months = learnt(customer_months(log, SETTINGS))
    fit = churn_hazard.fit(months)
    return {
        "seconds": best_of(3, lambda: churn_hazard.fit(months)),
        "seconds_months": best_of(3, lambda: customer_months(log, SETTINGS)),
        "seconds_risk": best_of(3, lambda: fit.risk(months)),
        "customer_months": months.size,
        "signs": len(fit.parameters) - 1,
        "status": fit.status,
        "ratios": {},
    }


def task() -> Callable[[], object]:
    months = learnt(customer_months(drawn_log(5000), SETTINGS))
    return lambda: churn_hazard.fit(months)


def learnt(months: CustomerMonths) -> CustomerMonths:
    """Return the months whose outcome is known."""
    return months.known_by(months.end_days)


def drawn_log(customers: int) -> Observed:
    """Return purchases of customers of the Pareto/NBD, and a case at the desk after one in ten."""
    chance = np.random.default_rng(1)
    drawn = generate(POPULATION, np.sort(chance.uniform(0.0, 365.0, customers)), DAYS, (1, 0))
    bought = drawn.transactions.set_column(
        2, "amount", pa.array(chance.gamma(6.0, 5.0, drawn.transactions.num_rows))
    )
    failed = bought.filter(pa.array(chance.random(bought.num_rows) < 0.1))
    cases = pa.table(
        {
            "customer_id": failed["customer_id"],
            "time_days": failed["time_days"],
            "wait_days": chance.exponential(0.5, failed.num_rows),
            "abandoned": chance.random(failed.num_rows) < 0.1,
            "resolved": np.zeros(failed.num_rows, bool),
        },
        schema=SERVICE_CASES,
    )
    return Observed(bought, DAYS, others={"service_cases": cases})
