"""ABC, Pareto, the pyramid and the classes of management: cuts of the ranking by profit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hooper.segmentation import abc_analysis, customer_pyramid, management_classes, pareto
from hooper.segmentation.abc_analysis import AbcSettings
from hooper.segmentation.customer_pyramid import PyramidSettings
from hooper.segmentation.management_classes import ManagementClassesSettings
from hooper.segmentation.pareto import ParetoSettings
from tests.unit.segmentation.customers_by_spend import by_label, customers_by_spend, sizes

BY_RANK = [
    (abc_analysis, AbcSettings()),
    (pareto, ParetoSettings()),
    (customer_pyramid, PyramidSettings()),
    (management_classes, ManagementClassesSettings()),
]
each_by_rank = pytest.mark.parametrize(
    ("scheme", "settings"), BY_RANK, ids=[scheme.NAME for scheme, _ in BY_RANK]
)
HUNDRED = customers_by_spend(np.arange(1.0, 101.0))
money = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 4)), min_size=1, max_size=50)


def test_abc_by_hand():
    """Of 100 in all, 40 and 30 bring the first 70, 15 and 5 the next 20, and the others the last 10."""
    records = customers_by_spend([5.0, 40.0, 4.0, 30.0, 15.0, 3.0, 2.0, 1.0])
    segments = abc_analysis.assign(records, AbcSettings(margin=1.0))
    assert by_label(segments) == ["B", "A", "C", "A", "B", "C", "C", "C"]
    assert segments.cut_points == {"profit": (5.0, 30.0)}


def test_the_customer_who_passes_the_share_belongs_to_those_who_reach_it():
    assert by_label(abc_analysis.assign(customers_by_spend([95.0, 5.0]), AbcSettings())) == ["A", "C"]


def test_abc_with_other_shares():
    records = customers_by_spend([80.0, 10.0, 5.0, 3.0, 2.0])
    settings = AbcSettings(a_share=0.8, b_share=0.15)
    assert by_label(abc_analysis.assign(records, settings)) == ["A", "B", "B", "C", "C"]


def test_who_brings_nothing_or_costs_money_is_c():
    records = customers_by_spend([100.0, 0.0, 1.0], contact_costs=[0.0, 0.0, 5.0])
    assert by_label(abc_analysis.assign(records, AbcSettings())) == ["A", "C", "C"]
    nobody = customers_by_spend([1.0, 2.0], contact_costs=[5.0, 5.0])
    assert by_label(abc_analysis.assign(nobody, AbcSettings())) == ["C", "C"]


def test_pareto_by_hand():
    """One of five brings 6 of 10; the Lorenz curve runs over 0.1, 0.2, 0.3 and 0.4, so that Gini is 0.4."""
    segments = pareto.assign(customers_by_spend([1.0, 1.0, 6.0, 1.0, 1.0]), ParetoSettings())
    assert by_label(segments) == ["the rest", "the rest", "top", "the rest", "the rest"]
    assert segments.indices == pytest.approx({"share_of_profit_of_top": 0.6, "gini": 0.4})


def test_where_all_are_equal_nobody_is_on_top_and_a_fifth_brings_a_fifth():
    segments = pareto.assign(customers_by_spend([7.0] * 10), ParetoSettings())
    assert (segments.status, sizes(segments)["top"]) == ("alike", 0)
    assert segments.indices == pytest.approx({"share_of_profit_of_top": 0.2, "gini": 0.0})


def test_of_a_loss_there_are_no_shares():
    segments = pareto.assign(customers_by_spend([1.0, 2.0], contact_costs=[5.0, 5.0]), ParetoSettings())
    assert all(np.isnan(index) for index in segments.indices.values())


def test_losses_take_the_share_of_the_top_above_everything():
    records = customers_by_spend([10.0] * 5, contact_costs=[0.0, 3.5, 3.5, 3.5, 3.5])
    segments = pareto.assign(records, ParetoSettings(margin=0.3))
    assert segments.indices["share_of_profit_of_top"] == pytest.approx(3.0)


def test_the_pyramid_of_a_hundred():
    segments = customer_pyramid.assign(HUNDRED, PyramidSettings())
    assert sizes(segments) == {"lead": 20, "iron": 60, "gold": 16, "platinum": 4}
    assert segments.indices == {"share_below_zero": 0.0}
    assert by_label(segments)[-5:] == ["gold"] + ["platinum"] * 4


def test_who_costs_money_is_lead_whatever_the_rank():
    costs = np.where(np.arange(100) < 50, 1000.0, 0.0)
    segments = customer_pyramid.assign(customers_by_spend(np.arange(1.0, 101.0), costs), PyramidSettings())
    assert sizes(segments) == {"lead": 50, "iron": 30, "gold": 16, "platinum": 4}
    assert segments.indices == {"share_below_zero": 0.5}


def test_tiers_of_everybody_leave_only_losses_in_lead():
    all_in = PyramidSettings(platinum_share=0.04, gold_share=0.16, iron_share=0.8)
    assert sizes(customer_pyramid.assign(HUNDRED, all_in))["lead"] == 0
    one_loss = customers_by_spend([5.0, 4.0, 3.0], contact_costs=[0.0, 0.0, 9.0])
    assert by_label(customer_pyramid.assign(one_loss, all_in)) == ["iron", "iron", "lead"]


def test_the_classes_of_management_of_a_hundred():
    segments = management_classes.assign(HUNDRED, ManagementClassesSettings())
    assert sizes(segments) == {"ordinary": 80, "suitable": 15, "key accounts": 5}


@pytest.mark.parametrize(
    ("settings", "shares"),
    [
        (AbcSettings, {"a_share": 0.8, "b_share": 0.3}),
        (PyramidSettings, {"gold_share": 0.5}),
        (ManagementClassesSettings, {"suitable_share": 0.96}),
    ],
)
def test_shares_of_more_than_everybody_are_refused(settings, shares):
    with pytest.raises(ValidationError, match="more than all; lower one of them"):
        settings(**shares)


@pytest.mark.parametrize("share", [0.0, 1.0, -0.2])
def test_a_cut_outside_of_the_customers_is_refused(share):
    with pytest.raises(ValidationError, match="top_share"):
        ParetoSettings(top_share=share)


@each_by_rank
@given(base=money, shuffler=st.randoms(use_true_random=False))
def test_more_profit_is_never_less_and_equals_are_equals_in_any_order_and_money(
    scheme, settings, base, shuffler
):
    spend, costs = np.array(base, float).T
    records = customers_by_spend(spend, costs)
    code = scheme.assign(records, settings).code
    profit = settings.margin * spend - costs
    order = np.argsort(profit, kind="stable")
    assert (np.diff(code[order]) >= 0).all()
    assert all(np.unique(code[profit == value]).size == 1 for value in profit)
    dearer = scheme.assign(customers_by_spend(2.0 * spend, 2.0 * costs), settings)
    assert dearer.code.tolist() == code.tolist()
    shuffled = np.arange(spend.size)
    shuffler.shuffle(shuffled)
    assert scheme.assign(records.take(shuffled), settings).code.tolist() == code[shuffled].tolist()


@each_by_rank
def test_fewer_customers_than_segments_are_divided_and_said_to_be_few(scheme, settings):
    segments = scheme.assign(customers_by_spend([3.0, 9.0]), settings)
    assert segments.status == ("ok" if len(segments.labels) == 2 else "few")
    assert segments.code.size == 2
