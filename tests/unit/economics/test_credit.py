"""Credit grades, what a sale to each is worth, and the check of what customers may owe."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pydantic import ValidationError

from hooper.economics.credit_exposure import check_exposure
from hooper.economics.credit_sale import break_even_margin, worth_of_credit_sale
from hooper.foundation.errors import InputError
from hooper.foundation.units import DAYS_PER_YEAR
from hooper.mechanisms.credit_grades import GRADES, CreditSettings, GradeTerms

CREDIT = CreditSettings()
n = 12
amounts = arrays(float, n, elements=st.floats(0.0, 60_000.0))
grades = arrays(np.int64, n, elements=st.integers(0, 4))


def test_a_sale_is_worth_its_two_outcomes_weighed_by_their_chance():
    """Of 1,000: with 4 % only 400 are paid, else all, 70 days later; 900 are spent now."""
    expected = (0.96 * 1000.0 + 0.04 * 400.0) * 1.1 ** (-70.0 / DAYS_PER_YEAR) - 900.0
    assert worth_of_credit_sale(1000.0, 900.0, "poor", CREDIT, 0.1) == pytest.approx(expected)


def test_for_cash_a_sale_is_worth_its_margin():
    cash = GradeTerms(payment_delay_days=0.0, default_probability=0.0, exposure_limit=60_000.0)
    assert worth_of_credit_sale(100.0, 70.0, "best", CreditSettings(best=cash), 0.1) == 30.0


@given(st.floats(0.0, 1.0))
def test_a_worse_grade_needs_a_higher_margin(rate):
    margins = [break_even_margin(grade, CREDIT, rate) for grade in GRADES]
    assert margins == sorted(margins)
    assert margins[0] < margins[-1]


@pytest.mark.parametrize("grade", GRADES)
def test_at_the_break_even_margin_a_sale_is_worth_nothing(grade):
    margin = break_even_margin(grade, CREDIT, 0.1)
    assert worth_of_credit_sale(500.0, 500.0 * (1.0 - margin), grade, CREDIT, 0.1) == pytest.approx(
        0.0, abs=1e-9
    )


@pytest.mark.parametrize("name", ["amount", "cost", "rate_per_year"])
def test_a_sale_below_zero_is_told(name):
    numbers = {"amount": 1.0, "cost": 1.0, "rate_per_year": 0.1, name: -1.0}
    with pytest.raises(InputError, match=name):
        worth_of_credit_sale(numbers["amount"], numbers["cost"], "best", CREDIT, numbers["rate_per_year"])


@given(amounts, amounts, grades)
def test_nobody_is_taken_above_the_limit_and_what_is_refused_is_counted(owed, requested, grade):
    check = check_exposure(owed, requested, grade, CREDIT)
    limit = CREDIT.limits()[grade]
    assert (check.exposure <= np.maximum(limit, owed)).all()
    assert check.exposure + check.refused_amount == pytest.approx(owed + requested)
    assert (check.refused_amount[~check.is_granted] > 0.0).all()
    assert check.refusals == sum(check.refusals_by_grade(grade).values()) == (~check.is_granted).sum()


@given(amounts, amounts, grades)
def test_a_better_grade_is_refused_no_more_often(owed, requested, grade):
    better = check_exposure(owed, requested, np.maximum(grade - 1, 0), CREDIT)
    assert (better.is_granted | ~check_exposure(owed, requested, grade, CREDIT).is_granted).all()


def test_up_to_the_limit_and_no_cent_above():
    poor = np.full(2, GRADES.index("poor"))
    check = check_exposure(np.full(2, 1500.0), np.array([500.0, 500.01]), poor, CREDIT)
    assert check.is_granted.tolist() == [True, False]
    assert check.refusals_by_grade(poor) == {"best": 0, "better": 0, "average": 0, "poor": 1, "none": 0}


def test_who_has_no_grade_gets_no_credit_and_who_asks_for_nothing_is_not_refused():
    check = check_exposure(np.array([0.0, 900.0]), np.array([1.0, 0.0]), np.array([4, 4]), CREDIT)
    assert check.is_granted.tolist() == [False, True]


def test_amounts_grades_and_lengths_that_are_wrong_are_told():
    with pytest.raises(InputError) as caught:
        check_exposure(np.array([-1.0]), np.array([-2.0]), np.array([5]), CREDIT)
    assert [fault.where for fault in caught.value.faults] == ["owed", "requested", "grade"]
    with pytest.raises(InputError, match="one number a customer"):
        check_exposure(np.zeros(2), np.zeros(1), np.zeros(2, int), CREDIT)


@pytest.mark.parametrize(
    ("changed", "value"),
    [("payment_delay_days", 90.0), ("default_probability", 0.5), ("exposure_limit", 10.0)],
)
def test_grades_that_are_not_in_order_are_told(changed, value):
    best = CREDIT.best.model_copy(update={changed: value})
    with pytest.raises(ValidationError, match=f"{changed} of grade best is worse than of grade better"):
        CreditSettings(best=best)


def test_a_chance_above_one_is_told():
    with pytest.raises(ValidationError, match="default_probability"):
        GradeTerms(payment_delay_days=30.0, default_probability=1.2, exposure_limit=0.0)
