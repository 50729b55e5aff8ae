from dataclasses import replace

import numpy as np
import pytest
from scipy.special import betaln, gammaln

from hooper.history.customer_summary import summarise
from hooper.history.observed import Observed
from hooper.lifetime_value import mbg_nbd, pareto_nbd
from hooper.lifetime_value.customer_bins import by_frequency
from hooper.lifetime_value.entries import entries_by_day
from hooper.lifetime_value.fit import no_fit
from hooper.lifetime_value.frequency_check import expected_frequencies
from hooper.reduced_form import catalogue as generators

PARAMETERS = {
    "bg_nbd": {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426},
    "mbg_nbd": {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614},
    "pareto_nbd": {"r": 0.553, "alpha": 10.58, "s": 0.606, "beta": 11.67},
}


def fit_of(name):
    parameters = PARAMETERS[name]
    return replace(no_fit(name, tuple(parameters), "", 0), parameters=parameters, status="ok")


def chi_square(expected, actual):
    return ((actual - expected) ** 2 / expected).sum()


def slow_bg_nbd(parameters, t, k):
    """P(X(t) = k) as in Fader, Hardie and Lee (2005), equation 8."""
    r, alpha, a, b = parameters.values()

    def negative_binomial(k):
        log_mass = gammaln(r + k) - gammaln(r) - gammaln(k + 1)
        return np.exp(log_mass + r * np.log(alpha / (alpha + t)) + k * np.log(t / (alpha + t)))

    stays = np.exp(betaln(a, b + k) - betaln(a, b)) * negative_binomial(k)
    leaves = np.exp(betaln(a + 1, b + k - 1) - betaln(a, b)) if k else 0.0
    return stays + leaves * (1.0 - sum(negative_binomial(j) for j in range(k)))


def test_the_fit_to_cdnow_is_as_close_as_published(calibration, purchase_fit):
    """Fader, Hardie and Lee (2005), section 4: chi-square 4.82 of the BG/NBD and 11.99 of the Pareto/NBD."""
    actual = by_frequency(calibration).customers
    expected = expected_frequencies(purchase_fit, calibration)
    assert expected.sum() == pytest.approx(2357)
    assert chi_square(expected, actual) == pytest.approx(4.82, abs=0.01)
    expected = expected_frequencies(pareto_nbd.fit(calibration), calibration)
    assert chi_square(expected, actual) == pytest.approx(11.99, abs=0.05)


def test_the_expected_numbers_are_sums_over_the_customers_one_by_one(calibration):
    some = calibration.take(np.arange(0, 2357, 9))
    fit = fit_of("bg_nbd")
    slow = [sum(slow_bg_nbd(fit.parameters, t, k) for t in some.age) for k in range(4)]
    expected = expected_frequencies(fit, some, highest=4)
    assert expected == pytest.approx([*slow, some.n_customers - sum(slow)], rel=1e-10)


@pytest.mark.parametrize("name", PARAMETERS)
def test_customers_drawn_from_the_model_are_as_many_as_expected(name):
    """20,000 drawn; each count is within 4.5 standard errors, which fails falsely in 1 of 20,000 seeds."""
    entry_days = np.arange(20_000, dtype=np.float64) % 84.0
    model = generators.get(name)
    assert isinstance(model, generators.TransactionModel)
    population = model.population(**PARAMETERS[name])
    rows = model.generate(population, entry_days, end_days=273.0, key=(11, 0)).transactions
    repeats = np.bincount(rows["customer_id"].to_numpy().astype(np.int64)) - 1
    exact = np.bincount(np.minimum(repeats, 7), minlength=8)  # a summary would merge those of one day
    expected = expected_frequencies(fit_of(name), summarise(Observed(rows, end_days=273.0)))
    error = np.sqrt(expected * (1.0 - expected / entry_days.size))
    assert (np.abs(exact - expected) < 4.5 * error).all()


def test_days_and_weeks_expect_the_same(cdnow):
    weeks, days = summarise(cdnow, 272.0), summarise(cdnow, 272.0, unit_days=1.0)
    by_week, by_day = (expected_frequencies(mbg_nbd.fit(summary), summary) for summary in (weeks, days))
    assert by_day == pytest.approx(by_week, rel=1e-5)


def test_customers_of_one_day_enter_together(customers):
    moments = np.array([0.0, 0.5, 1.25, 0.25]) / 7.0
    entries = entries_by_day(customers(np.zeros(4), np.zeros(4), 10.0 - moments))
    assert entries.time_days == pytest.approx([0.25, 1.25])
    assert entries.customers.tolist() == [3, 1]


def test_of_no_customers_nobody_is_expected(customers):
    assert expected_frequencies(fit_of("bg_nbd"), customers([], [], [])).tolist() == [0.0] * 8


def test_a_failed_fit_expects_nan(calibration):
    failed = no_fit("pareto_nbd", pareto_nbd.PARAMETERS, "for the test", 0)
    assert np.isnan(expected_frequencies(failed, calibration)).all()
