"""From a log to a panel: first purchases open, all have one calendar, and no period is half seen."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from hooper.foundation.errors import InputError
from hooper.history.calendar import end_of_day
from hooper.history.observed import CONTACTS, TRANSACTIONS, Observed
from hooper.history.read_log import read_log
from hooper.lifetime_value.hidden_markov.observed_panel import panel_of_log
from hooper.lifetime_value.hidden_markov.period_covariates import (
    PeriodCovariates,
    contacts_of,
    no_covariates,
)

WEEK = 7.0


def log_of(purchases, end_days=28.0, contacts=()):
    """A log of (customer, day) with (customer, period) contacts."""
    customer, days = zip(*sorted(purchases), strict=True)
    table = pa.table(
        {"customer_id": customer, "time_days": days, "amount": [1.0] * len(days)}, schema=TRANSACTIONS
    )
    who, period = zip(*contacts, strict=True) if contacts else ((), ())
    rows = {"customer_id": who, "period": period, "lever": [0] * len(who), "cost": [1.0] * len(who)}
    return Observed(table, end_days, others={"contacts": pa.table(rows, schema=CONTACTS)})


def panel_of(observed, covariates=None, cut_days=None, period_days=WEEK):
    return panel_of_log(observed, covariates or no_covariates(), period_days, cut_days)


def test_the_first_purchase_and_the_rest_of_its_period_are_not_counted():
    seen = panel_of(log_of([(1, 2.5), (1, 6.9), (1, 7.0), (1, 27.9)]))
    assert seen.first_period.tolist() == [1]
    assert seen.panel.purchases.tolist() == [1, 0, 1]


def test_a_period_that_is_not_over_at_the_cut_is_left_out_and_the_end_belongs_to_the_next():
    seen = panel_of(log_of([(1, 0.5), (1, 14.0), (1, 20.5), (1, 21.0)]), cut_days=22.0)
    assert (seen.end_period, seen.panel.purchases.tolist()) == (3, [0, 2])
    assert seen.seen_until_days == seen.cut_days == 22.0


def test_who_comes_too_late_for_a_whole_period_is_left_out_and_counted():
    seen = panel_of(log_of([(1, 0.5), (2, 21.5), (3, 13.0), (3, 15.5), (3, 22.0)]))
    assert seen.customer_id.tolist() == [1, 3]
    assert seen.n_too_late == 1
    assert seen.panel.purchases.tolist() == [0, 0, 0, 1, 1]
    assert seen.panel.n_periods.tolist() == [3, 2]


def test_everybody_too_late_is_an_empty_panel():
    seen = panel_of(log_of([(1, 21.5), (2, 22.5)]))
    assert (seen.panel.n_customers, seen.n_too_late) == (0, 2)


def test_purchases_of_one_day_count_once():
    seen = panel_of(log_of([(1, 0.5), (1, 8.25), (1, 8.75), (1, 9.0)]))
    assert seen.panel.purchases.tolist() == [2, 0, 0]


@pytest.mark.parametrize("period_days", [7.0, 30.4375, 1.0, 7.3])
def test_every_purchase_is_in_the_period_in_which_it_lies(period_days):
    generator = np.random.default_rng(1)
    bought = zip(
        generator.integers(0, 30, 2000).tolist(), generator.uniform(0.0, 400.0, 2000).tolist(), strict=True
    )
    observed = log_of(list(bought), end_days=400.0)
    seen = panel_of(observed, period_days=period_days)
    customer, days = observed.column("customer_id"), observed.column("time_days")
    expected = []
    for who, first in zip(seen.customer_id, seen.first_period, strict=True):
        own = np.unique(np.floor(days[customer == who]), return_index=True)[1]
        lies = np.floor(days[customer == who][own] / period_days)
        expected += [int((lies == period).sum()) for period in range(first, seen.end_period)]
    assert seen.panel.purchases.tolist() == expected


def test_cdnow_until_the_end_of_september_has_thirty_nine_weeks():
    observed, _ = read_log("example:cdnow")
    seen = panel_of(observed, cut_days=end_of_day(observed, date(1997, 9, 30)))
    assert seen.end_period == 39
    assert (seen.panel.n_customers, seen.n_too_late) == (2357, 0)
    assert seen.panel.n_periods.max() == 38


def test_a_log_with_times_sees_the_day_of_the_cut_to_its_end():
    rows = {"customer": ["a", "a"], "date": ["2020-01-01 10:00", "2020-01-28 23:00"], "amount": [1.0, 1.0]}
    observed, _ = read_log(pa.table(rows))
    seen = panel_of(observed, cut_days=end_of_day(observed, date(2020, 1, 28)))
    assert seen.panel.purchases.tolist() == [0, 0, 1]


def test_contacts_stand_in_the_period_that_they_open_and_add_up():
    observed = log_of([(1, 0.5), (2, 0.5)], contacts=[(2, 1), (2, 3), (2, 3), (1, 0), (9, 2)])
    seen = panel_of(observed, contacts_of(observed, WEEK))
    assert seen.panel.covariate_names == ("contacts",)
    assert seen.panel.covariates[:, 0].tolist() == [0.0, 0.0, 0.0, 1.0, 0.0, 2.0]


def test_contacts_after_the_cut_are_known_for_the_periods_to_come():
    observed = log_of([(1, 0.5), (2, 0.5)], contacts=[(2, 1), (2, 3), (1, 2)])
    seen = panel_of(observed, contacts_of(observed, WEEK), cut_days=15.0)
    assert seen.end_period == 2
    assert seen.covariates_to_come(2)[..., 0].tolist() == [[1.0, 0.0], [0.0, 1.0]]


def test_without_contacts_there_are_no_covariates():
    observed = log_of([(1, 0.5)])
    assert contacts_of(observed, WEEK).names == ()
    assert panel_of(observed).covariates_to_come(3).shape == (1, 3, 0)


def test_contacts_numbered_in_other_periods_are_noticed():
    observed = log_of([(1, 0.5)], contacts=[(1, 3)])
    with pytest.raises(InputError, match="unit in which the history was simulated"):
        contacts_of(observed, 30.0)


def test_rows_of_any_order_and_of_unknown_customers_are_put_in_place():
    happened = PeriodCovariates(
        ("a", "b"),
        np.array([7, 3, 7, 5], np.uint64),
        np.array([4, 1, 2, 2]),
        np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]]),
    )
    spread = happened.spread_over(np.array([3, 7], np.uint64), np.array([1, 3]), np.array([2, 2]))
    assert spread.tolist() == [[3.0, 4.0], [0.0, 0.0], [0.0, 0.0], [1.0, 2.0]]


@pytest.mark.parametrize(("period_days", "told"), [(0.5, "is 0.5"), (29.0, "no period of 29 days is over")])
def test_periods_that_the_log_cannot_have_are_refused(period_days, told):
    with pytest.raises(InputError, match=told):
        panel_of(log_of([(1, 0.5)]), period_days=period_days)


@pytest.mark.parametrize("name", ["rate", "gap_0", "threshold", "entry"])
def test_a_covariate_named_like_a_parameter_is_refused(name):
    happened = PeriodCovariates((name,), np.array([1], np.uint64), np.array([1]), np.ones((1, 1)))
    with pytest.raises(InputError, match="name of a parameter already"):
        panel_of(log_of([(1, 0.5)]), happened)
