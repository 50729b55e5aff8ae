"""A strategy that wants what there cannot be is refused by name, before anything is done."""

from dataclasses import replace
from types import SimpleNamespace
from typing import ClassVar

import numpy as np
import pytest

from hooper.foundation.errors import StrategyError
from hooper.strategies.actions import OFFER, PERSONAL_BOND, Actions, FirmLevers, on_customers
from hooper.strategies.budget import Budget, Prices
from hooper.strategies.checked_actions import decided
from hooper.strategies.draws import Draws
from hooper.strategies.true_state import hidden
from tests.small_worlds import retail, run_with

DRAWS = Draws((1, 0), 26)
BUDGET = Budget(Prices(1.5, 0.5, 1.0, 5.0, 0.0), 13)
VIEW = SimpleNamespace(summary=SimpleNamespace(n_customers=5))
GOOD = on_customers(np.array([0, 4]), OFFER, 1.0, 2.0)


class Wants:
    """Wants the same at every review, or what it is told to do."""

    name: ClassVar[str] = "wants"
    source: ClassVar[str] = "a test"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    def __init__(self, actions):
        self.actions = actions

    def decide(self, view, budget, draws):
        del budget, draws
        return self.actions(view) if callable(self.actions) else self.actions


def refused(actions, view=VIEW):
    with pytest.raises(StrategyError) as caught:
        decided(Wants(actions), view, BUDGET, DRAWS)  # pyright: ignore[reportArgumentType]
    assert {fault.where for fault in caught.value.faults} == {"strategy 'wants', period 26"}
    assert all(fault.remedy for fault in caught.value.faults)
    return [fault.problem for fault in caught.value.faults]


def test_good_actions_pass_as_they_are():
    for actions in (GOOD, Actions(), Actions(firm=FirmLevers(0.2, 3))):
        assert decided(Wants(actions), VIEW, BUDGET, DRAWS) is actions  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -0.5])
def test_strengths_and_costs_are_finite_and_not_below_zero(wrong):
    (told,) = refused(replace(GOOD, strengths=np.array([1.0, wrong])))
    assert told == f"gives {wrong} as the strength for row 4 (1 such actions)"
    (told,) = refused(replace(GOOD, costs=np.array([wrong, wrong])))
    assert told == f"gives {wrong} as the cost for row 0 (2 such actions)"


def test_an_offer_is_at_most_of_strength_one_and_other_levers_may_be_stronger():
    strong = np.array([1.0, 1.5])
    (told,) = refused(replace(GOOD, strengths=strong))
    assert told == "gives 1.5 as the strength of an offer for row 4 (1 such actions)"
    bonds = replace(GOOD, levers=np.full(2, PERSONAL_BOND), strengths=strong)
    assert decided(Wants(bonds), VIEW, BUDGET, DRAWS) is bonds  # pyright: ignore[reportArgumentType]


def test_a_strategy_that_fails_is_told_in_which_line_and_what_it_may_have_meant():
    for wanted, told in (
        (lambda view: view.summary.n_customer, "did you mean n_customers?"),
        (lambda view: BUDGET.prices.postage, "it has: "),  # pyright: ignore[reportAttributeAccessIssue]
        (lambda view: {}["segment"], "try it on a small world"),
    ):
        with pytest.raises(StrategyError) as caught:
            decided(Wants(wanted), VIEW, BUDGET, DRAWS)  # pyright: ignore[reportArgumentType]
        [fault] = caught.value.faults
        assert "`decide` fails in line " in fault.problem
        assert " of test_checked_actions.py: " in fault.problem
        assert told in fault.remedy


@pytest.mark.parametrize("row", [-1, 5, 10**12])
def test_customers_who_do_not_exist_are_not_treated(row):
    (told,) = refused(replace(GOOD, rows=np.array([0, row])))
    assert f"treats row {row}, a customer who does not exist" in told


def test_several_faults_come_at_once():
    told = refused(replace(GOOD, rows=np.array([9, 0]), levers=np.array([0, 77]), costs=np.full(2, np.nan)))
    assert len(told) == 3
    assert "pulls lever 77" in told[1]


def test_columns_are_arrays_of_one_length():
    assert "2 rows, 2 levers, 3 strengths, 2 costs" in refused(replace(GOOD, strengths=np.ones(3)))[0]
    assert "`rows` is [0, 4] of type list" in refused(replace(GOOD, rows=[0, 4]))[0]
    assert "`rows` is an array of float64" in refused(replace(GOOD, rows=np.array([0.0, 4.0])))[0]
    assert (
        "`costs` is an array of float64 with 2 dimensions" in refused(replace(GOOD, costs=np.ones((2, 1))))[0]
    )
    assert "`levers` is None of type NoneType" in refused(replace(GOOD, levers=None))[0]


@pytest.mark.parametrize(
    ("firm", "told"),
    [
        (FirmLevers(discount=1.0), "discount to 1.0"),
        (FirmLevers(discount=-0.1), "discount to -0.1"),
        (FirmLevers(discount=float("nan")), "discount to nan"),
        (FirmLevers(extra_agents=-1), "extra_agents to -1"),
        (FirmLevers(extra_agents=1.5), "extra_agents to 1.5"),
        (FirmLevers(training=1.5), "training to 1.5"),
        (FirmLevers(acquisition=-1.0), "acquisition to -1.0"),
        (FirmLevers(extra_agents="two"), "extra_agents to 'two' of type str"),  # pyright: ignore[reportArgumentType]
        ({"discount": 0.1}, "`firm` is {'discount': 0.1} of type dict"),
    ],
)
def test_levers_of_the_firm_are_as_they_can_be(firm, told):
    assert told in refused(Actions(firm=firm))[0]


@pytest.mark.parametrize("wanted", [None, 3, "offers", (1, 2), {}])
def test_what_is_no_actions_at_all_is_refused(wanted):
    (told,) = refused(wanted)
    assert told == f"`decide` returns {wanted!r} of type {type(wanted).__name__}"


def test_a_strategy_that_fails_is_named_and_the_cause_is_kept():
    with pytest.raises(StrategyError, match="ZeroDivisionError: float division by zero") as caught:
        decided(Wants(lambda view: 1.0 / 0.0), VIEW, BUDGET, DRAWS)  # pyright: ignore[reportArgumentType]
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_peeking_is_named():
    view = SimpleNamespace(**vars(VIEW), look=hidden)
    assert "looks at the truth without declaring it" in refused(lambda view: view.look(), view)[0]


def test_a_world_is_ended_by_an_error_that_names_strategy_and_period():
    """SimPy raises it anew; it comes out whole, and so does that of who peeks."""
    for wanted, told in (
        (lambda view: on_customers(np.array([view.summary.n_customers]), OFFER, 1.0, 0.0), "not exist"),
        (lambda view: view.truth, "without declaring it"),
    ):
        with pytest.raises(StrategyError, match=f"strategy 'wants', period 2: .*{told}"):
            run_with(Wants(wanted), retail(50), 4, branch=2)
