"""Offers to win customers back: who comes, what is paid and learned, and what the firm can know of it."""

from functools import cache

import numpy as np
import pytest

from hooper.engine.journal import keep_journal
from hooper.engine.plan import RunPlan
from hooper.engine.population_step import BlocksEngine
from hooper.engine.replay import relive
from hooper.engine.run import run, run_to_disk
from hooper.engine.running_world import RunningWorld
from hooper.engine.world import World
from hooper.foundation.workers import Workers
from hooper.history.table_sink import InMemory
from hooper.mechanisms.defection import CAUSES
from hooper.mechanisms.life_stages import GONE
from hooper.strategies.actions import WIN_BACK_BUNDLE, WIN_BACK_DISCOUNT, WIN_BACK_UPGRADE
from hooper.strategies.no_intervention import NoIntervention
from hooper.strategies.win_back_offer import WinBackOffer
from tests.small_worlds import default_world, retail, subscription, tables, toggled

KEY, MONTHS, BRANCH, STOP = (5, 0), 24, 4, 14
OFTEN = {"return_per_month": 0.1}
LETTERS = WinBackOffer(kind="bundle", silent_days=60.0, given_up_after_days=200.0)


def plan(grant=3000.0, *, writes=True):
    return RunPlan(KEY, MONTHS, BRANCH, 1, grant, LETTERS if writes else NoIntervention())


@cache
def world():
    return World(default_world(400, win_back=OFTEN))


@cache
def lived(grant=3000.0, *, writes=True):
    return run(world(), plan(grant, writes=writes))


def column(simulated, table, name):
    return tables(simulated)[table][name].to_numpy()


def returned(simulated):
    """Return (customer, period) of all who came back."""
    back = column(simulated, "stage_moves", "stage_before") == GONE
    columns = (column(simulated, "stage_moves", name)[back].tolist() for name in ("customer_id", "period"))
    return set(zip(*columns, strict=True))


def taken(simulated):
    """Return (customer, period) of all offers that were taken up."""
    columns = (column(simulated, "offers_taken", name).tolist() for name in ("customer_id", "period"))
    return set(zip(*columns, strict=True))


# What stands for whom


def people(customers, grant=1e9, **sections):
    """Return a world that has not begun, with so many customers who left over a rival in period 0."""
    scenario = default_world(10, **sections)
    alone = Workers()
    running = RunningWorld(
        World(scenario), plan(), BlocksEngine(World(scenario).physics, alone), InMemory(), alone
    )
    nothing = np.zeros(customers)
    slots = running.population.admit(np.arange(customers, dtype=np.uint64), nothing, nothing.astype(np.uint8))
    running.population.write("emotional_loyalty", slots, np.float32(0.5))
    running.customer_books.make_room()
    running.inflow.returns.remember(0, slots, np.full(customers, CAUSES.index("rival"), np.uint8))
    running.review.budget.grant(grant)
    return running, slots


def coming_back(running, periods):
    """Return how many come back in each of the periods from 1 on, and what kinds of offer they take."""
    inflow = running.inflow
    found = [inflow.returns.who(running.population, KEY, k, inflow.offers) for k in range(1, periods + 1)]
    return np.array([back.size for back, _ in found]), np.concatenate([kinds for _, kinds in found])


PULLS = {
    "return_per_month": 0.05,
    "months_after_leaving": 6.0,
    "months_an_offer_stands": 7.0,
    "discount_pull_where_it_answers": 2.0,
    "upgrade_pull_otherwise": 0.5,
}


@pytest.mark.parametrize(
    ("lever", "chance"), [(WIN_BACK_DISCOUNT, 0.15), (WIN_BACK_BUNDLE, 0.175), (WIN_BACK_UPGRADE, 0.075)]
)
def test_at_a_chance_of_p_a_period_the_share_that_returns_in_n_periods_is_known(lever, chance):
    """1 - (1 - p)^n to 4 standard errors: false alarms once in 16,000 for each of three offers."""
    customers, months = 20_000, 6
    running, slots = people(customers, win_back=PULLS)
    running.inflow.offers.make(0, slots, np.full(customers, lever))
    counts, kinds = coming_back(running, months)
    expected = 1.0 - (1.0 - chance) ** months
    assert counts.sum() / customers == pytest.approx(
        expected, abs=4.0 * np.sqrt(expected * (1.0 - expected) / customers)
    )
    assert set(kinds.tolist()) == {lever - 1}


def test_an_offer_stands_for_its_months_and_then_the_chance_is_what_it_was():
    """Each count to 4 standard errors: false alarms once in 2,700 for six of them."""
    customers = 20_000
    running, slots = people(customers, win_back=PULLS | {"months_an_offer_stands": 3.0})
    running.inflow.offers.make(1, slots, np.full(customers, WIN_BACK_BUNDLE))
    counts, kinds = coming_back(running, 6)
    left = customers
    for chance, count in zip([0.175] * 3 + [0.05] * 3, counts.tolist(), strict=True):
        assert count / left == pytest.approx(chance, abs=4.0 * np.sqrt(chance * (1 - chance) / left))
        left -= count
    assert kinds.tolist() == [2] * counts[:3].sum() + [0] * counts[3:].sum()


def test_a_later_offer_takes_the_place_of_an_earlier_one():
    running, _ = people(5)
    offers = running.inflow.offers
    offers.make(0, np.array([4, 1, 2]), np.array([WIN_BACK_DISCOUNT] * 3))
    offers.make(1, np.array([2, 2, 0]), np.array([WIN_BACK_BUNDLE, WIN_BACK_UPGRADE, WIN_BACK_UPGRADE]))
    assert offers.to(1, np.arange(5)).tolist() == [3, 1, 3, 0, 1]
    assert offers.to(3, np.arange(5)).tolist() == [3, 0, 3, 0, 0]


def test_the_lowest_ids_are_paid_first_and_without_money_no_offer_is_in_force():
    running, slots = people(5, grant=25.0)  # two bundles of 10 each
    offers = running.inflow.offers
    offers.make(0, slots, np.full(5, WIN_BACK_BUNDLE))
    assert offers.pay(slots[::-1], offers.to(0, slots[::-1])).tolist() == [False] * 3 + [True] * 2
    assert running.review.budget.refused == 30.0
    assert offers.to(0, slots).tolist() == [0] * 5


def test_what_is_given_is_booked_to_the_customer_recorded_and_learned():
    running, slots = people(3)
    offers, population = running.inflow.offers, running.population
    offers.make(0, slots[:2], np.array([WIN_BACK_DISCOUNT, WIN_BACK_UPGRADE]))
    offers.give(1, slots[:2], offers.to(1, slots[:2]))
    assert running.books.ledger.flows()["price_concession"][1] == -10.0
    posted = running.customer_books.accounts.of_customers.sum(axis=0)
    assert posted[:3].tolist() == [-6.0, -4.0, 0.0]
    rows = ("usual_discount", "emotional_loyalty", "switching_cost")
    learned = [[round(float(value), 6) for value in population.values(row)] for row in rows]
    assert learned == [[0.25, 0.0, 0.0], [0.35, 0.5, 0.5], [0.0, 0.4, 0.0]]
    sink = running.recorder.sink
    assert isinstance(sink, InMemory)
    assert sink.table("offers_taken").to_pydict() == {
        "customer_id": [0, 1],
        "period": [1, 1],
        "lever": [WIN_BACK_DISCOUNT, WIN_BACK_UPGRADE],
        "cost": [6.0, 4.0],
    }
    assert offers.to(1, slots).tolist() == [0, 0, 0], "it is taken up once"


def test_what_stands_is_put_down_and_taken_up():
    one, other = (people(5)[0].inflow.offers for _ in range(2))
    one.make(0, np.array([3, 1]), np.array([WIN_BACK_DISCOUNT, WIN_BACK_UPGRADE]))
    other.restore(one.state())
    assert {name: each.tolist() for name, each in other.state().items()} == {
        "slot": [1, 3],
        "kind": [3, 1],
        "until": [3, 3],
    }


# In a whole world


def test_offers_bring_back_more_than_nothing_does():
    assert len(returned(lived())) > 1.5 * len(returned(lived(writes=False)))


def test_who_comes_back_for_an_offer_has_a_second_lifetime_with_it_and_others_order():
    came, took = returned(lived()), taken(lived())
    assert len(came & took) > 30
    orders = set(
        zip(
            column(lived(), "transactions", "customer_id").tolist(),
            (column(lived(), "transactions", "time_days") // world().scenario.period_days)
            .astype(int)
            .tolist(),
            strict=True,
        )
    )
    assert took - came
    assert took - came <= orders


def test_what_is_spent_is_what_was_booked_and_what_was_taken():
    letters = column(lived(), "contacts", "cost").sum()
    gifts = column(lived(), "offers_taken", "cost").sum()
    assert lived().budget.spent == pytest.approx(letters + gifts)
    flows = lived().books.ledger.flows()
    assert flows["strategy_cost"].sum() == pytest.approx(-letters)
    assert flows["price_concession"].sum() == pytest.approx(-gifts)


@pytest.mark.parametrize("grant", [20.0, 60.0])
def test_the_budget_is_never_overdrawn_and_what_it_refuses_is_told(grant):
    simulated = lived(grant)
    assert simulated.budget.left >= 0.0
    assert (simulated.books.strategy_spend <= np.arange(1, MONTHS + 1) * grant).all()
    assert simulated.budget.refused > 0.0


def test_who_cannot_be_paid_an_offer_comes_back_only_if_she_would_without_one():
    letters_alone = World(default_world(400, win_back=OFTEN, levers={"win_back_contact_cost": 0.0}))
    both = [run(letters_alone, plan(0.1, writes=writes)) for writes in (True, False)]
    promised, silent = map(tables, both)
    assert both[0].budget.refused > 100.0
    assert promised["contacts"].num_rows > 100
    assert {name for name in promised if promised[name] != silent[name]} == {"contacts"}


@pytest.mark.parametrize("how", [{"engine": "agents"}, {"threads": 2, "chunk": 16}])
def test_both_engines_and_all_threads_live_the_same(how):
    assert run(world(), plan(), **how).digest == lived().digest


def test_a_world_that_stops_goes_on_with_the_same_offers(tmp_path):
    def stop(period):
        if period == STOP:
            raise KeyboardInterrupt

    where = tmp_path / "history"
    with pytest.raises(KeyboardInterrupt):
        run_to_disk(world(), plan(), where, checkpoint_periods=4, each_period=stop)
    resumed = run_to_disk(world(), plan(), where, checkpoint_periods=4, resume=True)
    assert resumed.digest == lived().digest


def test_a_life_with_an_offer_is_lived_again_alone():
    customer, _ = min(returned(lived()) & taken(lived()))
    changed = relive(world().physics, keep_journal(world(), plan(), customer)).to_pylist()
    set_by_firm = {line["field"] for line in changed if line["law"] == "firm"}
    assert {"usual_discount", "emotional_loyalty", "switching_cost"} <= set_by_firm


def test_with_the_law_of_second_lifetimes_off_the_first_offers_bring_back_the_same():
    without = run(World(toggled(world().scenario, "second_lifetime")), plan())
    first = min(period for _, period in taken(lived()))
    assert {each for each in taken(without) if each[1] == first} == {
        each for each in taken(lived()) if each[1] == first
    }
    assert without.digest != lived().digest


# What the firm can know


class Watcher(NoIntervention):
    """Keeps what it sees of ends and reasons at the last review."""

    seen: list = []  # noqa: RUF012  # a list for the test

    def decide(self, view, budget, draws):
        self.seen[:] = [view.summary.customer_id, view.ended_days, view.reason_told]
        return super().decide(view, budget, draws)


def watched(scenario, periods):
    watcher = Watcher()
    simulated = run(World(scenario), RunPlan(KEY, periods + 1, 0, periods, 0.0, watcher))
    return simulated, dict(zip(watcher.seen[0].tolist(), zip(*watcher.seen[1:], strict=True), strict=True))


def test_under_contracts_ends_are_seen_and_some_tell_the_reason():
    """A share of .5 within .1, which is 4 standard errors at 400 exits: false alarms once in 16,000."""
    months = 12
    simulated, seen = watched(subscription(1500, win_back={"reason_told": 0.5}), months)
    exits = tables(simulated)["exits"].to_pylist()
    left = {each["customer_id"]: each for each in exits if each["period"] < months}
    days = simulated.end_days / (months + 1)
    assert len(left) > 400
    for customer, (ended, reason) in seen.items():
        if customer in left:
            assert ended == pytest.approx((left[customer]["period"] + 1) * days)
            assert reason in {-1, left[customer]["cause"]}
        else:
            assert np.isnan(ended)
            assert reason == -1
    assert np.mean([seen[customer][1] >= 0 for customer in left]) == pytest.approx(0.5, abs=0.1)


def test_without_contracts_nobody_sees_who_has_left():
    simulated, seen = watched(retail(300), 20)
    assert tables(simulated)["exits"].num_rows > 0
    assert all(np.isnan(ended) and reason == -1 for ended, reason in seen.values())
