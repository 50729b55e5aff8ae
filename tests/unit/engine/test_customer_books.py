"""The accounts of customers in a running world: who is paid for, who is thanked, and who is blamed."""

import numpy as np
import pytest

from hooper.economics.ledger import ACCOUNTS
from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.engine.world import World
from hooper.firm.customer_ids import PAID, REFERRED, WORD_OF_MOUTH
from hooper.mechanisms.life_stages import STAGES
from hooper.strategies.mass_discount import MassDiscount
from hooper.strategies.risk_targeted_offer import RiskTargetedOffer
from tests.small_worlds import default_world, retail, run_with, toggled

PERIODS = 15
ANGRY = {"turned_away_per_ill_talk": 3.0}


def a_world():
    """Return a world with all of it: people who think on before they come, and ill talk that is heeded."""
    return toggled(default_world(600, acquisition=ANGRY), "prospects")


def every_period(scenario, strategy=None):
    kept = {} if strategy is None else {"strategy": strategy(), "grant_per_review": 500.0}
    return run(World(scenario), RunPlan((7, 0), PERIODS, accounting_periods=1, **kept))


@pytest.fixture(scope="module")
def closed_often():
    return every_period(a_world(), MassDiscount)


def column(table, name):
    return table[name].to_numpy()


def test_customers_and_nobody_add_up_to_each_account_in_each_period(closed_often):
    table, ledger = closed_often.history.truth.accounts, closed_often.books.ledger
    nobody = closed_often.customer_accounts.by_stage[:, :, -1]
    for place, account in enumerate(ACCOUNTS):
        summed = np.bincount(column(table, "period"), column(table, account), PERIODS)
        booked = ledger.accounts[:, place]
        assert summed + nobody[:, place] == pytest.approx(booked, rel=1e-9, abs=1e-9 * np.abs(booked).sum())


def test_all_seven_accounts_move(closed_often):
    assert all(np.any(column(closed_often.history.truth.accounts, account)) for account in ACCOUNTS)


def test_newcomers_are_paid_for_once_and_whoever_brought_them_is_thanked(closed_often):
    truth, settings = closed_often.history.truth, default_world(1).acquisition
    paid_for = {}
    for row in truth.accounts.to_pylist():
        if row["acquisition"]:
            paid_for.setdefault(row["customer_id"], []).append(row["acquisition"])
    assert paid_for == {
        each: [-settings.cost_per_newcomer] for each in truth.traits["customer_id"].to_pylist()
    }
    thanks = dict.fromkeys(paid_for, 0.0)
    saved = {
        REFERRED: settings.cost_per_newcomer - settings.referral_bounty,
        WORD_OF_MOUTH: settings.cost_per_newcomer - settings.cost_per_newcomer_by_word_of_mouth,
    }
    for row in truth.traits.to_pylist():
        if row["channel"] in saved:
            thanks[row["brought_by"]] += saved[row["channel"]]
    got = dict.fromkeys(paid_for, 0.0)
    for row in truth.accounts.to_pylist():
        got[row["customer_id"]] += row["referral_benefit"]
    assert got == pytest.approx(thanks)


def test_who_enquires_and_does_not_come_is_nobodys_cost(closed_often):
    nobody = closed_often.customer_accounts.by_stage[:, ACCOUNTS.index("acquisition"), -1]
    cost, books = default_world(1).acquisition.cost_per_newcomer, closed_often.books
    waiting, gave_up = books.prospects.T
    assert nobody.cumsum() == pytest.approx(-cost * (waiting + gave_up.cumsum()))
    assert waiting[-1] + gave_up.sum() > 0


def test_the_warned_off_are_laid_at_the_door_of_those_who_spoke_ill(closed_often):
    table = closed_often.history.truth.accounts
    blamed = column(table, "customer_id")[column(table, "referral_destruction") < 0.0]
    assert np.unique(blamed).size > 20
    booked = closed_often.books.ledger.accounts[:, ACCOUNTS.index("referral_destruction")]
    assert column(table, "referral_destruction").sum() == pytest.approx(booked.sum())


def test_where_every_stage_costs_the_same_a_customer_pays_it_as_long_as_she_is_there():
    flat = 0.05
    costs = {f"serving_cost_in_{stage}_per_month": flat for stage in STAGES}
    world = every_period(retail(300, economics=costs | {"flat_serving_cost_per_month": flat, "margin": 0.0}))
    table, held = world.history.truth.accounts, world.books.held
    months = 7.0 / 30.4375
    by_period = np.bincount(column(table, "period"), column(table, "base_profit"), PERIODS)
    assert by_period == pytest.approx(-flat * months * held[:-1])
    assert not column(table, "cost_saving").any()


def test_how_often_accounts_are_closed_changes_no_sum(closed_often):
    plan = RunPlan((7, 0), PERIODS, accounting_periods=4, strategy=MassDiscount(), grant_per_review=500.0)
    seldom = run(World(a_world()), plan).history.truth.accounts
    assert set(column(seldom, "period")) == {3, 7, 11, 14}
    often = closed_often.history.truth.accounts
    for account in ACCOUNTS:
        one, other = (
            np.bincount(column(table, "customer_id") % 2**20, column(table, account))
            for table in (seldom, often)
        )
        assert one == pytest.approx(other, abs=1e-9)


def test_gifts_are_posted_to_those_who_got_them():
    world = run_with(RiskTargetedOffer(), retail(400), 30, grant=50.0)
    contacts = world.history.observed.others["contacts"]
    assert contacts.num_rows
    table = world.history.truth.accounts
    gifted = set(column(table, "customer_id")[column(table, "price_concession") < 0.0].tolist())
    assert gifted == set(contacts["customer_id"].to_pylist())
    assert PAID in set(column(world.history.truth.traits, "channel").tolist())
