import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.lifetime_value.hidden_markov.purchase_counts import count_purchases
from hooper.lifetime_value.hidden_markov.purchase_panel import PurchasePanel
from tests.unit.lifetime_value.hidden_markov.panels import panel_of

RIGHT = {
    "purchases": np.array([0, 2, 1]),
    "covariates": np.zeros((3, 1)),
    "covariate_names": ("contacts",),
    "customer_bounds": np.array([0, 2, 3]),
}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"purchases": np.array([0, -2, 1])}, "row 1 has -2"),
        ({"purchases": np.zeros(3)}, "type float64"),
        ({"customer_bounds": np.array([1, 3])}, "do not begin with 0"),
        ({"customer_bounds": np.array([0, 2])}, "end at 2"),
        ({"customer_bounds": np.array([0, 0, 3])}, "customer 0 has no period"),
        ({"covariates": np.zeros((3, 2))}, r"shape \(3, 2\)"),
        ({"covariates": np.array([[0.0], [np.nan], [0.0]])}, "contacts is nan in row 1"),
        ({"covariates": np.zeros((3, 2)), "covariate_names": ("a", "a")}, "stands twice"),
    ],
)
def test_what_contradicts_itself_is_refused_and_told(changes, told):
    with pytest.raises(InputError, match=told):
        PurchasePanel(**(RIGHT | changes))


def test_all_faults_are_told_at_once():
    with pytest.raises(InputError) as caught:
        PurchasePanel(**(RIGHT | {"purchases": np.array([0, -2, 1]), "covariates": np.zeros((2, 1))}))
    assert [fault.where for fault in caught.value.faults] == ["purchases", "covariates"]


def test_a_panel_cannot_be_changed_and_leaves_the_callers_arrays_as_they_were():
    purchases = RIGHT["purchases"].copy()
    panel = PurchasePanel(**(RIGHT | {"purchases": purchases}))
    with pytest.raises(ValueError, match="read-only"):
        panel.purchases[0] = 1
    purchases[0] = 1


def test_customers_are_taken_with_all_their_rows():
    panel = panel_of([3, 1, 4])
    some = panel.take(np.array([2, 0]))
    assert some.purchases.tolist() == [*panel.purchases[4:], *panel.purchases[:3]]
    assert np.array_equal(some.covariates, np.concatenate((panel.covariates[4:], panel.covariates[:3])))
    assert some.customer_bounds.tolist() == [0, 4, 7]


def test_a_period_cut_short_is_left_out_with_its_purchases():
    customer, days = np.array([0, 0, 0, 1]), np.array([0.0, 6.9, 14.5, 8.0])
    purchases, periods = count_purchases(customer, days, np.array([0.0, 8.0]), 20.0, 7.0)
    assert purchases.tolist() == [2, 0, 1]
    assert periods.tolist() == [2, 1]


def test_who_has_no_whole_period_or_buys_before_the_entry_is_told():
    with pytest.raises(InputError) as caught:
        count_purchases(np.array([1]), np.array([2.0]), np.array([18.0, 3.0]), 20.0, 7.0)
    assert [fault.where for fault in caught.value.faults] == ["entry_days", "time_days"]
