"""A customer who lives again alone has the life that was lived among all the others, value for value."""

from dataclasses import replace

import numpy as np
import pytest

from hooper.engine.journal import keep_journal
from hooper.engine.plan import RunPlan
from hooper.engine.replay import ReplayError, relive, replay
from hooper.engine.run import run
from hooper.engine.world import World
from hooper.firm.customer_ids import PAID, REFERRED, WORD_OF_MOUTH
from hooper.strategies.loyalty_programme import LoyaltyProgramme
from tests.small_worlds import default_world, retail, subscription

PLAN = RunPlan((7, 0), 60, branch_period=13, grant_per_review=5000.0, strategy=LoyaltyProgramme())
PEOPLE = {"recommendations_per_positive_talk": 0.1}
WORLDS = {
    "retail": World(retail(400, referral=PEOPLE, character={"homophily": 0.5, "informed": 0.5})),
    "subscription": World(subscription(200)),
}


@pytest.fixture(scope="module")
def history():
    return run(WORLDS["retail"], PLAN).history


def values(table, **where):
    """Return the values of the lines that match, in order."""
    rows = table.to_pylist()
    return [row["value"] for row in rows if all(row[name] == wanted for name, wanted in where.items())]


def rows_of(table, customer):
    return table.filter(table["customer_id"].to_numpy() == np.uint64(customer)).to_pylist()


@pytest.mark.parametrize("channel", [0, PAID, REFERRED, WORD_OF_MOUTH])
def test_the_life_alone_is_the_life_that_was_recorded(history, channel):
    """Of each channel, the customer who moved most between stages: orders, exits, moves agree."""
    traits, moves = history.truth.traits, history.truth.stage_moves["customer_id"].to_numpy()
    ids = traits["customer_id"].to_numpy()[traits["channel"].to_numpy() == channel]
    customer = max(ids.tolist(), key=lambda each: int((moves == each).sum()))
    life = replay(WORLDS["retail"], PLAN, customer)
    [traits_of] = rows_of(traits, customer)
    # Before entry it is by how much customers of the channel buy more often.
    assert values(life, law="buyer", field="purchase_rate") == [0.0, traits_of["purchase_rate_per_day"]]
    orders = sum(values(life, law="purchase", role="write", field="orders"))
    assert 1 + orders == len(rows_of(history.observed.transactions, customer)), "the first at entry"
    moved = sum(values(life, law="stages", role="write", field="moved"))
    assert moved == len(rows_of(history.truth.stage_moves, customer))
    assert sum(values(life, law="defection", role="write", field="exits")) == len(
        rows_of(history.truth.exits, customer)
    )


def test_every_state_of_a_quarter_is_the_one_in_the_snapshot(history):
    snapshots = rows_of(history.truth.snapshots, 5)
    life = replay(WORLDS["retail"], PLAN, 5)
    for snapshot in snapshots:
        [satisfaction] = values(life, period=snapshot["period"], role="write", field="satisfaction")
        assert satisfaction == snapshot["satisfaction"]


@pytest.mark.parametrize("world", WORLDS)
def test_a_journal_of_every_customer_agrees(world):
    """Nothing is raised for any of them: every law, in every period, gave the same bits alone."""
    plan = RunPlan((3, 2), 12)
    for customer in range(0, 60, 3):
        assert replay(WORLDS[world], plan, customer).num_rows > 50


def test_what_the_firm_set_is_told(history):
    """A member is enrolled by the strategy, and a complaint is felt in the period after it."""
    contacted = history.observed.others["contacts"].to_pylist()
    enrolled = next(row for row in contacted if row["lever"] == 1)
    life = replay(WORLDS["retail"], PLAN, enrolled["customer_id"])
    assert values(life, law="firm", field="member", period=enrolled["period"]) == [1.0]


def test_a_life_that_went_otherwise_among_the_others_is_an_error_that_says_where():
    world = WORLDS["retail"]
    journal = keep_journal(world, PLAN, 5)
    page = journal.pages[2]
    after = page.after.copy()
    row = world.law_set.state_rows.index("satisfaction")
    after[row] = np.nextafter(after[row], np.float32(9.0))
    journal.pages[2] = replace(page, after=after)
    with pytest.raises(ReplayError, match="customer 5, period 2: 'satisfaction'"):
        relive(world.physics, journal)


def test_what_nobody_may_set_from_outside_is_an_error_too():
    world = WORLDS["retail"]
    journal = keep_journal(world, PLAN, 5)
    page = journal.pages[3]
    before = page.before.copy()
    before[world.law_set.state_rows.index("spend_rate")] *= 2.0
    journal.pages[3] = replace(page, before=before)
    with pytest.raises(ReplayError, match="period 3: 'spend_rate'"):
        relive(world.physics, journal)


def test_a_life_in_seven_dimensions_is_lived_again_bit_for_bit():
    """A life that differs anywhere is an error of the replay itself."""
    world, plan = World(default_world(200)), RunPlan((7, 0), 24)
    lives = [replay(world, plan, customer) for customer in range(5)]
    drawn = values(lives[0], law="experience", role="draw", field="experience_normal.brand")
    lived = values(lives[0], law="experience", role="write", field="experience.brand")
    assert len(set(drawn)) == len(lived) > 1
