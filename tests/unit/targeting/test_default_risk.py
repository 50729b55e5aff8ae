import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.targeting.default_risk import fit_default_risk
from hooper.targeting.payment_record import Payments, PaymentTerms, payment_record

CHANCE = (0.005, 0.03, 0.15)
DAYS_LATE = (0.0, 12.0, 45.0)
NEVER = float("nan")


def sales(*rows, terms=PaymentTerms(terms_days=30.0, lost_after_days=60.0)):  # noqa: B008  # it is frozen
    who, due, paid = zip(*rows, strict=True)
    columns = (np.array(who, np.uint64), np.array(due, float), np.array(paid, float), np.ones(len(rows)))
    return Payments(terms, *columns)


def test_the_record_holds_what_was_known_on_the_day_and_no_more():
    """By hand: paid 10 days late on day 40, never paid and lost on day 90, and another's payment."""
    payments = sales((1, 30.0, 40.0), (1, 30.0, NEVER), (2, 30.0, 30.0))
    asked = np.array([39.9, 40.0, 89.9, 90.0])
    signs = payment_record(payments, np.ones(4, np.uint64), asked)
    assert signs["is_new"].tolist() == [1.0, 0.0, 0.0, 0.0]
    assert np.expm1(signs["sales_known"]) == pytest.approx([0.0, 1.0, 1.0, 2.0])
    assert np.expm1(signs["days_late"]) == pytest.approx([0.0, 10.0, 10.0, 10.0])
    assert np.exp(signs["lost_before"]) == pytest.approx([1.0, 0.5 / 1.5, 0.5 / 1.5, 1.0])


def test_what_is_paid_after_it_was_given_up_was_lost():
    assert sales((1, 30.0, 90.0), (1, 30.0, 90.1)).is_lost.tolist() == [False, True]


def drawn(customers=600, seed=1):
    """Return three kinds of customers who buy for two years, and the chance of each to default."""
    chance = np.random.default_rng(seed)
    kind = chance.integers(0, 3, customers)
    who = np.repeat(np.arange(customers), 36)
    due = np.tile(20.0 * np.arange(36), customers) + 30.0 + chance.uniform(0.0, 20.0, who.size)
    paid = due + np.array(DAYS_LATE)[kind[who]] * chance.uniform(0.5, 1.5, who.size)
    paid[chance.random(who.size) < np.array(CHANCE)[kind[who]]] = NEVER
    columns = (who.astype(np.uint64), due, np.minimum(paid, due + 59.0), np.ones(who.size))
    return Payments(PaymentTerms(lost_after_days=60.0), *columns), np.array(CHANCE)[kind]


def test_the_risks_of_customers_come_near_their_true_chances():
    """Means of 200 customers of a kind; .4 in the logarithm is 4 standard errors of the rarest default."""
    payments, true = drawn()
    model = fit_default_risk(payments, cut_days=780.0)
    assert model.fit.status == "ok"
    told = model.today(np.arange(true.size, dtype=np.uint64))
    for chance in CHANCE:
        assert np.log(told[true == chance].mean() / chance) == pytest.approx(0.0, abs=0.4)


def test_sales_whose_end_could_not_be_known_are_not_learnt_from():
    payments, _ = drawn(100)
    early = fit_default_risk(payments, cut_days=400.0)
    assert early.fit.n_rows == (payments.due_days + 60.0 <= 400.0).sum()
    before = payments.where(payments.due_days + 60.0 <= 400.0)
    again = fit_default_risk(before, cut_days=400.0)
    assert again.fit.weights == pytest.approx(early.fit.weights)


def test_without_a_default_or_without_sales_the_fit_fails_and_says_why():
    for payments in (sales((1, 30.0, 40.0)), sales((1, 30.0, 40.0)).where(np.zeros(1, bool))):
        model = fit_default_risk(payments, cut_days=500.0)
        assert model.fit.status == "failed"
        assert np.isnan(model.today(np.ones(2, np.uint64))).all()


@given(st.permutations(range(20)))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_rows_changes_no_record(order):
    payments, _ = drawn(5)
    first = payments.where(np.arange(payments.amount.size) < 20)
    other = first.where(np.array(order))
    asked = np.arange(5, dtype=np.uint64), np.full(5, 300.0)
    before, after = payment_record(first, *asked), payment_record(other, *asked)
    assert all(after[name] == pytest.approx(before[name]) for name in before)
