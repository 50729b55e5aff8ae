"""Law by law: what the compiled step wrote against a plain-Python twin that reads what the step read."""

from copy import copy
from functools import cache
from types import SimpleNamespace
from typing import get_args

import numpy as np
import pytest

from hooper.engine.population import Population
from hooper.engine.population_step import BlocksEngine
from hooper.engine.world import World
from hooper.foundation.random_words import words
from hooper.foundation.settings import Settings
from hooper.foundation.workers import Workers
from hooper.mechanisms.customer_period import ENTRY_LAWS, PERIOD_LAWS
from hooper.mechanisms.defection import DefectionSettings
from hooper.mechanisms.dimensions import ONE_FOR_ALL, field_of
from hooper.mechanisms.failure import FailureSettings
from hooper.mechanisms.price_premium import PricePremiumSettings
from hooper.mechanisms.referral import ReferralSettings
from hooper.scenario.firm_settings import AcquisitionSettings
from hooper.scenario.five_forces import FiveForces
from hooper.scenario.law_names import OptionalLaw
from hooper.scenario.market_settings import MarketSettings, SegmentSettings
from hooper.scenario.network_settings import NetworkSettings
from hooper.scenario.scenario import Scenario
from tests.unit.mechanisms import laws_twin as twin
from tests.unit.mechanisms.one_period import customers_after_a_period, introduced, newcomers

LANES = 400
NUDGE = 4e-6
RELATIVE, ABSOLUTE = 2e-5, 3e-6
# Laws that would write over what a law writes, and have to be off for it to be seen.
THAT_WRITE_OVER = {
    "renewal": ("purchase",),
    "rate_drift": ("renewal", "life_events"),
    "cross_buying": ("renewal", "points_pressure"),
    "reference_price": ("renewal", "price_premium"),
    "contact_fatigue": ("renewal", "word_of_mouth"),
}
PERIOD_NAMES = [law.name for law in PERIOD_LAWS]
WITH_A_LIMIT = AcquisitionSettings(most_introductions_per_month_per_1000=1e6)
# A world that has every section of a law.
WHOLE = Scenario(price_premium=PricePremiumSettings())
SECTIONS = sorted(
    set(PERIOD_NAMES) & set(Scenario.model_fields) | {"buyer", "character", "price_sensitivity"}
)


def random_scenario(seed, **changes):
    """Return a world whose laws have constants of their own, so that none can stand in for another."""
    rng = np.random.default_rng(seed)
    sections = {}
    for section in SECTIONS:
        settings = getattr(WHOLE, section)
        values = {
            name: min(value * rng.uniform(0.7, 1.2), max(value, 0.95)) or rng.uniform(0.05, 0.2)
            for name, value in settings
            if not isinstance(value, Settings)
        }
        sections[section] = settings.model_copy(update=values)
    return Scenario(
        **sections,
        **changes,
        acquisition=WITH_A_LIMIT,
        market=TWO_OF_THREE_CONTESTED,
        network=NetworkSettings(),
    )


TWO_OF_THREE_CONTESTED = MarketSettings(
    segments=(
        SegmentSettings(name="held", share=0.5, five_forces=FiveForces(rivals=1, entrants=1)),
        SegmentSettings(name="contested", share=0.3, five_forces=FiveForces(rivals=4)),
        SegmentSettings(name="fought over", share=0.2, five_forces=FiveForces(rivals=5, substitutes=4)),
    )
)
SCENARIOS = {
    "retail by the week": Scenario(
        defection=DefectionSettings(hole_tilt_of_memory=1.0),
        market=TWO_OF_THREE_CONTESTED,
        network=NetworkSettings(),
        price_premium=PricePremiumSettings(premium=0.1),
    ),
    "random settings by the month": random_scenario(1, period="month"),
    "random settings by the day": random_scenario(2, period="day").model_copy(
        update={
            "referral": ReferralSettings(talk_per_month=2.0, referrals_per_positive_talk=0.2),
            "failure": FailureSettings(failure_per_month_of_use=0.9),
        }
    ),
}


@cache
def customers(name, switched_off):
    changes = {"switched_off": switched_off, "switched_on": get_args(OptionalLaw)}
    scenario = SCENARIOS[name].model_copy(update=changes)
    return scenario, customers_after_a_period(World(scenario), LANES)


def with_nudged_draws(c, law, by):
    nudged = copy(c)
    for draw in law.draws_in(ONE_FOR_ALL):
        if draw.kind == "uniform":
            setattr(nudged, draw.name, getattr(c, draw.name) + by)
    return nudged


def run_twin(function, c, scenario, writes):
    function(c, scenario)
    return [getattr(c, name) for name in writes]


def readings(before, after, stop_at, scenario):
    """Return the fields at the moment at which law `stop_at` runs: the engine's own, where they are known."""
    c = copy(before)
    for law in PERIOD_LAWS:
        for draw in law.draws_in(ONE_FOR_ALL):
            setattr(c, field_of(draw.name), getattr(after, field_of(draw.name)))
    last_writer = {}
    for law in PERIOD_LAWS:
        if law.when_off or law.name not in scenario.laws_off:
            last_writer |= dict.fromkeys(law.writes, law.name)
    for law in PERIOD_LAWS:
        if law.name == stop_at:
            return c
        off = law.name in scenario.laws_off
        run_twin(twin.OFF[law.name] if off else getattr(twin, law.name), c, scenario, ())
        for name in law.writes:
            if last_writer.get(name) == law.name:
                setattr(c, name, getattr(after, name))
    raise ValueError(stop_at)


def check(name, law_name, switched_off):
    scenario, lives = customers(name, switched_off)
    law = PERIOD_LAWS[PERIOD_NAMES.index(law_name)]
    function = twin.OFF[law_name] if law_name in switched_off else getattr(twin, law_name)
    overwritten = {
        field
        for later in PERIOD_LAWS[PERIOD_NAMES.index(law_name) + 1 :]
        for field in later.writes
        if later.when_off or later.name not in switched_off
    }
    writes = [field for field in law.writes if field not in overwritten]
    compared, values = 0, []
    for before, after in lives:
        c = readings(before, after, law_name, scenario)
        expected = [
            run_twin(function, with_nudged_draws(c, law, by), scenario, writes) for by in (-NUDGE, 0.0, NUDGE)
        ]
        if np.allclose(expected[0], expected[2], RELATIVE, ABSOLUTE):
            compared += 1
            got = [getattr(after, field) for field in writes]
            np.testing.assert_allclose(got, expected[1], RELATIVE, ABSOLUTE, err_msg=f"{writes} {c}")
            values.append(got)
    assert compared >= 0.99 * len(lives), "hardly any customer may stand at a threshold"
    return np.array(values)


# A bill for everybody, and nothing left to be felt of anybody's.
SAME_FOR_ALL = {"renewal", "encounters"}


@pytest.mark.parametrize("law_name", PERIOD_NAMES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_law_that_acts_does_what_its_equation_says(name, law_name):
    without = THAT_WRITE_OVER.get(law_name, ("renewal",))
    values = check(name, law_name, without)
    assert values.size
    assert law_name in SAME_FOR_ALL or np.ptp(values, axis=0).max() > 0.0, "the law must have done something"


@pytest.mark.parametrize("law_name", PERIOD_NAMES)
def test_a_law_that_is_switched_off_does_what_it_says(law_name):
    switched_off = tuple({law_name, "renewal"})
    check("random settings by the month", law_name, switched_off)


def test_renewal_adds_its_bill_to_the_orders_of_purchase():
    _, lives = customers("retail by the week", ())
    _, without = customers("retail by the week", ("renewal",))
    assert [after.orders for _, after in lives] == [after.orders + 1 for _, after in without]
    assert {after.order_exposure for _, after in lives} == {0.0}


@pytest.mark.parametrize("name", SCENARIOS)
def test_newcomers_are_drawn_as_the_equations_of_entry_say(name):
    scenario = SCENARIOS[name]
    world = World(scenario)
    ids, told, values = traits(world)
    draws = entry_draws(ids)
    for k in range(ids.size):
        c = SimpleNamespace(**{field: column[k] for field, column in (told | draws).items()})
        for function in twin.ENTRY:
            function(c, scenario)
        for field, column in values.items():
            assert column[k] == pytest.approx(getattr(c, field), rel=5e-5, abs=3e-6), field


def traits(world):
    strangers = Population(world.law_set, LANES, Workers())
    strangers.admit(np.arange(LANES, dtype=np.uint64), np.zeros(LANES), np.zeros(LANES, np.uint8))
    introduced(strangers, np.random.default_rng(1))
    of_persons = ("spend_rate", "frailty", "price_sensitivity", "serving_factor", "persuadability")
    fits = ("quality_fit.overall", "expectation.overall", "recent_experience.overall")
    given = ("acquaintance", *fits, "purchase_rate", *of_persons)
    told = {name.split(".")[0]: strangers.values(name) for name in given}
    population = newcomers(world, BlocksEngine(world.physics, Workers(), 8192), LANES, seed=1)
    written = [row for law in ENTRY_LAWS for field in law.writes for row in world.law_set.rows_of(field)]
    rows = {row.split(".")[0]: population.values(row) for row in written}
    return population.customer_id[: population.size], told, rows


def entry_draws(ids):
    drawn = {}
    for draw in (draw for law in ENTRY_LAWS for draw in law.draws_in(ONE_FOR_ALL)):
        of_decision = words(
            (1, 0), ids & np.uint64(0xFFFFFFFF), ids >> np.uint64(32), 0xFFFFFFFF, draw.decision
        )
        drawn[field_of(draw.name)] = twin.drawn(of_decision.astype(np.int64), draw.kind, draw.word)
    return drawn
