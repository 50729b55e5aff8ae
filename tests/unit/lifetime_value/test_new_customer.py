import math

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.lifetime_value import bg_nbd, catalogue, gamma_gamma, lognormal_spend, mbg_nbd, pareto_nbd
from hooper.lifetime_value.customer_lifetime_value import customer_lifetime_value
from hooper.lifetime_value.new_customer import new_customer, new_customer_value
from hooper.lifetime_value.parameter_draws import standard_normals

SEVEN = standard_normals(1, 100, 7)


@pytest.mark.parametrize("module", [bg_nbd, mbg_nbd, pareto_nbd])
def test_what_is_expected_of_one_who_has_just_come_is_what_is_expected_of_a_new_one(module, calibration):
    parameters = module.fit(calibration).parameters
    of_the_row = module.conditional_expected_transactions(parameters, new_customer(), 52.0)
    assert of_the_row == pytest.approx(module.expected_transactions(parameters, [52.0]), rel=1e-11)


def test_a_new_one_is_valued_as_other_customers_are(purchase_fit, spend_fit):
    as_row = customer_lifetime_value(purchase_fit, spend_fit, new_customer(), SEVEN)
    worth = new_customer_value(purchase_fit, spend_fit, SEVEN)
    # Discounted from the middle of each week there, and continuously here.
    as_row_too = as_row.total, as_row.total_low, as_row.total_high
    assert worth.later_purchases == pytest.approx(as_row_too, rel=1e-5)


def test_the_first_purchase_is_one_mean_amount(purchase_fit, spend_fit):
    worth = new_customer_value(purchase_fit, spend_fit, SEVEN, margin=0.25)
    p, q, v = (spend_fit.parameters[name] for name in gamma_gamma.PARAMETERS)
    first = worth.with_first_purchase.value - worth.later_purchases.value
    assert first == pytest.approx(0.25 * p * v / (q - 1.0))
    assert worth.with_first_purchase.low < worth.with_first_purchase.value < worth.with_first_purchase.high


def test_a_longer_horizon_is_worth_more_and_an_endless_one_most(purchase_fit, spend_fit):
    values = [
        new_customer_value(purchase_fit, spend_fit, SEVEN[:0], horizon_weeks=weeks).later_purchases.value
        for weeks in (26.0, 52.0, 520.0, 1e5, math.inf)
    ]
    assert (np.diff(values) > 0.0).all() or values[-2] == pytest.approx(values[-1])
    assert values[0] < values[1] < values[2] < values[3]


def test_the_model_of_spend_may_be_another(purchase_fit, cdnow, calibration):
    fit = lognormal_spend.fit(catalogue.spend_model("lognormal_spend").summarise(cdnow, calibration.cut_days))
    worth = new_customer_value(purchase_fit, fit, SEVEN)
    median, sigma, tau = (fit.parameters[name] for name in lognormal_spend.PARAMETERS)
    first = worth.with_first_purchase.value - worth.later_purchases.value
    assert first == pytest.approx(0.3 * median * math.exp((sigma**2 + tau**2) / 2.0))


def test_in_days_the_value_is_the_same(spend_fit, purchase_fit):
    weekly = new_customer_value(purchase_fit, spend_fit, SEVEN[:0]).later_purchases.value
    alpha = {"alpha": 7.0 * purchase_fit.parameters["alpha"]}
    in_days = type(purchase_fit)(**{**vars(purchase_fit), "parameters": purchase_fit.parameters | alpha})
    daily = new_customer_value(in_days, spend_fit, SEVEN[:0], unit_days=1.0).later_purchases.value
    assert daily == pytest.approx(weekly, rel=1e-11)


def test_what_cannot_be_valued_is_refused(purchase_fit, spend_fit):
    with pytest.raises(InputError, match="'gamma_gamma' is no model of purchases"):
        new_customer_value(spend_fit, spend_fit, SEVEN)
    with pytest.raises(InputError, match="has no end, and nothing is discounted"):
        new_customer_value(purchase_fit, spend_fit, SEVEN, horizon_weeks=math.inf, discount_rate_per_year=0.0)
