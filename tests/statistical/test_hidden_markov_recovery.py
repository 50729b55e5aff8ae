"""States that nobody sees are found again, from a log with contacts, and so are classes of customers.

Histories are drawn exactly (`reduced_form`). A period has 70,000 days, so that merging the purchases of one
day merges nothing here. Seeds are fixed; a false alarm of each check is 7e-6 (`bands`).
"""

import numpy as np
import pyarrow as pa
import pytest
from scipy.stats import chi2

from hooper.history.observed import CONTACTS, TRANSACTIONS, Observed
from hooper.lifetime_value.hidden_markov.class_estimation import class_parameter_names, fit_classes
from hooper.lifetime_value.hidden_markov.class_probabilities import class_probabilities
from hooper.lifetime_value.hidden_markov.estimation import fit
from hooper.lifetime_value.hidden_markov.log_purchases_to_come import expected_purchases_until
from hooper.lifetime_value.hidden_markov.observed_panel import panel_of_log
from hooper.lifetime_value.hidden_markov.period_covariates import contacts_of
from hooper.lifetime_value.hidden_markov.purchase_panel import PurchasePanel
from hooper.lifetime_value.hidden_markov.state_model import parameter_names
from hooper.lifetime_value.hidden_markov.state_probabilities import (
    filtered_probabilities,
    final_probabilities,
    most_likely_paths,
)
from hooper.reduced_form.hidden_markov_contacts import HiddenMarkovContactsPopulation, generate
from hooper.reduced_form.purchases_in_states import PoissonPurchases
from tests.statistical.bands import FALSE_ALARM, Z, hit_score, hits_fit_in_every_tenth, mean_score

pytestmark = pytest.mark.slow

PERIOD_DAYS = 70_000.0
PERIODS = 40


def population(**values):
    return HiddenMarkovContactsPopulation(contact_probabilities=(0.3,), period_days=PERIOD_DAYS, **values)


OFTEN = population(
    initial=(0.3, 0.7),
    thresholds=((1.0,), (-3.0,)),
    coefficients=((0.0,), (1.0,)),
    purchases=PoissonPurchases(per_period=(0.2, 2.0)),
)
SELDOM = population(
    initial=(0.7, 0.3),
    thresholds=((3.0,), (-1.0,)),
    coefficients=((1.0,), (0.0,)),
    purchases=PoissonPurchases(per_period=(0.05, 0.8)),
)
OF_OFTEN = (0.2, 2.0, np.log(7 / 3), 1.0, -3.0, 0.0, 1.0)
OF_SELDOM = (0.05, 0.8, np.log(3 / 7), 3.0, -1.0, 1.0, 0.0)
TRUTH = dict(zip(parameter_names(2, ("contacts",)), OF_OFTEN, strict=True))


def drawn(of, n_customers, key, periods=PERIODS):
    return generate(of, np.zeros(n_customers), periods * PERIOD_DAYS, key)


def log_of(history):
    """The log of a history, with its contacts as a simulated history has them."""
    customer, period = np.nonzero(history.traits.contacts[..., 0])
    rows = {
        "customer_id": customer.astype(np.uint64),
        "period": period.astype(np.int32),
        "lever": np.zeros(customer.size, np.uint8),
        "cost": np.ones(customer.size),
    }
    contacts = {"contacts": pa.table(rows, schema=CONTACTS)}
    return Observed(history.transactions.cast(TRANSACTIONS), history.end_days, others=contacts)


def whole_panel(history, periods=PERIODS):
    """The panel from the entry on, which the generator knows and a log does not."""
    customer, days = (history.transactions[name].to_numpy() for name in ("customer_id", "time_days"))
    row = customer.astype(np.int64) * periods + (days / PERIOD_DAYS).astype(np.int64)
    n_customers = history.entry_days.size
    contacts = history.traits.contacts[:, :periods].reshape(-1, 1).astype(np.float64)
    purchases = np.bincount(row, minlength=n_customers * periods)
    return PurchasePanel(purchases, contacts, ("contacts",), periods * np.arange(n_customers + 1))


def deviations(fitted, truth):
    return np.array(
        [(fitted.parameters[name] - truth[name]) / fitted.standard_errors[name] for name in truth]
    )


@pytest.fixture(scope="module")
def history():
    return drawn(OFTEN, 4000, (2030, 0))


@pytest.fixture(scope="module")
def seen(history):
    observed = log_of(history)
    return panel_of_log(observed, contacts_of(observed, PERIOD_DAYS), PERIOD_DAYS)


def test_a_log_with_contacts_gives_back_rates_moves_and_what_contacts_do(seen):
    """Only the first state is another: that of a period after a purchase."""
    fitted = fit(seen.panel, 2)
    truth = {name: value for name, value in TRUTH.items() if name != "entry_1"}
    z = deviations(fitted, truth)
    assert fitted.status == "ok"
    assert np.abs(z).max() < Z, z
    assert np.square(z).sum() < chi2.isf(FALSE_ALARM, len(truth))


def test_contacts_a_period_late_are_told_apart(history):
    """The mutant of the test above: contacts that move into the state of the period after."""
    observed = log_of(history)
    late = observed.others["contacts"].set_column(
        1, "period", pa.array(observed.others["contacts"]["period"].to_numpy() + 1, pa.int32())
    )
    shifted = Observed(observed.transactions, observed.end_days + PERIOD_DAYS, others={"contacts": late})
    seen = panel_of_log(shifted, contacts_of(shifted, PERIOD_DAYS), PERIOD_DAYS, observed.end_days)
    assert np.abs(deviations(fit(seen.panel, 2), TRUTH)).max() > Z


def test_states_are_found_as_often_as_their_probabilities_say(history):
    """In the last period, which is one draw a customer, at the true parameters."""
    panel, state = whole_panel(history), history.traits.states[:, PERIODS - 1]
    chances = final_probabilities(TRUTH, panel)
    assert hits_fit_in_every_tenth(state == 1, chances[:, 1])
    best = chances.argmax(axis=1)
    assert abs(hit_score(state == best, chances.max(axis=1))) < Z
    assert (state == best).mean() > 0.85


def test_probabilities_of_the_period_before_are_noticed(history):
    panel, state = whole_panel(history), history.traits.states[:, PERIODS - 1]
    before = filtered_probabilities(TRUTH, panel)[PERIODS - 2 :: PERIODS]
    assert not hits_fit_in_every_tenth(state == 1, before[:, 1])


def test_the_best_path_of_a_fitted_model_is_nearly_as_good_as_that_of_the_truth(history):
    panel, states = whole_panel(history), history.traits.states[:, :PERIODS].ravel()
    fitted = fit(panel, 2).parameters
    by_fit, by_truth = ((most_likely_paths(each, panel) == states).mean() for each in (fitted, TRUTH))
    assert by_truth > 0.85
    assert by_fit > by_truth - 0.005


def test_purchases_to_come_come_true_given_the_contacts():
    """Ten periods and a half after the cut, at the true parameters; who buys much and who does not."""
    later = drawn(OFTEN, 6000, (2031, 0), periods=PERIODS + 11)
    observed, cut, end = log_of(later), PERIODS * PERIOD_DAYS, (PERIODS + 10.5) * PERIOD_DAYS
    seen = panel_of_log(observed, contacts_of(observed, PERIOD_DAYS), PERIOD_DAYS, cut)
    expected = expected_purchases_until(TRUTH, seen, end)
    customer, days = observed.column("customer_id"), observed.column("time_days")
    bought = np.bincount(customer[(days > cut) & (days <= end)].astype(np.int64), minlength=6000)
    error = bought[seen.customer_id.astype(np.int64)] - expected
    busy = final_probabilities(TRUTH, seen.panel)[:, 1] > 0.5
    for group in (busy, ~busy):
        assert abs(mean_score(error[group], 0.0)) < Z
    assert abs(mean_score(error + 0.05 * expected, 0.0)) > Z, "a twentieth too few would be noticed"


def test_two_classes_are_told_apart_and_put_in_order():
    """The class that buys more comes first in the data, so that the labels have to be put in order."""
    often, seldom = whole_panel(drawn(OFTEN, 700, (1, 0))), whole_panel(drawn(SELDOM, 1300, (2, 0)))
    panel = PurchasePanel(
        np.concatenate((often.purchases, seldom.purchases)),
        np.concatenate((often.covariates, seldom.covariates)),
        ("contacts",),
        PERIODS * np.arange(2001),
    )
    fitted = fit_classes(panel, n_states=2, n_classes=2)
    values = (*OF_SELDOM, *OF_OFTEN, np.log(700 / 1300))
    truth = dict(zip(class_parameter_names(2, 2, ("contacts",)), values, strict=True))
    z = deviations(fitted, truth)
    assert fitted.status == "ok"
    assert np.abs(z).max() < Z, dict(zip(truth, z, strict=True))
    assert np.square(z).sum() < chi2.isf(FALSE_ALARM, len(truth))
    assert fit(panel, 2).log_likelihood < fitted.log_likelihood - 100.0, "one class explains less"
    is_often = np.arange(2000) < 700
    classes = class_probabilities(truth, panel)
    hits = (classes[:, 1] > 0.5) == is_often
    assert abs(hit_score(hits, classes.max(axis=1))) < Z
    assert hits.mean() > 0.95
