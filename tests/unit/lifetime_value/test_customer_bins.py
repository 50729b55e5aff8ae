import numpy as np
import pytest

from hooper.lifetime_value import bg_nbd, pareto_nbd
from hooper.lifetime_value.customer_bins import by_frequency, by_silence
from hooper.lifetime_value.holdout import holdout_purchases

HOLDOUT_WEEKS = 39.0


def test_the_frequencies_of_cdnow_are_those_published(calibration):
    """Fader, Hardie and Lee (2005), figure 2."""
    bins = by_frequency(calibration)
    assert bins.labels == ("0", "1", "2", "3", "4", "5", "6", "7+")
    assert bins.customers.tolist() == [1411, 439, 214, 100, 62, 38, 29, 64]


def test_the_conditional_expectations_of_cdnow_are_those_published(cdnow, calibration):
    """BTYD walkthrough: actual mean of the holdout by frequency, and that of the Pareto/NBD."""
    bins = by_frequency(calibration)
    actual = bins.mean(holdout_purchases(calibration, cdnow))
    published = [0.2367116, 0.6970387, 1.392523, 1.56, 2.532258, 2.947368, 3.862069, 6.359375]
    assert actual == pytest.approx(published, rel=1e-6)
    parameters = pareto_nbd.fit(calibration).parameters
    predicted = pareto_nbd.conditional_expected_transactions(parameters, calibration, HOLDOUT_WEEKS)
    published = [0.1384667, 0.5995607, 1.195989, 1.714114, 2.398545, 2.907467, 3.818906, 6.403484]
    assert bins.mean(predicted) == pytest.approx(published, rel=1e-3)


@pytest.mark.parametrize("sort", [by_frequency, by_silence])
def test_bins_weigh_up_to_the_mean_over_all_customers(sort, cdnow, calibration, purchase_fit):
    bins = sort(calibration)
    predicted = bg_nbd.conditional_expected_transactions(purchase_fit.parameters, calibration, HOLDOUT_WEEKS)
    assert bins.customers.sum() == calibration.n_customers
    assert bins.customers @ bins.mean(predicted) == pytest.approx(predicted.sum(), rel=1e-12)


def test_silence_runs_from_the_last_purchase_to_the_cut(customers):
    summary = customers([0, 1, 2, 1], [0.0, 6.0, 9.5, 10.0], [9.0, 8.0, 10.0, 10.0])
    bins = by_silence(summary, width=2.0, n_bins=4)
    assert bins.labels == ("0\N{EN DASH}2", "2\N{EN DASH}4", "4\N{EN DASH}6", "6+")
    assert bins.of_customer.tolist() == [3, 1, 0, 0]


def test_silence_of_whole_weeks_counted_in_days_falls_into_the_bin_that_begins_there(customers):
    days = np.arange(7, 280)
    summary = customers(np.ones(days.size), days / 7.0, (days + 28) / 7.0)
    assert set(by_silence(summary, width=4.0).of_customer.tolist()) == {1}


def test_a_bin_of_nobody_has_no_mean(customers):
    bins = by_frequency(customers([0, 2], [0.0, 3.0], [5.0, 5.0]), highest=2)
    assert bins.customers.tolist() == [1, 0, 1]
    assert np.isnan(bins.mean(np.array([1.0, 2.0]))[1])


def test_no_customer_at_all_gives_empty_bins(customers):
    none = customers([], [], [])
    assert by_frequency(none).customers.tolist() == [0] * 8
    assert by_silence(none).customers.tolist() == [0] * 10
