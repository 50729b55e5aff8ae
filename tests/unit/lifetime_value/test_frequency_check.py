import numpy as np
import pytest
from scipy.special import betaln, gammaln

from hooper.history.customer_summary import summarise
from hooper.history.observed import Observed
from hooper.lifetime_value.customer_bins import by_frequency
from hooper.lifetime_value.entries import entries_by_day
from hooper.lifetime_value.frequency_check import expected_frequencies
from hooper.reduced_form.bg_nbd import BgNbdPopulation, generate

PARAMETERS = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}


def poisson(parameters, times, highest):
    """Somebody who buys at one rate and never leaves."""
    mean, k = parameters["rate"] * np.asarray(times)[:, np.newaxis], np.arange(highest + 1)
    return np.exp(k * np.log(mean) - mean - gammaln(k + 1))


def slow_bg_nbd(parameters, times, highest):
    """P(X(t) = k) as in Fader, Hardie and Lee (2005), equation 8."""
    r, alpha, a, b = (parameters[name] for name in ("r", "alpha", "a", "b"))

    def negative_binomial(k, t):
        log_mass = gammaln(r + k) - gammaln(r) - gammaln(k + 1)
        return np.exp(log_mass + r * np.log(alpha / (alpha + t)) + k * np.log(t / (alpha + t)))

    def one(k, t):
        stays = np.exp(betaln(a, b + k) - betaln(a, b)) * negative_binomial(k, t)
        leaves = np.exp(betaln(a + 1, b + k - 1) - betaln(a, b)) if k else 0.0
        return stays + leaves * (1.0 - sum(negative_binomial(j, t) for j in range(k)))

    return np.array([[one(k, t) for k in range(highest + 1)] for t in times])


def test_of_poisson_customers_who_entered_at_different_times(customers):
    summary = customers([0, 3, 1], [0.0, 1.0, 2.0], [10.0, 5.0, 5.0])
    expected = expected_frequencies(poisson, {"rate": 0.2}, summary, highest=2)
    none = np.exp(-2.0) + 2.0 * np.exp(-1.0)
    one = 2.0 * np.exp(-2.0) + 2.0 * np.exp(-1.0)
    assert expected == pytest.approx([none, one, 3.0 - none - one])


def test_what_is_expected_of_cdnow_is_near_what_happened(calibration, purchase_fit):
    """Fader, Hardie and Lee (2005), figure 2: the fit is close; chi-square 4.82 on 3 degrees of freedom."""
    expected = expected_frequencies(slow_bg_nbd, purchase_fit.parameters, calibration)
    actual = by_frequency(calibration).customers
    assert expected.sum() == pytest.approx(2357)
    assert ((actual - expected) ** 2 / expected).sum() == pytest.approx(4.82, abs=0.05)


def test_customers_drawn_from_the_model_are_as_many_as_expected():
    """20,000 drawn; each count is within 4.5 standard errors, which fails falsely in 1 of 20,000 seeds."""
    entry_days = np.arange(20_000, dtype=np.float64) % 84.0
    history = generate(BgNbdPopulation(**PARAMETERS), entry_days, end_days=273.0, key=(11, 0))
    rows = history.transactions
    exact = by_counts(rows["customer_id"].to_numpy(), entry_days.size)
    ages = summarise(Observed(rows, end_days=273.0))
    expected = expected_frequencies(slow_bg_nbd, PARAMETERS, ages)
    error = np.sqrt(expected * (1.0 - expected / entry_days.size))
    assert (np.abs(exact - expected) < 4.5 * error).all()


def by_counts(customer_id, n_customers):
    """Exact counts: the summary merges the purchases of a day."""
    repeats = np.bincount(customer_id.astype(np.int64)) - 1
    return np.bincount(np.minimum(repeats, 7), minlength=8)


def test_customers_of_one_day_enter_together(customers):
    moments = np.array([0.0, 0.5, 1.25, 0.25]) / 7.0
    entries = entries_by_day(customers(np.zeros(4), np.zeros(4), 10.0 - moments))
    assert entries.time_days == pytest.approx([0.25, 1.25])
    assert entries.customers.tolist() == [3, 1]


def test_of_no_customers_nobody_is_expected(customers):
    assert expected_frequencies(poisson, {"rate": 1.0}, customers([], [], [])).tolist() == [0.0] * 8
