"""A draw belongs to one customer, one period and one decision: what others do does not move it."""

import numpy as np
import pytest
from scipy.stats import norm, rankdata

from hooper.engine.simulate import simulate
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.customer_period import PERIOD_LAWS
from hooper.mechanisms.law import Draw, law
from tests.offers_to import OffersTo
from tests.small_worlds import changed, retail, run_with, tables

PERIODS = 40
FALSE_ALARM = 5e-6


def uncoupled(customers, newcomers_per_week=0.0, **sections):
    """Return a world in which no customer can reach another one: no talk, no queue."""
    rate = newcomers_per_week / 7.0 * DAYS_PER_MONTH / customers * 1000.0
    scenario = retail(customers, acquisition={"newcomers_per_month_per_1000": rate}, **sections)
    return changed(scenario, switched_off=("renewal", "referral", "failure"))


def rows_of_others(simulated, left_out):
    """Return every table without the customers who are left out."""
    return {
        name: table.filter(~np.isin(table["customer_id"].to_numpy(), left_out))
        for name, table in tables(simulated).items()
    }


def test_one_more_customer_changes_nobody_else():
    some, more = simulate(uncoupled(300), PERIODS), simulate(uncoupled(301), PERIODS)
    assert rows_of_others(more, [300]) == tables(some)
    assert more.customers == some.customers + 1


def test_one_more_newcomer_a_week_changes_nobody_else():
    some, more = (simulate(uncoupled(100, weekly), PERIODS) for weekly in (1.5, 2.5))
    ids = [simulated.history.truth.traits["customer_id"].to_numpy() for simulated in (some, more)]
    assert rows_of_others(more, np.setdiff1d(ids[1], ids[0])) == tables(some)
    assert more.customers == some.customers + PERIODS


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


def test_one_more_replication_changes_no_life_in_the_others():
    scenario = retail(200)
    two = [simulate(scenario, 26, replication=number).history.digest for number in (0, 1)]
    three = [simulate(scenario, 26, replication=number).history.digest for number in (2, 1, 0)]
    assert two == three[:0:-1]
    assert len(set(three)) == 3


def lives_in_figures(replication):
    """Return what founders are and do in a replication, a row a figure, `(7, 4000)`."""
    simulated = simulate(uncoupled(4_000), 26, replication=replication)
    orders, traits = simulated.history.observed.transactions, simulated.history.truth.traits
    buyers = orders["customer_id"].to_numpy()
    amounts = np.bincount(buyers, orders["amount"].to_numpy(), minlength=4_000)
    names = ("purchase_rate_per_day", "spend_rate", "quality_fit", "frailty", "persuadability")
    return np.array(
        [*(traits[name].to_numpy() for name in names), np.bincount(buyers, minlength=4_000), amounts]
    )


def rank_correlations(one, other):
    return np.array([np.corrcoef(rankdata(x), rankdata(y))[0, 1] for x, y in zip(one, other, strict=True)])


def test_what_customers_are_and_do_in_two_replications_is_uncorrelated():
    """Fourteen rank correlations; each is out of the band once in 200,000 keys, about one in 14,000 together.

    The mutant lets every eighth customer live the same life in both replications.
    """
    first, second, third = (lives_in_figures(replication) for replication in (0, 1, 2))
    band = norm.isf(FALSE_ALARM / 2) / np.sqrt(first.shape[1])
    assert (np.abs(rank_correlations(first, second)) < band).all()
    assert (np.abs(rank_correlations(second, third)) < band).all()
    second[:, ::8] = first[:, ::8]
    assert (rank_correlations(first, second) > band).all()


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
