"""What every law of the catalogue promises, whoever wrote it."""

import inspect
import re
from typing import ClassVar, get_args

import llvmlite.binding
import numba
import numpy as np
import pytest
from numba import types

from hooper.engine.period_outcome import Now
from hooper.engine.population_step import BlocksEngine
from hooper.engine.step_module import step_module
from hooper.engine.world import World
from hooper.foundation.jit import block_loop, kernel
from hooper.foundation.random_words import round_keys
from hooper.foundation.workers import Workers
from hooper.mechanisms.customer_period import ENTRY_LAWS, LAWS_OUTSIDE, PERIOD_LAWS, SIGNALS
from hooper.mechanisms.dimensions import is_dimensional
from hooper.mechanisms.law import parameters
from hooper.mechanisms.settings_packing import dimensional_settings
from hooper.scenario.law_constants import law_constants
from hooper.scenario.law_names import LawName, OptionalLaw
from hooper.scenario.scenario import Scenario
from hooper.strategies.actions import ENROLMENT, OFFER, Actions, FirmLevers
from tests.leaving import leave
from tests.small_worlds import (
    changed,
    default_world,
    retail,
    run_with,
    subscription,
    tables_but_for,
    toggled,
)
from tests.unit.mechanisms.one_period import customers_after_a_period, newcomers, randomise

LAWS = {law.name: law for law in (*ENTRY_LAWS, *PERIOD_LAWS)}
OF_PERIOD = [law.name for law in PERIOD_LAWS]
# What is only said when somebody asks; snapshots tell it in a column of the same name.
ONLY_SAID = {"recovery_glow"}
# A market in which competition for some is fiercer than for others.
CONTESTED = {
    "segments": (
        {"name": "held", "share": 0.5, "five_forces": {"rivals": 1}},
        {"name": "contested", "share": 0.5, "five_forces": {"rivals": 5}},
    )
}
# Its parcels come late, so that there is something to be felt of its departments, and people know each other.
A_SHOP = retail(
    300,
    market=CONTESTED,
    fulfilment={"stock_out_share": 0.3},
    network={"kind": "small_world"},
    price_premium={"premium": 0.1},
)
NO_WORDS = np.zeros(len(SIGNALS), np.float32)


class LeversOnAll:
    """Makes everybody an offer and a member, and gives a discount, so that laws have these to act on."""

    name: ClassVar[str] = "levers_on_all"
    source: ClassVar[str] = "a test"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    def decide(self, view, budget, draws):
        del draws
        everybody = np.arange(view.summary.n_customers)
        rows, levers = np.tile(everybody, 2), np.repeat([OFFER, ENROLMENT], everybody.size)
        costs = np.repeat([budget.prices.offer, budget.prices.enrolment], everybody.size)
        return Actions(rows, levers, np.ones(rows.size), costs, FirmLevers(discount=0.1))


# What stands in the files


def test_every_law_of_a_period_can_be_named_in_a_scenario():
    assert set(get_args(LawName)) == {*OF_PERIOD, *(law.name for law in LAWS_OUTSIDE)}


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
def test_a_law_says_what_it_is_and_where_it_comes_from(law):
    text = inspect.getdoc(inspect.getmodule(law.function)) or ""
    assert re.search(r"\b(19|20)\d\d\b", text), "a source: author (year)"
    assert (inspect.getdoc(law.function) or "").startswith("Return")


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
def test_a_law_takes_its_settings_last_and_has_constants_for_them(law):
    parameters = list(inspect.signature(law.function).parameters)
    assert (parameters[-1:] == ["s"]) == (law.settings_type is not None)
    assert ("s" in parameters[:-1]) is False
    if law.settings_type:
        assert isinstance(law_constants(Scenario())[law.name], law.settings_type)


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
def test_a_law_is_pure(law):
    """The same arguments give the same results, whatever was called in between, and stay as they are."""
    function, rng = kernel(law.function), np.random.default_rng(1)
    calls = [arguments(law, rng) for _ in range(20)]
    first = [function(*call) for call in calls]
    kept = [repr(call) for call in calls]
    assert [function(*call) for call in reversed(calls)] == first[::-1]
    assert [repr(call) for call in calls] == kept
    assert np.size(first[0], 0) == len(law.writes) if isinstance(first[0], tuple) else len(law.writes) == 1


def arguments(law, rng):
    values = []
    own = dimensional_settings(law.settings_type)
    for name in parameters(law.function):
        if name in own:
            values.append(np.float32(rng.random()))
            continue
        number = np.float32(rng.integers(0, 4) if name in ("stage", "orders") else rng.random())
        dimensional = is_dimensional(name) and not law.per_dimension
        values.append((number,) if dimensional else number)
    return (*values, float32_settings(law)) if law.settings_type else tuple(values)


def float32_settings(law, scenario=Scenario()):  # noqa: B008  # settings are frozen
    constants = law_constants(scenario)[law.name]
    return law.settings_type(
        *(tuple(map(np.float32, each)) if isinstance(each, tuple) else np.float32(each) for each in constants)
    )


# What happens in a world


@pytest.mark.parametrize(
    "switched_off", [("renewal",), *((name,) for name in OF_PERIOD if name != "renewal")]
)
def test_customers_who_are_gone_do_not_change(switched_off):
    world = World(changed(retail(300), switched_off=switched_off))
    engine = BlocksEngine(world.physics, Workers(), chunk=8192)
    population = newcomers(world, engine, 300, seed=2)
    randomise(population, np.random.default_rng(2))
    gone = np.arange(0, 300, 3)
    leave(population, world.law_set, gone)
    before = rows_of(population, gone)
    engine.announce(Now(5, round_keys(1, 0), NO_WORDS))
    outcome = engine.live(population)
    np.testing.assert_array_equal(rows_of(population, gone), before)
    assert not any(np.isin(rows.slots, gone).any() for rows in outcome.events.values())
    assert outcome.lived == 200
    assert not np.array_equal(rows_of(population, gone + 1), before), "the others must have lived"


def rows_of(population, slots):
    """Return all state of customers, bit for bit, wherever they stand."""
    names = World(Scenario()).law_set.state_rows
    return np.array([population.values_at(name, slots).view(np.int32) for name in names])


@pytest.mark.parametrize("name", [name for name in OF_PERIOD if name not in ONLY_SAID])
def test_switching_a_law_changes_the_history_or_the_books_of_a_shop(name):
    scenario = default_world(300, reward_points={}) if name in get_args(OptionalLaw) else A_SHOP
    worlds = (scenario, toggled(scenario, name))
    plain, other = (run_with(LeversOnAll(), world, 30, grant=3000.0) for world in worlds)
    if name == "cost_to_serve":  # no customer takes notice of it
        assert plain.books.ledger.profit.sum() != other.books.ledger.profit.sum()
    else:
        assert plain.history.digest != other.history.digest


@pytest.mark.parametrize("name", sorted(ONLY_SAID))
def test_what_is_only_said_changes_nothing_that_happens(name):
    scenario = default_world(300)
    worlds = (scenario, toggled(scenario, name))
    plain, other = (run_with(LeversOnAll(), world, 30, grant=3000.0) for world in worlds)
    happened = [tables_but_for(each, "snapshots", name) for each in (plain, other)]
    assert happened[0] == happened[1]
    assert plain.history.digest != other.history.digest


@pytest.mark.parametrize("name", ["renewal", "purchase"])
def test_switching_what_makes_orders_changes_the_history_of_a_contract(name):
    scenario = subscription(200)
    worlds = (scenario, toggled(scenario, name))
    digests = {run_with(LeversOnAll(), world, 12).history.digest for world in worlds}
    assert len(digests) == 2


@pytest.mark.parametrize("name", OF_PERIOD)
def test_the_draws_of_others_do_not_move_when_a_law_is_switched(name):
    others = [law for law in PERIOD_LAWS if law.name != name and law.name not in get_args(OptionalLaw)]
    drawn = [draw.name for law in others for draw in law.draws]
    scenario = retail(50)
    lives = [customers_after_a_period(World(world), 50) for world in (scenario, toggled(scenario, name))]
    plain, other = ([[getattr(after, draw) for draw in drawn] for _, after in each] for each in lives)
    assert plain == other


# What the compiler makes of it: a law that is not vectorised costs ten times as much.

FLOATS = types.Array(types.float32, 1, "C")
# A loop that only writes zero becomes a call of memset.
WIDE_MOVE = re.compile(r"%[yz]mm|\bmemset\b")
WIDE_ARITHMETIC = re.compile(r"\bv?(?:add|sub|mul|div|sqrt|max|min)ps\b.*%[yz]mm")
# What is left where numba has made an int64 of a sum of int32: lanes are taken out of the register.
ONE_AT_A_TIME = re.compile(r"\bv?pextrq\b")
MOVES_ONLY = {
    "experience_off",
    "persuasion_off",
    "defection_off",
    "failure_off",
    "stages_off",
    "referral_off",
    "emotional_loyalty_off",
    "knowledge_off",
    "reference_price_off",
    "cross_buying_off",
    "holes_off",
    "accumulated_experience_off",
    "desires_off",
    "competition_off",
    "share_of_wallet_off",
    "encounters",
}
LOOPS = [f"{law.name}{off}" for law in LAWS.values() for off in (("", "_off") if law.when_off else ("",))]
has_wide_registers = pytest.mark.skipif(
    not llvmlite.binding.get_host_cpu_features().get("avx2"), reason="needs 256-bit registers"
)


@pytest.fixture(scope="module", params=[retail, default_world], ids=["one dimension", "seven dimensions"])
def compiled_world(request):
    """Return a scenario and the step of its laws."""
    scenario = request.param(10)
    return scenario, step_module(World(scenario).law_set)


def assembly(function, *signature):
    function.compile(signature)
    return next(iter(function.inspect_asm().values()))


def assembly_of_loop(compiled_world, name):
    scenario, step = compiled_world
    law = LAWS[name.removesuffix("_off")]
    settings = numba.typeof(float32_settings(law, scenario)) if law.settings_type else types.float32
    return assembly(
        getattr(step, f"loop_{name}"), FLOATS, FLOATS, FLOATS, types.uint32, settings, types.int64
    )


@pytest.mark.slow
@has_wide_registers
@pytest.mark.parametrize("name", LOOPS)
def test_the_loop_of_a_law_is_vectorised(compiled_world, name):
    text = assembly_of_loop(compiled_world, name)
    assert (WIDE_MOVE if name in MOVES_ONLY else WIDE_ARITHMETIC).search(text)
    assert not ONE_AT_A_TIME.search(text), "integers of 64 bits are turned into floats one by one"


@pytest.mark.slow
@has_wide_registers
def test_loops_stay_vectorised_inside_the_whole_step(compiled_world):
    scenario, step = compiled_world
    settings = types.Tuple(
        [numba.typeof(float32_settings(law, scenario)) for law in LAWS.values() if law.settings_type]
    )
    signature = (types.uint32, types.UniTuple(types.uint32, 20), settings, types.Array(types.boolean, 1, "C"))
    whole = assembly(step.step, FLOATS, FLOATS, FLOATS, *signature, FLOATS, types.int64)
    alone = sum(len(WIDE_ARITHMETIC.findall(assembly_of_loop(compiled_world, name))) for name in OF_PERIOD)
    assert len(WIDE_ARITHMETIC.findall(whole)) >= 0.8 * alone


@pytest.mark.slow
@has_wide_registers
def test_a_loop_with_a_branch_that_ends_early_is_seen_not_to_be_vectorised():
    def counted(state, scratch, n):
        for j in range(n):
            total = np.float32(0.0)
            while total * total < state[j]:
                total = total * state[j] + np.float32(1.0)
            scratch[j] = total

    text = assembly(block_loop(counted), FLOATS, FLOATS, types.int64)
    assert not WIDE_ARITHMETIC.search(text)


@pytest.mark.slow
@has_wide_registers
def test_a_sum_of_integers_that_became_an_int64_is_seen():
    def to_float(state, scratch, n):
        for j in range(n):
            whole = np.int32(state[j]) - np.int32(7)
            scratch[j] = np.float32(whole)

    if llvmlite.binding.get_host_cpu_features().get("avx512dq"):
        pytest.skip("this processor turns int64 into floats many at a time")
    assert ONE_AT_A_TIME.search(assembly(block_loop(to_float), FLOATS, FLOATS, types.int64))
