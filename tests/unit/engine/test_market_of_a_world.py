"""The market in a running world: the same bits in every way, and what it does to those who live in it."""

from functools import cache

import numpy as np
import pytest

from hooper.engine.plan import RunPlan
from hooper.engine.replay import replay
from hooper.engine.run import run, run_branches
from hooper.engine.simulate import simulate
from hooper.engine.world import World
from hooper.strategies.mass_discount import MassDiscount
from tests.small_worlds import changed, default_world, retail, tables_but_for
from tests.unit.engine.test_checkpoint import stopped_and_resumed

MATCHES = {"rule": "match_price", "share_matched": 0.9, "delay_months": 2.0}
IMITATES = {"rule": "imitate_quality", "gap_closed_per_month": 0.2}
RIVALS = (
    {"name": "follower", "share": 0.3, "price": 0.9, "reaction": MATCHES},
    {"name": "imitator", "share": 0.2, "price": 0.8, "opens_after_months": 4.0, "reaction": IMITATES},
)
SEGMENTS = (
    {"name": "held", "share": 0.6, "five_forces": {"rivals": 1, "entrants": 1, "substitutes": 1}},
    {"name": "contested", "share": 0.4, "five_forces": {"rivals": 4}},
)
SHOCKS = (
    {"kind": "deregulation", "after_months": 5.0, "competition": 0.9, "segment": "held"},
    {"kind": "closing", "after_months": 8.0, "rival": "follower"},
    {"kind": "demand", "from_months": 2.0, "until_months": 4.0, "multiplier": 1.5},
)
EVERYTHING = {"rivals": RIVALS, "segments": SEGMENTS, "shocks": SHOCKS}


def lively(customers=400):
    """Return a shop in a market in which everything happens."""
    return changed(retail(customers, market=EVERYTHING), switched_on=("share_of_wallet",))


PLAN = RunPlan((5, 1), 45, branch_period=13, grant_per_review=3000.0, strategy=MassDiscount())


@cache
def undisturbed():
    return run(World(lively()), PLAN)


@pytest.mark.parametrize("how", [{"engine": "agents"}, {"threads": 2, "chunk": 256}])
def test_a_lively_market_has_the_same_digest_and_books_in_every_way(how):
    other = run(World(lively()), PLAN, **how)
    assert other.digest == undisturbed().digest
    assert other.books.means.tobytes() == undisturbed().books.means.tobytes()


@pytest.mark.parametrize(("engine", "again"), [("blocks", "agents"), ("agents", "blocks")])
def test_a_stopped_world_finds_its_market_as_it_was(engine, again, tmp_path):
    world = World(lively())
    resumed = stopped_and_resumed(world, PLAN, tmp_path / "history", 30, engine, again)
    assert resumed.digest == undisturbed().digest
    assert resumed.books.means.tobytes() == undisturbed().books.means.tobytes()


def test_a_branch_takes_the_market_with_it():
    [branch] = run_branches(World(lively()), [PLAN])
    assert branch.digest == undisturbed().digest


def test_what_rivals_remember_counts():
    """The same world, whose rivals never react, is another one: the tests above test something."""
    still = tuple(rival | {"reaction": {"rule": "none"}} for rival in RIVALS)
    without = [run(World(changed(lively(), market={"rivals": still})), PLAN)]
    for forgets in range(2):
        one = tuple(still[k] if k == forgets else RIVALS[k] for k in range(2))
        without.append(run(World(changed(lively(), market={"rivals": one})), PLAN))
    assert len({each.digest for each in (*without, undisturbed())}) == 4


@pytest.mark.parametrize("customer", [0, 3, 11])
def test_a_life_in_a_lively_market_is_lived_again_alone(customer):
    assert replay(World(lively(60)), PLAN, customer).num_rows > 0


# What it does


def test_a_rival_of_a_price_is_the_constant_gap_bit_for_bit():
    rival = {"name": "cheap", "share": 0.2, "price": 0.75}
    by_rival, by_gap = (
        simulate(default_world(400, market=market), 24, seed=3)
        for market in ({"rivals": (rival,)}, {"price_gap": 0.25})
    )
    assert by_rival.digest == by_gap.digest


def test_a_rival_who_never_opens_changes_nothing():
    rival = {"name": "late", "share": 0.2, "price": 0.1, "quality_lead": 2.0, "opens_after_months": 99.0}
    plain, waiting = (
        simulate(default_world(400, market={"rivals": rivals}), 24, seed=3) for rivals in ((), (rival,))
    )
    assert plain.digest == waiting.digest


def test_segments_alike_change_nothing_but_the_segment():
    alike = tuple({"name": name, "share": 0.5, "five_forces": {}} for name in ("one", "other"))
    plain, divided = (
        tables_but_for(simulate(scenario, 40, seed=3), "traits", "segment")
        for scenario in (
            retail(400, loyalty={"competition": 0.5}),
            retail(400, loyalty={"competition": 0.5}, market={"segments": alike}),
        )
    )
    assert plain == divided


def test_newcomers_belong_to_segments_by_their_shares_and_stay_there():
    traits = simulate(retail(4_000, market={"segments": SEGMENTS}), 2, seed=3).history.truth.traits
    shares = np.bincount(traits["segment"].to_numpy()) / traits.num_rows
    assert shares == pytest.approx([0.6, 0.4], abs=4.5 * np.sqrt(0.24 / traits.num_rows))


def test_who_is_in_a_contested_segment_leaves_to_rivals_more_often():
    history = simulate(retail(6_000, market={"segments": SEGMENTS}), 52, seed=3).history
    traits, exits = history.truth.traits, history.truth.exits
    lost = np.isin(traits["customer_id"].to_numpy(), exits["customer_id"].to_numpy())
    segment = traits["segment"].to_numpy()
    held, contested = (lost[segment == k].mean() for k in (0, 1))
    assert contested > held + 0.1


def test_deregulation_opens_a_segment_as_if_it_had_always_been_open():
    """After the shock hazards are those of a world with that competition; before, bit for bit as without."""
    shock = {"kind": "deregulation", "after_months": 12.0, "competition": 0.9}
    plain, opened = (
        simulate(default_world(3_000, market={"shocks": shocks}), 24, seed=3) for shocks in ((), (shock,))
    )
    leaks = [each.books.leaks.sum(axis=1) for each in (plain, opened)]
    assert leaks[0][:12].tolist() == leaks[1][:12].tolist()
    assert leaks[1][12:15].sum() > 1.2 * leaks[0][12:15].sum()


def test_from_the_beginning_on_deregulation_is_the_competition_of_the_scenario():
    """Within the rounding of float32, which moves hardly anybody."""
    shock = {"kind": "deregulation", "after_months": 0.0, "competition": 0.9}
    moved = simulate(retail(2_000, loyalty={"competition": 0.3}, market={"shocks": (shock,)}), 40, seed=3)
    written = simulate(retail(2_000, loyalty={"competition": 0.9}), 40, seed=3)
    assert np.abs(moved.books.held - written.books.held).max() <= 2


def test_a_boom_multiplies_orders_and_those_who_are_paid_for_while_it_lasts():
    boom = {"kind": "demand", "from_months": 6.0, "until_months": 9.0, "multiplier": 2.0}
    plain, booming = (
        simulate(default_world(2_000, market={"shocks": shocks}), 12, seed=3) for shocks in ((), (boom,))
    )
    paid = [each.books.arrivals[:, 1] + 0.0 for each in (plain, booming)]
    assert paid[1][:6].tolist() == paid[0][:6].tolist()
    more = 3 * 24  # as many once more as are planned; ill talk turns no more away than it did
    assert (paid[1] - paid[0])[6:9].sum() == pytest.approx(more, abs=4)
    revenue = [each.books.revenue for each in (plain, booming)]
    assert revenue[1][:6].tolist() == revenue[0][:6].tolist()
    assert revenue[1][6:9].sum() == pytest.approx(2.0 * revenue[0][6:9].sum(), rel=0.06)


def test_the_share_of_wallet_is_a_logit_against_the_rivals_and_stands_in_the_books():
    settings = {"usual_share": 0.5, "pull_of_satisfaction": 0.0}
    rival = {"name": "cheap", "share": 0.4, "price": 0.75, "opens_after_months": 3.0}
    usual = {"name": "usual", "share": 0.4}
    scenario = changed(
        default_world(
            300, market={"rivals": (rival, usual), "choice": {"pull_of_price": 2.0}}, share_of_wallet=settings
        ),
        switched_on=(*default_world().switched_on, "share_of_wallet"),
    )
    means = simulate(scenario, 6, seed=3).books.means[:, -1]
    value = np.log(np.array([0.5, 0.5 + 0.5 * np.exp(2.0 * 0.25)]))
    assert means[[0, 3]] == pytest.approx(1 / (1 + np.exp(value)), rel=1e-5)
    off = simulate(default_world(100), 3, seed=3).books.means[:, -1]
    assert off.tolist() == [1.0, 1.0, 1.0]


def test_orders_fall_with_the_share_of_wallet():
    plain = default_world(2_000, share_of_wallet={"usual_share": 0.25, "pull_of_satisfaction": 0.0})
    shared = changed(plain, switched_on=(*plain.switched_on, "share_of_wallet"))
    whole, quarter = (simulate(each, 6, seed=3).books.revenue[1:].sum() for each in (plain, shared))
    assert quarter == pytest.approx(0.25 * whole, rel=0.15), "but for the first order at entry"
