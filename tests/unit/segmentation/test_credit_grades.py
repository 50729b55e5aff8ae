import numpy as np
import pyarrow as pa
import pytest
from pydantic import ValidationError

from hooper.foundation.errors import InputError
from hooper.segmentation import credit_grades
from hooper.segmentation.credit_grades import CreditGradesSettings
from hooper.segmentation.payment_record import payment_record
from tests.unit.segmentation.customers_by_spend import END_DAYS, by_label, customers_by_spend

NOT_PAID = np.nan


def records(n_customers, *payments):
    """Return customers with payments, each (customer, due day, day of payment, amount)."""
    columns = zip(*payments, strict=True)
    names = ("customer_id", "due_days", "paid_days", "amount")
    told = {name: np.array(column, float) for name, column in zip(names, columns, strict=True)}
    told["customer_id"] = told["customer_id"].astype(np.uint64)
    return customers_by_spend(np.arange(1.0, 1.0 + n_customers), payments=pa.table(told))


def grades(*late_days):
    """Return the grades of customers who have paid one bill each so many days late."""
    told = records(len(late_days), *((k, 5.0, 5.0 + late, 10.0) for k, late in enumerate(late_days)))
    return by_label(credit_grades.assign(told, CreditGradesSettings()))


def test_the_usual_delays_of_the_five_grades_are_told_apart():
    assert grades(0.0, 5.0, 15.0, 40.0, 60.0) == ["best", "better", "average", "poor", "none"]


def test_who_pays_early_is_not_late_and_a_delay_at_a_cut_is_on_the_better_side():
    assert grades(-4.0, 2.5, 10.0, 27.5, 50.0) == ["best", "best", "better", "average", "poor"]


def test_delays_are_weighted_by_amount():
    told = records(1, (0, 5.0, 5.0, 30.0), (0, 5.0, 25.0, 10.0))
    assert payment_record(told).days_late.tolist() == [5.0]


def test_what_is_not_paid_is_late_since_it_was_due_and_lost_after_ninety_days():
    told = records(2, (0, END_DAYS - 20.0, NOT_PAID, 10.0), (1, 1.0, NOT_PAID, 10.0), (1, 5.0, 5.0, 990.0))
    record = payment_record(told)
    assert record.days_late.tolist() == pytest.approx([20.0, 0.99])
    assert record.defaulted_share.tolist() == [0.0, 0.01]


def test_the_worse_of_delay_and_default_counts():
    told = records(2, (0, 1.0, NOT_PAID, 10.0), (0, 5.0, 5.0, 990.0), (1, 5.0, 6.0, 9.0))
    assert by_label(credit_grades.assign(told, CreditGradesSettings())) == ["average", "best"]


def test_who_owes_nothing_yet_or_never_did_is_unknown():
    told = records(3, (0, END_DAYS + 1.0, NOT_PAID, 10.0), (1, 5.0, 5.0, 9.0))
    assert by_label(credit_grades.assign(told, CreditGradesSettings())) == ["unknown", "best", "unknown"]


def test_what_is_paid_after_the_cut_is_not_known_to_be_paid():
    told = records(1, (0, END_DAYS - 30.0, END_DAYS + 500.0, 10.0))
    assert payment_record(told).days_late.tolist() == [30.0]


def test_a_log_without_payments_is_refused_with_who_could_supply_them():
    with pytest.raises(InputError, match="it has no payments"):
        credit_grades.assign(customers_by_spend([1.0]), CreditGradesSettings())


def test_payments_without_a_column_are_refused_by_its_name():
    payments = pa.table({"customer_id": pa.array([0], pa.uint64()), "due_days": [1.0], "amount": [2.0]})
    with pytest.raises(InputError, match="they have no paid_days"):
        payment_record(customers_by_spend([1.0], payments=payments))


@pytest.mark.parametrize("cuts", [(1.0, 1.0, 2.0, 3.0), (-1.0, 0.0, 1.0, 2.0)])
def test_cuts_that_do_not_rise_from_zero_are_refused(cuts):
    with pytest.raises(ValidationError):
        CreditGradesSettings(days_late_cuts=cuts)
