"""The money that is lost by choosing customers by an estimate."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hooper.comparison.targeting_regret import (
    Treatment,
    targeting_regret,
    treatment_that_pays_on_average,
)

TRUE = np.array([0.0, 0.0, 2.0, 4.0, 14.0])
PAYS_ABOVE_4 = Treatment(added_share=0.5, cost=2.0, budget_share=0.4)

values = arrays(np.float64, 12, elements=st.integers(0, 9).map(float))


def test_the_truth_treats_those_who_pay_and_loses_nothing():
    found = targeting_regret(TRUE, TRUE, PAYS_ABOVE_4)
    assert (found.treated, found.gain, found.regret, found.regret_share) == (1, 5.0, 0.0, 0.0)


def test_who_overrates_treats_customers_who_do_not_pay():
    found = targeting_regret(3.0 * TRUE, TRUE, PAYS_ABOVE_4)
    assert (found.treated, found.gain) == (2, 5.0), "the fourth just pays: two treatments are in the budget"
    assert targeting_regret(TRUE[::-1] + 9.0, TRUE, PAYS_ABOVE_4).gain == -4.0
    assert targeting_regret(TRUE[::-1] + 9.0, TRUE, PAYS_ABOVE_4).regret_share == 9.0 / 5.0


def test_who_underrates_leaves_the_money_where_it_is():
    found = targeting_regret(TRUE / 9.0, TRUE, PAYS_ABOVE_4)
    assert (found.treated, found.gain, found.regret_share) == (0, 0.0, 1.0)


def test_of_customers_with_one_estimate_lots_are_drawn():
    found = targeting_regret(np.full(5, 8.0), TRUE, PAYS_ABOVE_4)
    assert found.treated == 2
    assert found.gain == pytest.approx(2 * (0.5 * TRUE.mean() - 2.0))


def test_where_there_is_nothing_to_gain_no_share_of_it_is_lost():
    assert targeting_regret(TRUE, np.zeros(5), PAYS_ABOVE_4).regret_share is None


def test_the_usual_treatment_costs_what_it_adds_to_the_average_customer():
    usual = treatment_that_pays_on_average(TRUE)
    assert (usual.added_share, usual.budget_share) == (0.1, 0.2)
    assert usual.cost == pytest.approx(0.4)


@given(values, values)
def test_nobody_gains_more_than_who_knows_the_truth(estimated, expected):
    assert targeting_regret(estimated, expected, PAYS_ABOVE_4).regret >= -1e-12


@given(values, values, st.permutations(range(12)), st.sampled_from([0.25, 8.0]))
def test_neither_the_order_of_customers_nor_the_unit_of_money_matters(estimated, expected, order, unit):
    treatment = treatment_that_pays_on_average(expected)
    in_units = treatment_that_pays_on_average(unit * expected)
    found = targeting_regret(estimated, expected, treatment)
    other = targeting_regret(unit * estimated[order], unit * expected[order], in_units)
    assert other.treated == found.treated
    assert other.gain == pytest.approx(unit * found.gain, abs=1e-9)
