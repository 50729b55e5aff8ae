"""Campaigns in a world: what they send is felt, paid, recorded and known; without money all is as without."""

import numpy as np
import pytest

from hooper.engine.plan import RunPlan
from hooper.engine.replay import replay
from hooper.engine.run import run_branches
from hooper.engine.simulate import simulate
from hooper.engine.world import World
from tests.small_worlds import changed, default_world, run_with, tables
from tests.unit.engine.test_review_of_a_world import Asks

MONTHS = 18
# The default world counts in months, so that each of these goes out in every period of a year.
SETTINGS = {
    **{"budget_per_month": 60.0, "most_contacts_per_month": 1, "opt_out_per_contact": 0.05},
    "planned": (
        {"name": "to the silent", "silent_days": 60.0, "strength": 2.0},
        {"name": "to all", "share": 0.5, "first_month": 3.0},
    ),
}


def lived(settings=SETTINGS, customers=300, **how):
    world = default_world(customers)
    return simulate(world if settings is None else changed(world, campaigns=settings), MONTHS, **how)


@pytest.fixture(scope="module")
def world():
    return lived()


def test_without_money_customers_live_as_without_campaigns():
    without, poor = lived(None), lived({**SETTINGS, "budget_per_month": 0.0})
    assert poor.digest == without.digest
    assert np.array_equal(poor.books.ledger.profit, without.books.ledger.profit)
    assert np.nansum(poor.books.operations["campaigns.refused"]) > 0.0


def test_every_contact_is_recorded_paid_and_known(world):
    sent = tables(world)["campaign_contacts"]
    by_period = np.bincount(sent["period"].to_numpy(), sent["cost"].to_numpy(), MONTHS)
    assert world.books.pools["campaigns"] == pytest.approx(by_period)
    assert world.books.operations["campaigns.contacted"].sum() == sent.num_rows > 0
    months = SETTINGS["budget_per_month"] * np.arange(1, MONTHS + 1)
    assert months - by_period.cumsum() == pytest.approx(world.books.operations["campaigns.left"])
    assert (world.books.operations["campaigns.left"] >= 0.0).all()


def test_no_customer_is_contacted_more_than_once_a_month_or_before_entry_or_after_exit(world):
    sent, exits = tables(world)["campaign_contacts"], tables(world)["exits"]
    pairs = np.stack([sent["customer_id"].to_numpy(), sent["period"].to_numpy().astype(np.uint64)])
    assert np.unique(pairs, axis=1).shape[1] == sent.num_rows
    left = dict(zip(exits["customer_id"].to_pylist(), exits["period"].to_pylist(), strict=True))
    returned = {
        row["customer_id"] for row in tables(world)["stage_moves"].to_pylist() if row["stage_before"] == 4
    }
    for row in sent.to_pylist():
        assert row["customer_id"] in returned or row["period"] < left.get(row["customer_id"], MONTHS)


def test_campaigns_move_the_lives_of_customers_and_the_next_period_only(world):
    without, sent = lived(None), tables(world)["campaign_contacts"]
    first = int(sent["period"].to_numpy().min())
    for name in ("transactions", "exits"):
        one, other = (tables(each)[name] for each in (world, without))
        assert not one.equals(other)
    before, usual = (each.books.revenue[: first + 1] for each in (world, without))
    assert np.array_equal(before, usual)


def test_offers_do_not_add_up_and_a_weaker_one_leaves_a_stronger_one_alone():
    """All get a strong offer at once, and two weak ones a month later: the rest of the strong one goes on."""
    strong = {"name": "strong", "strength": 0.5, "times": 1}
    weak = ({"name": name, "strength": 0.2, "first_month": 1.0, "times": 1} for name in ("one", "other"))
    settings = {"budget_per_month": 1e6, "never_consented_share": 0.0, "planned": (strong, *weak)}
    quiet = {"opt_out_per_contact": 0.0, "fatigue_per_recent_contact": 0.0}
    scenario = changed(default_world(200), campaigns={**settings, **quiet})
    lives = simulate(scenario, 2)
    fading = scenario.persuasion.fading_per_month
    founders = lives.population.values_there("offer")[lives.population.slots_there() < 200]
    assert founders == pytest.approx(0.5 * (1.0 - fading), rel=1e-6)
    alone = changed(scenario, campaigns={"planned": (weak_alone := {**strong, "strength": 0.2},)})
    assert weak_alone["strength"] == pytest.approx(simulate(alone, 1).population.values_there("offer").max())


def test_both_engines_and_any_threads_give_the_same_bits(world):
    assert lived(engine="agents").digest == world.digest
    assert lived(threads=2, chunk=256).digest == world.digest


def test_a_checkpoint_remembers_money_and_contacts(world, tmp_path):
    cut = lived(out=tmp_path / "cut", checkpoint_periods=5)
    assert cut.digest == world.digest
    left, expected = (each.books.operations["campaigns.left"] for each in (cut, world))
    assert np.array_equal(left, expected)


def test_a_branch_goes_on_with_the_past_of_the_world():
    """Half of the customers tire from the third month on; the money of a year is there for the tenth."""
    later = {"name": "later", "first_month": 9.0, "cost_per_contact": 3.0}
    settings = {**SETTINGS, "budget_per_month": 90.0, "planned": (SETTINGS["planned"][1], later)}
    scenario = changed(default_world(300), campaigns=settings)
    plan = RunPlan((scenario.seed, 0), MONTHS, branch_period=7)
    [branch] = run_branches(World(scenario), [plan])
    whole = lived(settings)
    assert branch.digest == whole.digest
    left = whole.books.operations["campaigns.left"]
    assert left[8] > 90.0 > left[12]


def test_a_life_is_lived_again_with_the_offers_that_it_got(world):
    sent = tables(world)["campaign_contacts"].to_pylist()
    whom = next(row["customer_id"] for row in sent if row["period"] == 3)
    scenario = changed(default_world(300), campaigns=SETTINGS)
    steps = replay(World(scenario), RunPlan((scenario.seed, 0), 6), whom).to_pylist()
    assert any(row["field"] == "offer" and row["role"] == "set" for row in steps)


def test_a_strategy_sees_the_contacts_of_campaigns():
    strategy = Asks()
    scenario = changed(default_world(100), campaigns={**SETTINGS, "never_consented_share": 0.0})
    world = run_with(strategy, scenario, 14, branch=12, grant=0.0, key=(scenario.seed, 0))
    sent = tables(world)["campaign_contacts"]
    before = sent["period"].to_numpy() < 12
    assert strategy.views[0].contacts.sum() == np.count_nonzero(before) > 0
