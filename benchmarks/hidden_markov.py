"""The hidden Markov model of three states fitted to 10,000 customers of 104 weeks with contacts, with errors.

Beside it all of the CDNOW log without covariates: 23,570 customers of up to 77 weeks, two states.
"""

from collections.abc import Callable

import numpy as np
from best_of import best_of

from hooper.history.read_log import read_log
from hooper.lifetime_value.hidden_markov.estimation import fit
from hooper.lifetime_value.hidden_markov.observed_panel import panel_of_log
from hooper.lifetime_value.hidden_markov.period_covariates import no_covariates
from hooper.lifetime_value.hidden_markov.purchase_counts import count_purchases
from hooper.lifetime_value.hidden_markov.purchase_panel import PurchasePanel
from hooper.reduced_form.hidden_markov_contacts import HiddenMarkovContactsPopulation, generate
from hooper.reduced_form.purchases_in_states import PoissonPurchases

NAME = "hidden_markov"
GROUP = "estimators"
MUST = {"seconds": 20.0}
AIM = {"seconds": 10.0}

CUSTOMERS, WEEKS, DAYS = 10_000, 104, 7.0
POPULATION = HiddenMarkovContactsPopulation(
    initial=(0.25, 0.5, 0.25),
    thresholds=((2.0, 4.0), (-1.5, 2.0), (-3.5, -1.5)),
    contact_probabilities=(0.3, 0.1),
    coefficients=((1.2, 2.0), (0.5, 1.0), (-0.4, 0.8)),
    purchases=PoissonPurchases(per_period=(0.05, 0.6, 2.5)),
    period_days=DAYS,
)


def run() -> dict[str, object]:
    log, _ = read_log("example:cdnow-master")
    cdnow, many = panel_of_log(log, no_covariates(), DAYS).panel, drawn_panel(CUSTOMERS)
    few = np.arange(100)
    fit(many.take(few), 3)  # compiles
    fit(cdnow.take(few), 2)
    return {
        "seconds": best_of(1, lambda: fit(many, 3)),
        "seconds_cdnow": best_of(1, lambda: fit(cdnow, 2)),
        "customers": CUSTOMERS,
        "periods": WEEKS,
        "ratios": {},
    }


def task() -> Callable[[], object]:
    panel = drawn_panel(CUSTOMERS // 20)
    return lambda: fit(panel, 3)


def drawn_panel(n_customers: int) -> PurchasePanel:
    """Return customers of the model with two kinds of contacts, how many of each a week.

    A little is added to the contacts, so that no two weeks are alike: the harder case.
    """
    history = generate(POPULATION, np.zeros(n_customers), WEEKS * DAYS, (1, 0))
    customer, days = (history.transactions[name].to_numpy() for name in ("customer_id", "time_days"))
    counted = count_purchases(customer.astype(np.int64), days, history.entry_days, history.end_days, DAYS)
    contacts = history.traits.contacts[:, :WEEKS].reshape(-1, 2)
    contacts = contacts + np.random.default_rng(1).normal(0.0, 0.1, contacts.shape)
    return PurchasePanel(counted[0], contacts, ("mail", "call"), WEEKS * np.arange(n_customers + 1))
