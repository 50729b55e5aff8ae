"""What facts make of a year of accounts, and of the weeks after a shortage."""

import math

import numpy as np
import pytest

from hooper.economics.customer_profitability import customer_profitability
from hooper.economics.ledger import ACCOUNTS
from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.engine.world import World
from hooper.evidence.facts.shortage_outlives_itself import (
    CUT,
    FIRST_WEEK,
    SHORTAGE_WEEKS,
    WEEKS,
    lengths_until_back,
    with_desk,
)
from hooper.evidence.facts.sixty_twenty import share_of_best_fifth
from hooper.evidence.facts.third_years import profitability_of_last_year
from hooper.scenario.staff_settings import StaffSettings
from tests.small_worlds import default_world

OVER = FIRST_WEEK + SHORTAGE_WEEKS


def quality(**weeks_below):
    relative = np.ones(WEEKS)
    relative[FIRST_WEEK:OVER] = 0.7
    for first, last in weeks_below.values():
        relative[OVER + first : OVER + last] = 0.94
    return relative


def test_lengths_are_counted_from_the_end_of_the_shortage_to_the_last_week_below():
    assert lengths_until_back(quality()) == 0.0
    assert lengths_until_back(quality(first=(0, 16))) == 2.0
    assert lengths_until_back(quality(first=(0, 3), later=(20, 24))) == 3.0
    assert math.isinf(lengths_until_back(quality(first=(90, 200))))


def test_the_cut_is_a_third_of_the_desk_for_eight_weeks_of_a_world_in_weeks():
    world = with_desk(default_world(), StaffSettings(cuts=(CUT,)))
    assert (world.period, world.desk.agents(12_000)) == ("week", 18)
    assert [CUT.missing_on(7.0 * week) for week in (FIRST_WEEK - 1, FIRST_WEEK, OVER - 1, OVER)] == [
        0,
        0.3,
        0.3,
        0,
    ]


def test_the_last_year_of_all_customers_is_that_of_the_books():
    scenario = default_world(400)
    world = run(World(scenario), RunPlan((3, 0), 24, accounting_periods=12))
    year = profitability_of_last_year(world, 12, scenario)
    ledger, books = world.books.ledger, world.books
    rows = world.history.truth.accounts
    last = rows["period"].to_numpy() == 23
    of_the_gone = last & (rows["base_profit"].to_numpy() == 0.0)
    gone = sum(rows[name].to_numpy()[of_the_gone].sum() for name in ACCOUNTS)
    caused = ledger.accounts[-12:].sum() - world.customer_accounts.by_stage[-12:, :, -1].sum() - gone
    assert year.contribution.sum() == pytest.approx(caused)
    assert not any(rows["acquisition"].to_numpy()[of_the_gone])
    assert year.revenue.sum() == pytest.approx(books.revenue[-12:].sum())
    assert year.cost_to_serve.sum() == pytest.approx(books.pools["service_desk"][-12:].sum())
    was_there = last & ~of_the_gone
    assert year.revenue.size == was_there.sum() < last.sum()
    profit = sum(rows[name].to_numpy()[was_there] for name in ACCOUNTS)
    assert year.profit + year.cost_to_serve == pytest.approx(profit)


def test_only_buyers_count_for_the_best_fifth():
    revenue = np.array([8.0, 1.0, 1.0, 0.0, 0.0, 5.0, 5.0, 0.0])
    year = customer_profitability(revenue, revenue, [])
    assert share_of_best_fifth(year) == pytest.approx(8.0 / 20.0)
