"""What every early warning promises; a new one inherits these checks by its line in the catalogue."""

from dataclasses import replace

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.targeting import catalogue
from hooper.targeting.customer_months import customer_months
from hooper.targeting.warning_settings import WarningSettings
from tests.unit.targeting.logs import drawn_log

every_warning = pytest.mark.parametrize("warning", catalogue.WARNINGS, ids=catalogue.names())
SETTINGS = WarningSettings(horizon_weeks=8.0, given_up_after_weeks=20.0)


@pytest.fixture(scope="module")
def months():
    return customer_months(drawn_log(), SETTINGS)


def risks(warning, months):
    return warning.fit(months.known_by(months.end_days)).risk(months)


def test_names_are_unique_and_an_unknown_one_is_refused_with_the_nearest():
    assert len(set(catalogue.names())) == len(catalogue.WARNINGS)
    with pytest.raises(InputError, match=r"no 'churn_hazrd'(.|\n)*choose one of: churn_hazard"):
        catalogue.get("churn_hazrd")


@every_warning
def test_a_warning_tells_what_it_is_and_lives_in_a_module_of_its_name(warning):
    assert warning.needs
    assert warning.source
    assert catalogue.get(warning.name) is warning
    assert warning.fit.__module__.endswith(f".{warning.name}")


@every_warning
def test_risks_are_chances_that_differ_between_customers(warning, months):
    fit = warning.fit(months.known_by(months.end_days))
    risk = fit.risk(months)
    assert (fit.warning, risk.shape) == (warning.name, (months.size,))
    assert fit.status in ("ok", "boundary", "flat")
    assert fit.reason
    assert ((risk >= 0.0) & (risk <= 1.0)).all()
    assert np.unique(risk).size > 1


@every_warning
def test_the_months_are_left_as_they_were(warning, months):
    before = {name: values.tobytes() for name, values in months.signs.items()}
    risks(warning, months)
    assert {name: values.tobytes() for name, values in months.signs.items()} == before


@every_warning
def test_the_unit_of_money_changes_no_risk(warning, months):
    log = drawn_log()
    amount = log.column("amount") * 4.0
    dear = replace(log, transactions=log.transactions.set_column(2, "amount", [amount]))
    assert risks(warning, customer_months(dear, SETTINGS)) == pytest.approx(risks(warning, months), abs=1e-9)


@every_warning
def test_other_ids_change_no_customer_s_risk(warning, months):
    """A new order of the customers changes sums in their last digits only."""
    log = drawn_log()
    last = int(log.column("customer_id").max())

    def turned(table):
        other = np.uint64(last) - table["customer_id"].to_numpy()
        order = np.argsort(other, kind="stable")
        return table.set_column(0, "customer_id", [other]).take(order)

    others = {name: turned(table) for name, table in log.others.items()}
    mirrored = customer_months(replace(log, transactions=turned(log.transactions), others=others), SETTINGS)
    order = np.lexsort((months.start_days, np.uint64(last) - months.customer_id))
    assert risks(warning, mirrored) == pytest.approx(risks(warning, months)[order], abs=1e-4)


@every_warning
def test_where_nothing_can_be_learnt_the_fit_fails_with_a_reason_and_tells_no_risk(warning, months):
    nothing = [np.zeros(months.size, bool)]
    if warning.name != "probability_alive":  # which learns from purchases, and not from who fell silent
        nothing += [months.fell_silent, ~months.fell_silent]
    for chosen in nothing:
        fit = warning.fit(months.where(chosen))
        assert fit.status == "failed"
        assert fit.reason
        assert np.isnan(fit.risk(months)).all()


@every_warning
def test_a_fitted_warning_tells_risks_of_nobody(warning, months):
    fit = warning.fit(months.known_by(months.end_days))
    assert fit.risk(months.where(np.zeros(months.size, bool))).shape == (0,)
