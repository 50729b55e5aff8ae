from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.foundation.errors import InputError
from hooper.history.customer_summary import summarise
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.history.repeat_purchases import cumulative_repeat_purchases
from hooper.lifetime_value import bg_nbd, catalogue, mbg_nbd, pareto_nbd
from hooper.lifetime_value.fit import no_fit
from hooper.lifetime_value.holdout import holdout_purchases
from hooper.lifetime_value.tracking import expected_repeat_purchases, track

PARAMETERS = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
BG_NBD = catalogue.purchase_model("bg_nbd")


def log(rows, end_days, origin=None):
    columns = zip(*sorted(rows), strict=True)
    table = {**dict(zip(("customer_id", "time_days"), columns, strict=True)), "amount": [1.0] * len(rows)}
    return Observed(pa.table(table, schema=TRANSACTIONS), end_days, origin)


@pytest.fixture(scope="module")
def tracking(cdnow, calibration, purchase_fit):
    return track([purchase_fit, pareto_nbd.fit(calibration), mbg_nbd.fit(calibration)], calibration, cdnow)


def test_cdnow_in_week_78_is_below_the_actual_by_the_published_shares(tracking):
    """Fader, Hardie and Lee (2005), section 4: the BG/NBD underforecasts by 4 %, the Pareto/NBD by 2 %."""
    shortfall = {name: 1.0 - made.sum() / tracking.actual.sum() for name, made in tracking.expected.items()}
    assert shortfall["bg_nbd"] == pytest.approx(0.04, abs=0.005)
    assert shortfall["pareto_nbd"] == pytest.approx(0.02, abs=0.005)


def test_the_repeat_purchases_of_cdnow_are_those_published(tracking):
    """Weeks 20 to 25: BTYD walkthrough; 1,882 in the holdout: Fader, Hardie and Lee (2005)."""
    assert np.cumsum(tracking.actual)[19:25].tolist() == [1359, 1414, 1484, 1517, 1573, 1672]
    assert (tracking.ends_days.size, tracking.n_calibration) == (78, 39)
    assert tracking.actual[tracking.n_calibration :].sum() == 1882


def test_actual_purchases_are_those_of_the_other_counts(tracking, cdnow, calibration):
    weekly = np.diff(cumulative_repeat_purchases(cdnow, 78 * 7.0))
    assert tracking.actual.tolist() == weekly.tolist()
    assert tracking.actual[:39].sum() == calibration.frequency.sum()
    assert tracking.actual[39:].sum() == holdout_purchases(calibration, cdnow).sum()


def test_the_expectation_is_the_sum_over_the_customers_one_by_one(calibration):
    until = np.array([5.0, 40.0, 272.0, 545.0])
    slow = np.zeros(until.size)
    for entry in calibration.first_time_days[:300]:
        for k, moment in enumerate(until):
            if moment > entry:
                slow[k] += bg_nbd.expected_transactions(PARAMETERS, [(moment - entry) / 7.0])[0]
    some = calibration.take(np.arange(300))
    assert expected_repeat_purchases(BG_NBD, PARAMETERS, some, until) == pytest.approx(slow, rel=1e-12)


def test_nothing_is_expected_of_those_who_have_not_entered(customers):
    late = customers([0, 0], [0.0, 0.0], [10.0, 4.0])  # the second enters 42 days after the first
    alone = customers([0], [0.0], [10.0])
    until = np.array([7.0, 42.0, 49.0])
    both, first = (expected_repeat_purchases(BG_NBD, PARAMETERS, each, until) for each in (late, alone))
    assert both[:2] == pytest.approx(first[:2], rel=1e-12)
    assert both[2] > first[2]


def test_entries_at_moments_of_a_day_count_as_their_mean(customers):
    moments = np.array([0.1, 0.35, 0.9, 3.25, 3.75]) / 7.0
    summary = customers(np.zeros(5), np.zeros(5), 30.0 - moments)
    until = np.array([5.0, 21.0, 210.0])
    each = [
        bg_nbd.expected_transactions(PARAMETERS, (until - entry) / 7.0) for entry in summary.first_time_days
    ]
    together = expected_repeat_purchases(BG_NBD, PARAMETERS, summary, until)
    assert together == pytest.approx(np.sum(each, axis=0), rel=1e-3)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 59)), min_size=1, max_size=30))
@settings(deadline=None, derandomize=True)
def test_every_repeat_purchase_of_the_cohort_is_in_one_period(rows):
    rows = [(customer, float(day)) for customer, day in rows]
    observed = log(rows, end_days=59.0)
    cut = max(29.0, min(day for _, day in rows))
    summary = summarise(observed, cut_days=cut)
    tracking = track([], summary, observed, period_days=10.0)
    later = holdout_purchases(summary, observed)
    assert tracking.actual.sum() == summary.frequency.sum() + later.sum()
    assert tracking.ends_days.tolist() == [9.0, 19.0, 29.0, 39.0, 49.0, 59.0]


def test_a_log_with_times_of_day_has_periods_that_end_at_midnight():
    observed = log([(0, 0.5), (0, 6.9), (0, 7.1), (0, 20.5)], end_days=21.0)
    tracking = track([], summarise(observed, cut_days=14.0), observed)
    assert tracking.ends_days.tolist() == [7.0, 14.0, 21.0]
    assert tracking.actual.tolist() == [1, 1, 1]
    assert tracking.n_calibration == 2


def test_a_period_that_the_log_does_not_cover_is_left_out():
    observed = log([(0, 0.0), (0, 15.0)], end_days=15.0)
    assert track([], summarise(observed), observed).ends_days.tolist() == [6.0, 13.0]


def test_a_log_shorter_than_a_period_is_refused():
    observed = log([(0, 0.0), (0, 3.0)], end_days=3.0, origin=date(2020, 1, 1))
    with pytest.raises(InputError, match="shorter than 7 days"):
        track([], summarise(observed), observed)


def test_a_failed_fit_expects_nan_and_nothing_else(cdnow, calibration, purchase_fit):
    failed = no_fit("pareto_nbd", pareto_nbd.PARAMETERS, "for the test", 0)
    expected = track([purchase_fit, failed], calibration, cdnow).expected
    assert np.isnan(expected["pareto_nbd"]).all()
    assert np.isfinite(expected["bg_nbd"]).all()


def test_a_model_of_spend_cannot_be_tracked(cdnow, calibration):
    of_spend = no_fit("gamma_gamma", ("p", "q", "v"), "for the test", 0)
    with pytest.raises(InputError, match="no model of purchases"):
        track([of_spend], calibration, cdnow)
