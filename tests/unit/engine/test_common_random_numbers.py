"""A draw belongs to one customer, one period and one decision: what others do does not move it."""

from typing import ClassVar

import numpy as np
import pytest

from hooper.engine.simulate import simulate
from hooper.mechanisms.customer_period import PERIOD_LAWS
from hooper.mechanisms.law import Draw, law
from hooper.strategies.actions import OFFER, on_customers
from tests.small_worlds import changed, retail, run_with, tables

PERIODS = 40


def uncoupled(customers, **sections):
    """Return a world in which no customer can reach another one: no talk, no queue, no paid newcomers."""
    scenario = retail(customers, acquisition={"newcomers_per_month_per_1000": 0.0}, **sections)
    return changed(scenario, switched_off=("renewal", "referral", "failure"))


def rows_of_others(simulated, left_out):
    """Return every table without the customers who are left out."""
    return {
        name: table.filter(~np.isin(table["customer_id"].to_numpy(), left_out))
        for name, table in tables(simulated).items()
    }


class OffersTo:
    """Makes an offer to the customers with the given ids, at every review."""

    name: ClassVar[str] = "offers_to"
    source: ClassVar[str] = "a test"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    def __init__(self, *ids):
        self.ids = ids

    def decide(self, view, budget, draws):
        del draws
        rows = np.flatnonzero(np.isin(view.summary.customer_id, self.ids))
        return on_customers(rows, OFFER, 1.0, budget.prices.offer)


def test_one_more_customer_changes_nobody_else():
    some, more = simulate(uncoupled(300), PERIODS), simulate(uncoupled(301), PERIODS)
    assert rows_of_others(more, [300]) == tables(some)
    assert more.customers == some.customers + 1


def test_one_more_strategy_action_changes_nobody_else():
    everybody_listens = {"persuadable_share": 1.0}
    scenario = uncoupled(300, character=everybody_listens, purchase={"offer_lift": 20.0})
    some, more = (
        run_with(OffersTo(*ids), scenario, PERIODS, branch=1, grant=1000.0) for ids in ((3,), (3, 7, 8, 9))
    )
    assert rows_of_others(some, [7, 8, 9]) == rows_of_others(more, [7, 8, 9])
    assert some.history.observed.transactions != more.history.observed.transactions


def test_one_more_decision_changes_nobody():
    @law(writes=("mood",), draws=(Draw("mood_uniform", "uniform", 1_000_001, 0),))
    def mood(mood_uniform):
        return mood_uniform

    scenario = retail(300)
    plain, with_decision = simulate(scenario, 26), simulate(scenario, 26, laws=(*PERIOD_LAWS, mood))
    assert plain.history.digest == with_decision.history.digest


def test_a_founder_keeps_the_traits_whatever_the_day_of_entry():
    early, late = (
        retail(50, founders={"entry_day_shares": shares}) for shares in ((1.0,), (0.0,) * 20 + (1.0,))
    )
    of_trait = [simulate(scenario, 4).history.truth.traits for scenario in (early, late)]
    for name in ("purchase_rate_per_day", "spend_rate", "quality_fit", "frailty", "persuadability"):
        founders = [table.filter(table["channel"].to_numpy() == 0)[name] for table in of_trait]
        assert founders[0] == founders[1]


@pytest.mark.parametrize("lever", ["mass_discount", "more_service_capacity"])
def test_levers_of_the_firm_leave_traits_and_paid_arrivals_alone(lever):
    from hooper.strategies.catalogue import get

    scenario = retail(
        300, acquisition={"turned_away_per_ill_talk": 0.0}, referral={"referrals_per_positive_talk": 0.0}
    )
    plain, acting = (run_with(get(name)(), scenario, 40, grant=3000.0) for name in ("no_intervention", lever))
    assert plain.history.truth.traits == acting.history.truth.traits
    assert plain.history.digest != acting.history.digest
