import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.history.durations import durations_from_start
from hooper.lifetime_value.discrete_time_hazard.cumulative_incidence import cumulative_incidence, survival
from hooper.lifetime_value.discrete_time_hazard.customer_periods import customer_periods
from hooper.lifetime_value.discrete_time_hazard.hazard_model import cause_specific_hazards, fit, terms_of
from hooper.lifetime_value.discrete_time_hazard.tenure_baseline import (
    CONSTANT,
    LOG_TENURE,
    period_dummies,
    tenure_polynomial,
)
from hooper.lifetime_value.kaplan_meier import kaplan_meier
from hooper.lifetime_value.life_table import life_table
from tests.unit.lifetime_value.discrete_time_hazard.contracts_by_cause import (
    CAUSES,
    one_period,
    some_contracts,
    without_covariates,
)

NOTHING = np.zeros(0)
BY_GROUP = np.repeat([[0.0], [1.0]], [100, 80], axis=0)
# 20 of 100 leave without the discount, 32 of 80 with it.
TWO_BY_TWO = np.concatenate((np.repeat([1, 0], [20, 80]), np.repeat([1, 0], [32, 48])))


@pytest.fixture(scope="module")
def contracts():
    return some_contracts(3000)


@pytest.fixture(scope="module")
def periods(contracts):
    durations, discount = contracts
    return customer_periods(durations, CAUSES, discount, ("discount",))


def test_without_covariates_the_hazards_are_those_of_the_life_table(contracts):
    durations, _ = contracts
    periods, baseline = without_covariates(durations, CAUSES), period_dummies(7)
    found = fit(periods, baseline)
    hazards = cause_specific_hazards(found.parameters, terms_of(periods, baseline), np.arange(1, 8), NOTHING)
    later = durations_from_start(durations.duration + (durations.cause == 0), durations.cause)
    table = life_table(later, [0.0, *np.arange(1.5, 9.0)])  # who is there at the end is lost after it
    assert found.status == "ok"
    assert hazards == pytest.approx(table.hazards[:7], abs=1e-6)
    assert survival(hazards) == pytest.approx(kaplan_meier(durations).at(np.arange(1, 8)), abs=1e-6)


def test_one_covariate_of_two_values_gives_the_log_odds_ratio_with_its_textbook_error():
    """Woolf (1955): log(ad / bc), and the root of the sum of 1 over each cell."""
    found = fit(one_period(TWO_BY_TWO, BY_GROUP, ("discount",)), CONSTANT)
    assert found.status == "ok"
    assert found.parameters == pytest.approx(
        {"any:intercept": np.log(20 / 80), "any:discount": np.log(32 * 80 / (48 * 20))}, abs=1e-5
    )
    assert found.standard_errors == pytest.approx(
        {
            "any:intercept": np.sqrt(1 / 20 + 1 / 80),
            "any:discount": np.sqrt(1 / 20 + 1 / 80 + 1 / 32 + 1 / 48),
        },
        abs=1e-5,
    )
    assert found.n_customers == 180


def test_each_cause_against_staying_is_a_logit_of_its_own_table():
    """The same table with a second cause: its odds are those against staying, whatever the first one's."""
    outcome = np.concatenate((np.repeat([1, 2, 0], [20, 10, 70]), np.repeat([1, 2, 0], [32, 8, 40])))
    found = fit(one_period(outcome, BY_GROUP, ("discount",), CAUSES), CONSTANT)
    assert found.parameters["price:discount"] == pytest.approx(np.log(32 * 70 / (40 * 20)), abs=1e-4)
    assert found.parameters["service:discount"] == pytest.approx(np.log(8 * 70 / (40 * 10)), abs=1e-4)
    error = np.sqrt(1 / 10 + 1 / 70 + 1 / 8 + 1 / 40)
    assert found.standard_errors["service:discount"] == pytest.approx(error, abs=1e-4)


def test_the_truth_is_within_four_errors(periods):
    found = fit(periods, CONSTANT)
    truth = {
        "price:intercept": -2.0,
        "price:discount": 0.5,
        "service:intercept": -2.5,
        "service:discount": -0.3,
    }
    assert found.parameters.keys() == truth.keys()
    for name, value in truth.items():
        assert abs(found.parameters[name] - value) < 4.0 * found.standard_errors[name]


def test_two_causes_called_one_are_the_model_of_leaving_at_all(contracts):
    """The multinomial logit of both causes merged has the survival of the plain one."""
    durations, _ = contracts
    merged = without_covariates(durations_from_start(durations.duration, durations.has_left))
    both = without_covariates(durations, CAUSES)
    one, two = fit(merged, CONSTANT), fit(both, CONSTANT)
    of_one = cause_specific_hazards(one.parameters, terms_of(merged, CONSTANT), 1, NOTHING)
    of_two = cause_specific_hazards(two.parameters, terms_of(both, CONSTANT), 1, NOTHING)
    assert of_two.sum() == pytest.approx(of_one.sum(), abs=1e-6)


@pytest.mark.parametrize("baseline", [CONSTANT, LOG_TENURE, tenure_polynomial(2), period_dummies(7)])
def test_hazards_and_survival_add_up(periods, baseline):
    found, terms = fit(periods, baseline), terms_of(periods, baseline)
    assert found.status == "ok"
    discounts = np.array([[[-2.0]], [[0.0]], [[3.0]]])
    hazards = cause_specific_hazards(found.parameters, terms, np.arange(1, 31), discounts)
    assert hazards.shape == (3, 30, 2)
    total = survival(hazards) + cumulative_incidence(hazards).sum(axis=-1)
    assert total == pytest.approx(np.ones((3, 30)), abs=1e-12)


def test_a_model_within_another_fits_no_better(periods):
    heights = [
        fit(periods, each).log_likelihood for each in (CONSTANT, tenure_polynomial(1), period_dummies(7))
    ]
    assert heights == sorted(heights)


@settings(max_examples=10, deadline=None)
@given(st.floats(1e-3, 1e3), st.floats(-1e6, 1e6))
def test_unit_and_origin_of_a_covariate_move_its_own_coefficients_alone(unit, origin):
    outcome = TWO_BY_TWO
    one = fit(one_period(outcome, BY_GROUP, ("discount",)), CONSTANT)
    other = fit(one_period(outcome, origin + unit * BY_GROUP, ("discount",)), CONSTANT)
    assert other.status == "ok"
    assert other.log_likelihood == pytest.approx(one.log_likelihood, abs=1e-7)
    assert other.parameters["any:discount"] * unit == pytest.approx(one.parameters["any:discount"], rel=1e-5)
    assert other.standard_errors["any:discount"] * unit == pytest.approx(
        one.standard_errors["any:discount"], rel=1e-5
    )


def test_the_order_of_customers_does_not_matter(contracts):
    durations, discount = contracts
    backwards = durations_from_start(durations.duration[::-1], durations.cause[::-1])
    one = fit(customer_periods(durations, CAUSES, discount, ("discount",)), LOG_TENURE)
    other = fit(customer_periods(backwards, CAUSES, discount[::-1].copy(), ("discount",)), LOG_TENURE)
    assert one.parameters == pytest.approx(other.parameters, rel=1e-9)


SEPARATED = {
    "nobody with the discount leaves": np.concatenate((np.repeat([1, 0], [20, 80]), np.zeros(80))),
    "everybody with the discount leaves": np.concatenate((np.repeat([1, 0], [20, 80]), np.ones(80))),
    "the discount decides": np.concatenate((np.zeros(100), np.ones(80))),
    "nobody leaves": np.zeros(180),
    "everybody leaves": np.ones(180),
}


@pytest.mark.parametrize("outcome", SEPARATED.values(), ids=SEPARATED)
def test_separation_is_told(outcome):
    found = fit(one_period(outcome, BY_GROUP, ("discount",)), CONSTANT)
    assert found.status in {"boundary", "flat"}
    assert "any:discount" in found.reason or "any:intercept" in found.reason
    assert np.isfinite(list(found.parameters.values())).all()


def test_separation_by_one_covariate_leaves_the_others_out_of_the_reason():
    outcome = np.concatenate((np.repeat([1, 0], [20, 80]), np.zeros(80)))
    age = np.random.default_rng(2).normal(size=(180, 1))
    found = fit(one_period(outcome, np.hstack((age, BY_GROUP)), ("age", "discount")), CONSTANT)
    assert found.status in {"boundary", "flat"}
    assert "any:discount" in found.reason
    assert "age" not in found.reason


def test_separation_by_a_rare_value_is_told():
    """One customer in a thousand has it, and stays: the coefficient falls for ever."""
    rare = np.zeros((1000, 1))
    rare[0] = 1.0
    found = fit(one_period(np.arange(1000) % 4 == 1, rare, ("rare",)), CONSTANT)
    assert found.status in {"boundary", "flat"}
    assert "any:rare" in found.reason


def test_a_cause_that_never_comes_is_told():
    found = fit(one_period(TWO_BY_TWO, BY_GROUP, ("discount",), ("price", "service")), CONSTANT)
    assert found.status in {"boundary", "flat"}
    assert "service:intercept" in found.reason


@pytest.mark.parametrize("second", [BY_GROUP, 3.0 - 2.0 * BY_GROUP, np.ones((180, 1))])
def test_terms_that_are_sums_of_others_are_told(second):
    found = fit(one_period(TWO_BY_TWO, np.hstack((BY_GROUP, second)), ("discount", "again")), CONSTANT)
    assert found.status == "flat"
    assert "any:again" in found.reason


def test_one_customer_in_one_period_is_never_ok():
    for outcome in (0, 1):
        assert fit(without_covariates(durations_from_start([1], [outcome])), CONSTANT).status != "ok"


def test_nobody_is_a_fit_that_failed():
    found = fit(without_covariates(durations_from_start([], [])), LOG_TENURE)
    assert (found.status, found.reason) == ("failed", "there is no customer")
    assert found.parameters.keys() == {"any:intercept", "any:log_tenure"}


def test_half_who_leave_are_no_start_that_was_never_left():
    found = fit(one_period(np.arange(100) % 2, np.zeros((100, 0)), ()), CONSTANT)
    assert (found.status, found.parameters["any:intercept"]) == ("ok", pytest.approx(0.0, abs=1e-9))
