from dataclasses import replace

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.lifetime_value import bg_nbd, catalogue, gamma_gamma, pareto_nbd
from hooper.lifetime_value.customer_lifetime_value import customer_lifetime_value
from hooper.lifetime_value.discounted_transactions import discounted_transactions
from hooper.lifetime_value.fit import no_fit
from hooper.lifetime_value.parameter_draws import standard_normals

SEVEN = len(bg_nbd.PARAMETERS) + len(gamma_gamma.PARAMETERS)
NO_DRAWS = np.empty((0, SEVEN))


@pytest.fixture(scope="module")
def valued(purchase_fit, spend_fit, calibration):
    return customer_lifetime_value(purchase_fit, spend_fit, calibration, standard_normals(1, 200, SEVEN))


def test_the_value_is_margin_times_spend_times_discounted_purchases(purchase_fit, spend_fit, calibration):
    few = calibration.take(np.arange(40))
    value = customer_lifetime_value(
        purchase_fit, spend_fit, few, NO_DRAWS, horizon_weeks=8, discount_rate_per_year=0.5, margin=0.25
    )
    within = [
        bg_nbd.conditional_expected_transactions(purchase_fit.parameters, few, float(week))
        for week in range(9)
    ]
    factors = 1.5 ** (-(np.arange(8) + 0.5) * 7 / 365.25)
    purchases = sum(f * (late - early) for f, early, late in zip(factors, within, within[1:], strict=False))
    spend = gamma_gamma.expected_spend(spend_fit.parameters, few)
    assert value.value == pytest.approx(0.25 * spend * purchases, rel=1e-9)
    assert value.total == pytest.approx(value.value.sum())


def test_without_discount_the_purchases_are_the_expected_ones(purchase_fit, spend_fit, calibration):
    value = customer_lifetime_value(
        purchase_fit, spend_fit, calibration, NO_DRAWS, discount_rate_per_year=0.0
    )
    expected = bg_nbd.conditional_expected_transactions(purchase_fit.parameters, calibration, 52.0)
    assert value.discounted_purchases == pytest.approx(expected, rel=1e-12)


def test_the_unit_of_the_summary_does_not_change_the_value(calibration, spend_fit, valued):
    days = replace(calibration, recency=calibration.recency * 7, age=calibration.age * 7, unit_days=1.0)
    value = customer_lifetime_value(bg_nbd.fit(days), spend_fit, days, NO_DRAWS)
    assert value.total == pytest.approx(valued.total, rel=1e-6)


def test_discounting_and_a_shorter_horizon_lower_the_value(purchase_fit, spend_fit, calibration, valued):
    arguments = (purchase_fit, spend_fit, calibration, NO_DRAWS)
    assert customer_lifetime_value(*arguments, discount_rate_per_year=0.2).total < valued.total
    assert customer_lifetime_value(*arguments, horizon_weeks=26).total < valued.total


def test_without_end_the_purchases_are_the_discounted_residual_ones(purchase_fit, spend_fit, calibration):
    few = calibration.take(np.arange(40))
    value = customer_lifetime_value(
        purchase_fit, spend_fit, few, NO_DRAWS, horizon_weeks=np.inf, discount_rate_per_year=0.15
    )
    model = catalogue.purchase_model("bg_nbd")
    expected = discounted_transactions(model, purchase_fit.parameters, few, 0.15)
    assert value.discounted_purchases == pytest.approx(expected, rel=1e-12)


def test_intervals_hold_the_value(valued):
    assert valued.status == "ok"
    assert valued.total_low < valued.total < valued.total_high
    assert ((valued.low <= valued.value) & (valued.value <= valued.high)).mean() > 0.99


def test_the_interval_of_the_total_is_as_wide_as_linear_theory_says(purchase_fit, spend_fit, calibration):
    some = calibration.take(np.arange(0, 2357, 20))

    def value(normals):
        return customer_lifetime_value(purchase_fit, spend_fit, some, normals)

    drawn = value(standard_normals(1, 2000, SEVEN))
    moved = [value(0.01 * unit[np.newaxis]).total_low for unit in np.eye(SEVEN)]
    standard_error = np.linalg.norm((np.array(moved) - drawn.total) / 0.01)
    # The width from 2,000 draws has a standard error of 2.5 %; linear theory is off by about as much.
    assert drawn.total_high - drawn.total_low == pytest.approx(2 * 1.96 * standard_error, rel=0.1)


def test_the_same_normals_give_the_same_intervals(purchase_fit, spend_fit, calibration, valued):
    normals = standard_normals(1, 200, SEVEN)
    again = customer_lifetime_value(purchase_fit, spend_fit, calibration, normals)
    assert np.array_equal(again.low, valued.low)
    assert (again.total_low, again.total_high) == (valued.total_low, valued.total_high)


def test_customers_come_out_in_the_order_of_the_summary(purchase_fit, spend_fit, calibration, valued):
    backwards = calibration.take(np.arange(2357)[::-1])
    value = customer_lifetime_value(purchase_fit, spend_fit, backwards, NO_DRAWS)
    assert np.array_equal(value.customer_id[::-1], valued.customer_id)
    assert value.value[::-1] == pytest.approx(valued.value, rel=1e-12)


def test_a_failed_fit_gives_no_value_and_says_why(spend_fit, calibration):
    failed = no_fit("bg_nbd", bg_nbd.PARAMETERS, "no data", 2357)
    value = customer_lifetime_value(failed, spend_fit, calibration, standard_normals(1, 3, SEVEN))
    assert (value.status, value.reason) == ("failed", "bg_nbd: no data")
    assert np.isnan([value.total, value.total_low, value.total_high]).all()
    assert np.isnan(value.value).all()


def test_a_mean_amount_that_does_not_exist_is_not_called_ok(purchase_fit, spend_fit, calibration):
    heavy = replace(spend_fit, parameters={"p": 2.0, "q": 0.9, "v": 10.0})
    value = customer_lifetime_value(purchase_fit, heavy, calibration, NO_DRAWS)
    assert (value.status, value.total) == ("failed", np.inf)
    assert "infinite" in value.reason


def test_the_table_has_one_row_a_customer(valued):
    table = valued.to_table()
    assert table.num_rows == 2357
    assert table.column_names[0] == "customer_id"
    assert table["value"].to_numpy() == pytest.approx(valued.value)


def test_with_another_model_of_purchases_the_values_are_its_own(spend_fit, calibration, valued):
    fit = pareto_nbd.fit(calibration)
    other = customer_lifetime_value(fit, spend_fit, calibration, NO_DRAWS)
    alive = pareto_nbd.probability_alive(fit.parameters, calibration)
    np.testing.assert_array_equal(other.probability_alive, alive)
    assert other.status == "ok"
    assert other.total == pytest.approx(valued.total, rel=0.1), "the two models agree about CDNOW"
    assert other.total != valued.total


def test_two_fits_of_one_kind_are_refused(purchase_fit, spend_fit, calibration):
    with pytest.raises(InputError, match="'gamma_gamma' is no model of purchases"):
        customer_lifetime_value(spend_fit, spend_fit, calibration, NO_DRAWS)
    with pytest.raises(InputError, match="'bg_nbd' is no model of spend"):
        customer_lifetime_value(purchase_fit, purchase_fit, calibration, NO_DRAWS)
