"""How far one customer reaches into the lives of others where customers do meet: in the queue, and by talk.

Each coupling is switched on alone and with the other, in small worlds that are busier than the presets, and
a customer or an offer is added to each of many replications. What cannot be is tested without tolerance:
who never met the desk lives on unchanged. How many others change is tested against the theory of the queue.
"""

from typing import NamedTuple

import numpy as np
import pytest

from hooper.engine.simulate import simulate
from tests.offers_to import OffersTo
from tests.small_worlds import changed, retail, run_with, tables

pytestmark = pytest.mark.slow
CUSTOMERS, PERIODS, DAYS = 200, 52, 7.0
SERVICE_DAYS = 0.5
STANDARD_ERRORS = 4.56  # two-sided, once in 200,000
BUSY = {"days_per_case": SERVICE_DAYS, "patience_days": 1e4}
MANY_CASES = {"failure_per_order": 0.5, "complaint_share": 0.6}
TALKATIVE = {"talk_per_month": 1.0, "talk_per_squared_satisfaction": 0.0, "referrals_per_positive_talk": 0.1}
TURNED_AWAY_PER_ILL_TALK, MOST_TALK_BY_ORDERS = 0.3, 1.5
FEW = 0.002
EAGER = {"character": {"persuadable_share": 1.0}, "purchase": {"offer_lift": 20.0}}
COUPLINGS = {  # what is switched off, and newcomers a month per 1,000 founders
    "queue": (("referral",), 0.0),
    "talk": (("failure",), 100.0),
    "both": ((), 100.0),
}


def world(coupling, customers=CUSTOMERS):
    """Return a world with one agent and the plan of `CUSTOMERS` founders for buying newcomers."""
    switched_off, rate = COUPLINGS[coupling]
    acquisition = {
        "newcomers_per_month_per_1000": rate * CUSTOMERS / customers,
        "turned_away_per_ill_talk": TURNED_AWAY_PER_ILL_TALK,
        "most_introductions_per_month_per_1000": 1e6,
    }
    sections = {"desk": BUSY, "failure": MANY_CASES, "referral": TALKATIVE, "acquisition": acquisition}
    return retail(customers, switched_off=("renewal", *switched_off), **sections)


def lives(simulated):
    """Return the rows of each customer, a day in front: `{customer_id: {table: (n_rows, n_columns)}}`.

    What is laid at somebody's door in the accounts hangs on how many are talked to, and is no part of a life.
    """
    found = {}
    for name, table in tables(simulated).items():
        if name == "accounts":
            continue
        columns = {column: table[column].to_numpy().astype(np.float64) for column in table.column_names[1:]}
        day = columns.get("time_days", DAYS * columns.get("period", np.zeros(len(table))))
        ids = table["customer_id"].to_numpy()
        order = np.argsort(ids, kind="stable")
        rows = np.column_stack([day, *columns.values()])[order]
        names, first = np.unique(ids[order], return_index=True)
        for customer, of_customer in zip(names.tolist(), np.split(rows, first)[1:], strict=True):
            found.setdefault(customer, {})[name] = of_customer
    return found


def equal(one, other):
    return one.keys() == other.keys() and all(np.array_equal(one[name], other[name]) for name in one)


def until(life, day):
    return {name: rows[rows[:, 0] < day] for name, rows in life.items() if (rows[:, 0] < day).any()}


class Change(NamedTuple):
    """What one addition did in one replication; `others` are the ids of whose life is another one."""

    added: int
    before: dict
    after: dict
    others: list
    buy_otherwise: int
    in_one_world_only: set
    added_cases: np.ndarray


def change(before, after, added):
    """Compare two runs; `added` is the customer who is new, or who gets the offer."""
    some, more = lives(before), lives(after)
    shared = (some.keys() & more.keys()) - {added}
    others = [customer for customer in shared if not equal(some[customer], more[customer])]
    purchases = [[life[customer].get("transactions") for life in (some, more)] for customer in others]
    cases = [life.get(added, {}).get("service_cases", np.empty((0, 1)))[:, 0] for life in (some, more)]
    return Change(
        added,
        some,
        more,
        others,
        sum(not np.array_equal(*each) for each in purchases),
        (some.keys() ^ more.keys()) - {added},
        np.setxor1d(*cases),
    )


def one_more_customer(coupling, replications):
    """Return what founder number 200 changes, replication by replication."""
    return [
        change(
            simulate(world(coupling), PERIODS, replication=replication),
            simulate(world(coupling, CUSTOMERS + 1), PERIODS, replication=replication),
            added=CUSTOMERS,
        )
        for replication in range(replications)
    ]


def one_more_offer(replications):
    """Return what an offer to customer 3 changes, replication by replication; the queue couples."""
    scenario, how = changed(world("queue"), **EAGER), {"branch": 1, "grant": 1000.0}
    return [
        change(
            run_with(OffersTo(), scenario, PERIODS, key=(1, replication), **how),
            run_with(OffersTo(3), scenario, PERIODS, key=(1, replication), **how),
            added=3,
        )
        for replication in range(replications)
    ]


def per_added_case(changes):
    """Return how many others one added case changes on average, with its standard error."""
    others = np.array([len(each.others) for each in changes])
    cases = np.array([each.added_cases.size for each in changes])
    ratio = others.sum() / cases.sum()
    return ratio, np.sqrt(((others - ratio * cases) ** 2).sum()) / cases.sum()


def delayed_by_one_case(changes):
    """Return how many cases one more delays in a queue with one server: the mean over quarters, the most.

    What begins with work W to do is idle again after W / (1 - load), and for one more case that is its
    time in system, W = service / (1 - load). So load / (1 - load)^2 others come before the desk is idle.
    """
    lived = [
        life["service_cases"] for each in changes for life in each.before.values() if "service_cases" in life
    ]
    counts, edges = np.histogram(np.concatenate(lived)[:, 0], 4, (0.0, PERIODS * DAYS))
    load = counts / len(changes) / np.diff(edges) * SERVICE_DAYS
    delayed = load / (1.0 - load) ** 2
    return np.average(delayed, weights=counts), delayed.max()


def only_who_comes_to_the_desk_differs(changes):
    return all("service_cases" in each.after[customer] for each in changes for customer in each.others)


def nothing_differs_before_the_first_added_case(changes):
    for each in changes:
        week = each.added_cases.min(initial=PERIODS * DAYS) // DAYS * DAYS
        for customer in each.before.keys() - {each.added}:
            if not equal(until(each.before[customer], week), until(each.after[customer], week)):
                return False
    return True


def share_who_buy_otherwise(changes):
    return sum(each.buy_otherwise for each in changes) / sum(len(each.before) for each in changes)


def test_a_case_more_changes_as_many_lives_as_the_theory_of_the_queue_says():
    """The sampling error of the theory's load is small beside that of the lives."""
    changes = one_more_customer("queue", 100)
    assert only_who_comes_to_the_desk_differs(changes)
    assert nothing_differs_before_the_first_added_case(changes)
    assert not any(each.in_one_world_only for each in changes)
    measured, error = per_added_case(changes)
    expected, _ = delayed_by_one_case(changes)
    assert abs(measured - expected) < STANDARD_ERRORS * error
    assert measured > STANDARD_ERRORS * error
    assert share_who_buy_otherwise(changes) < FEW


def test_an_offer_more_changes_others_only_through_the_desk():
    changes = one_more_offer(50)
    assert only_who_comes_to_the_desk_differs(changes)
    assert nothing_differs_before_the_first_added_case(changes)
    measured, error = per_added_case(changes)
    _, most = delayed_by_one_case(changes)
    assert 0.0 < measured < most + STANDARD_ERRORS * error
    assert share_who_buy_otherwise(changes) < FEW


def test_talk_moves_newcomers_in_or_out_and_changes_no_life():
    changes = one_more_customer("talk", 50)
    assert not any(each.others for each in changes)
    moved = np.mean([len(each.in_one_world_only) for each in changes])
    talks_a_year = 12 * TALKATIVE["talk_per_month"] * MOST_TALK_BY_ORDERS
    assert 0.0 < moved < talks_a_year * TURNED_AWAY_PER_ILL_TALK


def test_with_both_the_reach_of_a_case_stays_below_that_in_the_busiest_quarter():
    changes = one_more_customer("both", 50)
    assert only_who_comes_to_the_desk_differs(changes)
    measured, error = per_added_case(changes)
    _, most = delayed_by_one_case(changes)
    assert 0.0 < measured < most + STANDARD_ERRORS * error
    assert 0 < share_who_buy_otherwise(changes) < FEW


def test_a_world_with_other_words_is_told_from_one_with_a_customer_more():
    """The mutant: chance that depends on who else is there changes everybody."""
    some, more = (simulate(world("queue"), PERIODS, replication=number) for number in (0, 1))
    changes = [change(some, more, added=CUSTOMERS)]
    assert len(changes[0].others) == CUSTOMERS
    assert not only_who_comes_to_the_desk_differs(changes)
    assert not nothing_differs_before_the_first_added_case(changes)
    assert share_who_buy_otherwise(changes) > FEW
