"""Edges of what may be asked of the engine."""

import numpy as np
import pytest

from hooper.engine.simulate import simulate
from hooper.mechanisms.customer_period import PERIOD_LAWS
from hooper.mechanisms.life_stages import GONE
from tests.small_worlds import changed, default_world, retail, tables


def test_a_world_without_periods_has_no_history():
    simulated = simulate(retail(20), 0)
    assert simulated.customers == 0
    assert simulated.books.ledger.profit.size == 0


def test_a_world_without_founders_and_newcomers_stays_empty():
    simulated = simulate(retail(0), 5)
    assert simulated.customers == 0
    assert simulated.books.held.tolist() == [0] * 6
    assert simulated.history.observed.n_customers == 0


def test_one_customer_is_a_world():
    simulated = simulate(retail(1, acquisition={"newcomers_per_month_per_1000": 0.0}), 30)
    assert simulated.books.arrivals[:, 0].tolist() == [1] + [0] * 29
    assert simulated.history.observed.column("customer_id")[0] == 0


def test_with_every_law_off_customers_enter_order_once_and_stay():
    scenario = changed(retail(300), switched_off=tuple(law.name for law in PERIOD_LAWS))
    simulated = simulate(scenario, 20)
    assert simulated.history.observed.transactions.num_rows == simulated.customers
    assert [
        tables(simulated)[name].num_rows for name in ("exits", "stage_moves", "service_cases", "referrals")
    ] == [0] * 4
    assert simulated.books.held[-1] == simulated.customers


def test_everybody_makes_a_first_order_on_the_day_of_entry():
    scenario = retail(700, founders={"entry_day_shares": (1.0,) * 84})
    simulated = simulate(scenario, 20)
    observed, traits = simulated.history.observed, simulated.history.truth.traits
    ids, first = np.unique(observed.column("customer_id"), return_index=True)
    np.testing.assert_array_equal(ids, traits["customer_id"].to_numpy())
    entry = traits["entry_days"].to_numpy()
    np.testing.assert_allclose(observed.column("time_days")[first], entry, atol=1e-6)


def test_the_first_order_is_on_the_calendar_day_of_entry():
    scenario = retail(700, founders={"entry_day_shares": (1.0,) * 84})
    observed = simulate(scenario, 20).history.observed
    founders = observed.column("customer_id") < 700
    ids, first = np.unique(observed.column("customer_id")[founders], return_index=True)
    days = np.floor(observed.column("time_days")[founders][first])
    reached = np.floor(np.arange(1, 85) / 84 * 700 + 0.5)
    np.testing.assert_array_equal(days, np.searchsorted(reached, ids, side="right"))


def test_snapshots_are_taken_once_a_quarter_of_those_who_are_there():
    simulated = simulate(retail(200), 27)
    snapshots, exits = simulated.history.truth.snapshots, simulated.history.truth.exits
    periods, counts = np.unique(snapshots["period"].to_numpy(), return_counts=True)
    assert periods.tolist() == [0, 13, 26]
    assert counts.tolist() == simulated.books.held[[1, 14, 27]].tolist()
    assert snapshots["stage"].to_numpy().max() < GONE
    assert exits.num_rows > 0


def test_a_snapshot_is_the_inner_state_and_traits_are_what_they_were_at_entry():
    simulated = simulate(default_world(300), 27)
    people, truth = simulated.population, simulated.history.truth
    last = truth.snapshots.filter(truth.snapshots["period"].to_numpy() == 26)
    slots = people.slots_there()
    slots = slots[np.argsort(people.customer_id[slots])]
    assert last["customer_id"].to_numpy().tolist() == people.customer_id[slots].tolist()
    for name in ("satisfaction", "emotional_loyalty", "recovery_glow", "categories"):
        assert last[name].to_numpy().tolist() == people.values_at(name, slots).tolist(), name
        assert np.unique(last[name].to_numpy()).size > 1, name
    slots = np.argsort(people.customer_id[: people.size])
    for name in ("price_sensitivity", "serving_factor"):
        assert truth.traits[name].to_numpy().tolist() == people.values_at(name, slots).tolist(), name
        assert np.unique(truth.traits[name].to_numpy()).size == people.size, name


def test_sums_over_customers_are_the_means_of_those_who_are_there():
    simulated = simulate(retail(200), 14)
    snapshots = simulated.history.truth.snapshots
    last = snapshots.filter(snapshots["period"].to_numpy() == 13)
    everybody = simulated.books.held[13] + simulated.books.arrivals[13].sum()
    gone = everybody - simulated.books.held[14]
    # The mean of the period counts those who left in it too; with few of them the two lie close.
    assert gone <= 12
    assert simulated.books.means[13][3] == pytest.approx(last["satisfaction"].to_numpy().mean(), abs=0.05)
