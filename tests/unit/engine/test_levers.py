"""What levers of the firm are noticed as, and what levers on customers do to them and cost."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.engine.customer_levers import CustomerLevers
from hooper.engine.levers import signals_of
from hooper.engine.population import Population
from hooper.engine.world import World
from hooper.foundation.workers import Workers
from hooper.history.running_summary import RunningSummary
from hooper.mechanisms.customer_period import MARKET_SIGNALS, SIGNALS
from hooper.scenario.firm_settings import LeverSettings
from hooper.scenario.lever_effects import LeverEffects
from hooper.strategies.actions import (
    CARE,
    CROSS_SELL,
    CUSTOMER_LEVERS,
    ENROLMENT,
    LET_GO,
    LEVELS,
    OFFER,
    ONBOARDING,
    PERSONAL_BOND,
    STRUCTURAL_TIE,
    Actions,
    FirmLevers,
)
from hooper.strategies.budget import Prices
from hooper.strategies.draws import Draws
from tests.small_worlds import changed, default_world, retail

SETTINGS = LeverSettings(offer_contact_cost=0.15, offer_value=0.6, offer_strength=2.0, enrolment_cost=0.2)
PRICES = Prices.of(changed(retail(10), levers=SETTINGS.model_dump()))
NOTHING_COPIED = dict.fromkeys(LEVELS, 1.0)
DRAWS = Draws((1, 0), 3)
ROWS = ("offer", "member", "emotional_loyalty", "switching_cost", "knowledge", "categories", "frailty")
ROWS += ("serving_factor", "recent_experience.relationship", "recent_contacts")
EFFECTS = LeverEffects()
WITHOUT_EFFECTS = {
    **dict.fromkeys(type(EFFECTS).model_fields, 0.0),
    "reached_by_plan": 1.0,
}


class People:
    """Six customers of a world, and the levers on them."""

    def __init__(self, scenario):
        self.population = Population(World(scenario).law_set, 10, Workers())
        self.population.admit(np.arange(6, dtype=np.uint64), np.zeros(6), np.zeros(6, np.uint8))
        self.summary = RunningSummary(self.population.capacity)
        self.levers = CustomerLevers.of(scenario, self.population, self.summary)

    def pull(self, lever, rows, strengths=1.0, skill=1.0, left=NOTHING_COPIED):
        rows, reached = np.array(rows), np.ones(len(rows))
        actions = Actions(rows, np.broadcast_to(lever, rows.shape), np.broadcast_to(strengths, rows.shape))
        return self.levers.carry_out(actions, reached, left, skill, DRAWS, PRICES)

    def state(self):
        return {row: self.population.values(row).tolist() for row in ROWS}

    def moved_by(self, lever, **how):
        """Return the rows that moved when a lever was pulled on customer 2, with her values after it."""
        before = self.state()
        self.pull(lever, [2], **how)
        after = self.state()
        others = [0, 1, 3, 4, 5]
        assert all([after[row][k] for k in others] == [before[row][k] for k in others] for row in ROWS)
        return {row: after[row][2] for row in ROWS if after[row] != before[row]}


@pytest.fixture
def customers():
    shop = changed(retail(10), levers=SETTINGS.model_dump())
    return People(shop)


@pytest.fixture
def people():
    return People(default_world(10))


def test_offers_and_enrolments_reach_their_customers_and_are_remembered(customers):
    population, summary = customers.population, customers.summary
    levers, strengths = np.array([OFFER, ENROLMENT, OFFER]), np.array([1.0, 1.0, 0.5])
    actions = Actions(np.array([4, 1, 2]), levers, strengths, np.zeros(3))
    reached = np.array([0.5, 1.0, 1.0])
    carried = customers.levers.carry_out(actions, reached, NOTHING_COPIED, 1.0, DRAWS, PRICES)
    assert population.values("offer").tolist() == [0.0, 0.0, 1.0, 0.0, 1.0, 0.0]
    assert population.values("member").tolist() == [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    assert summary.contacts[:6].tolist() == [0, 1, 1, 0, 1, 0]
    assert summary.enrolled[:6].tolist() == [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    assert carried.cost == pytest.approx(2 * 0.15 + 0.2)
    assert carried.gifts == pytest.approx((1.0 + 0.5) * 1.2)
    assert carried.worth.tolist() == pytest.approx([1.2, 0.6])


def test_who_is_enrolled_again_stays_in_her_tier(customers):
    customers.pull(ENROLMENT, [1])
    customers.population.write("member", np.array([1]), np.float32(2.0))
    customers.pull(ENROLMENT, [1])
    assert customers.population.values("member")[1] == 2.0


def test_no_actions_cost_nothing(customers):
    carried = customers.pull(OFFER, np.empty(0, np.int64))
    assert (carried.cost, carried.gifts) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("lever", "moved"),
    [
        (PERSONAL_BOND, {"emotional_loyalty": 0.3 + EFFECTS.bond_of_manager * 0.7}),
        (STRUCTURAL_TIE, {"switching_cost": EFFECTS.strength_of_tie}),
        (CARE, {"recent_experience.relationship": EFFECTS.warmth_of_attention}),
        (ONBOARDING, {"knowledge": EFFECTS.learned_when_onboarded}),
        (
            LET_GO,
            {
                "frailty": 1.0 + EFFECTS.hazards_when_let_go,
                "serving_factor": 1.0 - EFFECTS.saved_when_let_go,
            },
        ),
    ],
)
def test_a_lever_moves_what_it_says_of_whom_it_is_pulled_on_and_nothing_else(people, lever, moved):
    assert people.moved_by(lever) == pytest.approx(moved, rel=1e-6)


@pytest.mark.parametrize("lever", range(len(CUSTOMER_LEVERS)), ids=CUSTOMER_LEVERS)
def test_a_lever_without_effect_moves_nobody(lever):
    world = default_world(10, lever_effects=WITHOUT_EFFECTS, levers={"offer_strength": 0.0})
    assert People(world).moved_by(lever) == ({"member": 1.0} if lever == ENROLMENT else {})


@pytest.mark.parametrize("lever", [OFFER, PERSONAL_BOND, STRUCTURAL_TIE, CARE, ONBOARDING, CROSS_SELL])
def test_at_strength_zero_a_lever_moves_nobody(people, lever):
    assert people.moved_by(lever, strengths=0.0) == {}


def test_bonds_and_kind_words_are_worth_what_the_staff_is_worth_and_what_rivals_have_left(people):
    half = NOTHING_COPIED | {"personal_bond": 0.5}
    [bond] = people.moved_by(PERSONAL_BOND, skill=0.8, left=half).values()
    assert bond == pytest.approx(0.3 + EFFECTS.bond_of_manager * 0.4 * 0.7)
    [warmth] = people.moved_by(CARE, skill=0.8, left=NOTHING_COPIED | {"care": 0.25}).values()
    assert warmth == pytest.approx(EFFECTS.warmth_of_attention * 0.2)


def test_who_is_tied_or_let_go_is_so_for_good_and_nothing_else_is(people):
    people.moved_by(STRUCTURAL_TIE)
    people.moved_by(LET_GO)
    levers = np.arange(len(CUSTOMER_LEVERS))
    for row in (1, 2):
        new = people.levers.are_new(np.full(levers.size, row), levers)
        assert levers[~new].tolist() == ([STRUCTURAL_TIE, LET_GO] if row == 2 else [])
    assert people.moved_by(STRUCTURAL_TIE) == {}
    assert people.summary.contacts[2] == 2, "nobody is contacted to be let go"


def test_a_further_category_is_taken_up_by_the_chance_of_the_world_and_six_are_the_most():
    """The share of 4,000 is within 5 standard errors: it fails by chance once in a million."""
    world = World(default_world(10, lever_effects={"chance_of_cross_sale": 0.2}))
    population, count = Population(world.law_set, 4_000, Workers()), 4_000
    population.admit(np.arange(count, dtype=np.uint64), np.zeros(count), np.zeros(count, np.uint8))
    levers = CustomerLevers.of(world.scenario, population, RunningSummary(population.capacity))
    rows = np.arange(count)
    actions = Actions(rows, np.full(count, CROSS_SELL), np.ones(count), np.zeros(count))
    levers.carry_out(actions, np.ones(count), NOTHING_COPIED, 1.0, DRAWS, PRICES)
    taken = population.values("categories") == 2.0
    assert taken.mean() == pytest.approx(0.2, abs=5 * np.sqrt(0.16 / count))
    for period in range(60):
        levers.carry_out(actions, np.ones(count), NOTHING_COPIED, 1.0, Draws((1, 0), period), PRICES)
    assert population.values("categories").max() == 6.0


def test_without_memory_a_kind_word_is_lost():
    scenario = default_world(10)
    on = tuple(law for law in scenario.switched_on if law != "memory")
    assert People(changed(scenario, switched_on=on)).moved_by(CARE) == {}


def test_contacts_are_remembered_where_they_tire():
    scenario = default_world(10)
    tires = changed(scenario, switched_on=(*scenario.switched_on, "contact_fatigue"))
    people = People(tires)
    people.pull(OFFER, [1, 1, 4])
    assert people.population.values("recent_contacts").tolist() == [0.0, 2.0, 0.0, 0.0, 1.0, 0.0]
    people.pull(LET_GO, [5])
    assert people.population.values("recent_contacts")[5] == 0.0


QUIET_MARKET = dict.fromkeys(MARKET_SIGNALS, 0.0)


def noticed_of(levers, left=NOTHING_COPIED, scenario=None, **noticed):
    """Return the signals that are not 0, by name."""
    scenario, market = scenario or retail(10), QUIET_MARKET
    signals = signals_of(levers, left, scenario, programme=False, market=market, noticed=noticed)
    told = dict(zip(SIGNALS, signals.tolist(), strict=True))
    return {name: value for name, value in told.items() if value}


def test_signals_stand_in_the_order_in_which_laws_read_them():
    market = dict(zip(MARKET_SIGNALS, (0.25, *range(1, len(MARKET_SIGNALS))), strict=True))
    signals = signals_of(
        FirmLevers(discount=0.25),
        NOTHING_COPIED | {"discount": 0.5, "enrolment": 0.25},
        retail(10),
        programme=True,
        market=market,
        noticed={"staff_change": -0.5},
    )
    assert dict(zip(SIGNALS, signals.tolist(), strict=True)) == {
        **dict.fromkeys(SIGNALS, 0.0),
        "discount": 0.125,
        "programme": 0.25,
        "staff_change": -0.5,
        **market,
    }


@pytest.mark.parametrize(
    ("lever", "noticed"),
    [
        ("training", {"staff_change": 0.10, "mistakes": -0.10}),
        ("quality", {"quality_change": 0.15, "mistakes": -0.20}),
        ("assortment", {"wider_choice": 0.30}),
        ("referral_reward", {"referral_pull": 0.50}),
        ("price_premium", {"discount": -1.0}),
        *((lever, {}) for lever in ("extra_agents", "recovery", "acquisition")),
    ],
)
def test_a_lever_of_the_firm_is_noticed_as_what_it_says_and_nothing_else(lever, noticed):
    assert noticed_of(FirmLevers(**{lever: 1.0})) == pytest.approx(noticed)
    assert noticed_of(FirmLevers(**{lever: 0.0})) == {}


def test_where_a_law_says_how_a_premium_is_felt_it_is_no_discount():
    scenario = retail(10, price_premium={"premium": 0.1})
    assert noticed_of(FirmLevers(price_premium=0.5), scenario=scenario) == {"premium": 0.5}


def test_programmes_take_off_from_the_mistakes_that_a_staff_makes():
    signals = noticed_of(FirmLevers(training=1.0, quality=1.0), mistakes=0.5, staff_change=-0.25)
    assert signals["mistakes"] == pytest.approx(1.5 * 0.9 * 0.8 - 1.0)
    assert signals["staff_change"] == pytest.approx(-0.15)


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(-0.9, 3.0))
def test_mistakes_never_turn_into_fewer_than_none(training, quality, mistakes):
    signals = noticed_of(FirmLevers(training=training, quality=quality), mistakes=mistakes)
    assert -1.0 <= signals.get("mistakes", 0.0) <= mistakes + 1e-6


def test_every_lever_of_the_firm_has_a_name_of_its_own_and_a_level():
    assert {each.name for each in fields(FirmLevers)}.isdisjoint(CUSTOMER_LEVERS)
    assert LEVELS.keys() == {each.name for each in fields(FirmLevers)} | set(CUSTOMER_LEVERS)
