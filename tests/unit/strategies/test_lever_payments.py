import numpy as np

from hooper.strategies.actions import CARE, OFFER, WIN_BACK_BUNDLE
from hooper.strategies.lever_payments import LeverPayments


def test_actions_are_uses_and_gifts_are_money_alone():
    payments = LeverPayments()
    payments.note_actions(np.array([OFFER, CARE, OFFER]), np.array([1.0, 5.0, 2.0]))
    payments.note_gifts(np.array([WIN_BACK_BUNDLE]), np.array([9.0]))
    assert {name: money for name, money in payments.money.items() if money} == {
        "offer": 3.0,
        "care": 5.0,
        "win_back_bundle": 9.0,
    }
    assert {name: uses for name, uses in payments.uses.items() if uses} == {"offer": 2.0, "care": 1.0}


def test_who_takes_over_the_state_has_paid_the_same():
    payments, other = LeverPayments(), LeverPayments()
    payments.note("discount", 12.5, uses=4)
    payments.note("discount", -2.0)
    other.restore(payments.state())
    assert other == payments
    assert other.money["discount"] == 10.5
