"""Named channels in a world: the same bits in every way, who comes through them, and what they cost."""

from functools import cache

import numpy as np
import pytest

from hooper.economics.ledger import ACCOUNTS
from hooper.engine.plan import RunPlan
from hooper.engine.replay import replay
from hooper.engine.run import run, run_branches
from hooper.engine.world import World
from hooper.firm.customer_ids import FIRST_NAMED
from hooper.firm.diffusion import Diffusion
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.customer_period import PERIOD_LAWS
from hooper.scenario.diffusion_settings import DiffusionSettings
from tests.small_worlds import changed, default_world, retail
from tests.unit.engine.test_checkpoint import stopped_and_resumed

LAWLESS = tuple(law.name for law in PERIOD_LAWS)
PRESS = {"name": "press", "spend_per_month_per_1000": 100.0, "most_per_month_per_1000": 120.0}
BESIDE_THE_MARK = {"quality_fit_shift": -0.75, "purchase_rate_factor": 0.5}
RESELLER = {"name": "reseller", "without_spend_per_month_per_1000": 60.0, "partner": {"delay_weeks": 3.0}}
BUZZ = {
    "name": "buzz",
    "spend_per_month_per_1000": 20.0,
    "diffusion": {"market_per_1000": 2_000.0, "innovation_per_year": 0.2, "imitation_per_year": 2.0},
}
ALL_KINDS = (PRESS | BESIDE_THE_MARK | {"reach_per_1000": 900.0}, RESELLER, BUZZ)
PLAN = RunPlan((5, 1), 45, branch_period=13)


def through(*channels, customers=400, **sections):
    """Return a shop that nobody comes to but through these channels, and those whom customers bring."""
    acquisition = {"newcomers_per_month_per_1000": 0.0, "channels": channels}
    acquisition |= sections.pop("acquisition", {})
    return retail(customers, acquisition=acquisition, **sections)


@cache
def undisturbed():
    return run(World(through(*ALL_KINDS)), PLAN)


def traits(world):
    return world.history.truth.traits


def newcomers(world, name):
    return world.books.arrivals[:, world.books.inflows.index(name)]


@pytest.mark.parametrize("how", [{"engine": "agents"}, {"threads": 2, "chunk": 256}])
def test_channels_of_all_kinds_give_the_same_bits_in_every_way(how):
    other = run(World(through(*ALL_KINDS)), PLAN, **how)
    assert other.digest == undisturbed().digest
    assert other.books.cash.tobytes() == undisturbed().books.cash.tobytes()


def test_a_stopped_world_finds_its_channels_as_they_were(tmp_path):
    world = World(through(*ALL_KINDS))
    resumed = stopped_and_resumed(world, PLAN, tmp_path / "history", 30, "blocks", "agents")
    assert resumed.digest == undisturbed().digest
    assert resumed.books.cash.tobytes() == undisturbed().books.cash.tobytes()
    for name, amounts in undisturbed().books.channels.items():
        assert resumed.books.channels[name].tobytes() == amounts.tobytes(), name


def test_a_branch_takes_its_channels_with_it():
    [branch] = run_branches(World(through(*ALL_KINDS)), [PLAN])
    assert branch.digest == undisturbed().digest


@pytest.mark.parametrize("name", ["press", "reseller", "buzz"])
def test_who_comes_through_a_channel_lives_again_alone(name):
    told, code = traits(undisturbed()), undisturbed().books.inflows.index(name)
    customer = told["customer_id"].to_numpy()[told["channel"].to_numpy() == code][3]
    lived = replay(World(through(*ALL_KINDS)), PLAN, int(customer))
    assert lived.num_rows > 0


def test_a_partner_of_whom_all_is_zero_is_an_ordinary_channel():
    nothing = dict.fromkeys(
        ("commission_share", "commission_months", "quality_noise_sd", "delay_weeks", "leakage_share"), 0.0
    )
    own, through_him = (
        run(World(through(PRESS | {"partner": each})), RunPlan((5, 0), 30)) for each in (None, nothing)
    )
    assert through_him.digest == own.digest
    assert through_him.books.ledger.profit.tobytes() == own.books.ledger.profit.tobytes()
    assert newcomers(own, "press").sum() > 100


def lawless(*channels):
    """Return a world in which nobody changes after entry."""
    world = through(*channels, customers=2_000)
    return run(World(changed(world, switched_off=LAWLESS)), RunPlan((5, 0), 26))


def by_customer(world, row, name):
    people, code = world.population, world.books.inflows.index(name)
    slots = np.flatnonzero(people.channel[: people.size] == code)
    ids = people.customer_id[slots]
    return people.values_at(row, slots)[np.argsort(ids)], np.sort(ids)


def test_who_is_reached_beside_the_mark_fits_worse_and_expects_the_same():
    right, wrong = lawless(PRESS), lawless(PRESS | BESIDE_THE_MARK)
    told = {
        row: [by_customer(world, row, "press") for world in (right, wrong)]
        for row in ("quality_fit.overall", "purchase_rate", "expectation.overall", "frailty", "spend_rate")
    }
    for (_, before), (_, after) in told.values():
        assert before.tolist() == after.tolist()
    change = {row: after - before for row, ((before, _), (after, _)) in told.items()}
    assert change["quality_fit.overall"] == pytest.approx(-0.75, abs=1e-6)
    assert change["purchase_rate"] == pytest.approx(-0.5 * told["purchase_rate"][0][0], rel=1e-6)
    for row in ("expectation.overall", "frailty", "spend_rate"):
        assert not change[row].any(), row


def test_a_partners_customers_vary_more_in_fit_and_are_the_same_otherwise():
    """The standard deviation of 717 normal numbers has a standard error of 2.6 %."""
    noisy = {"quality_noise_sd": 0.6, "delay_weeks": 0.0, "leakage_share": 0.0}
    (fits, ids), (varied, same_ids) = (
        by_customer(lawless(channel), "quality_fit.overall", "press")
        for channel in (PRESS, PRESS | {"partner": noisy})
    )
    assert ids.tolist() == same_ids.tolist()
    noise = varied - fits
    assert noise.size > 700
    assert noise.std() == pytest.approx(0.6, rel=4.5 * 0.026)
    assert abs(noise.mean()) < 4.5 * 0.6 / np.sqrt(noise.size)
    assert abs(np.corrcoef(noise, fits)[0, 1]) < 4.5 / np.sqrt(noise.size)


def test_a_channel_more_changes_nobody_who_comes_otherwise():
    alone, together = traits(lawless(PRESS)), traits(lawless(PRESS, BUZZ))
    otherwise = together["channel"].to_numpy() <= FIRST_NAMED
    assert together.filter(otherwise).to_pylist() == alone.to_pylist()
    assert not otherwise.all()


def test_what_a_channel_costs_goes_to_those_who_came_through_it():
    world = undisturbed()
    books, column = world.books, ACCOUNTS.index("acquisition")
    of_channel = world.customer_accounts.by_channel[column]
    cost = through().acquisition.cost_per_newcomer
    brought = books.arrivals[:, 2].sum() + books.arrivals[:, 3].sum()
    spent = {name: amounts.sum() for name, amounts in books.channels.items()}
    destroyed = -books.ledger.accounts[:, ACCOUNTS.index("referral_destruction")].sum()
    total = -books.ledger.accounts[:, column].sum()
    money = sum(amount for name, amount in spent.items() if not name.endswith("doubling"))
    assert total == pytest.approx(cost * (400 + brought) + money - destroyed)
    assert spent["press.spend"] == pytest.approx(0.4 * 100.0 * 45 * 7 / 30.4375)
    sold = world.history.observed.transactions
    by_reseller = traits(world).filter(traits(world)["channel"].to_numpy() == 5)["customer_id"].to_numpy()
    paid = sold["amount"].to_numpy()[np.isin(sold["customer_id"].to_numpy(), by_reseller)].sum()
    assert spent["reseller.commission"] == pytest.approx(0.10 * paid), "nobody is older than a year"
    assert -of_channel[5] == pytest.approx(spent["reseller.commission"])


def test_what_is_spent_while_nobody_comes_goes_to_nobody():
    world = run(World(through(PRESS | {"most_per_month_per_1000": 0.0})), RunPlan((5, 0), 13))
    nobody = world.customer_accounts.by_channel[ACCOUNTS.index("acquisition"), -1]
    assert -nobody == pytest.approx(world.books.channels["press.spend"].sum())
    assert newcomers(world, "press").sum() == 0


def test_ill_talk_turns_away_those_of_channels_and_destroys_what_was_spent_on_them():
    calm, angry = (
        run(World(through(PRESS, acquisition={"turned_away_per_ill_talk": each})), RunPlan((5, 0), 26))
        for each in (0.0, 5.0)
    )
    assert newcomers(angry, "press").sum() < 0.9 * newcomers(calm, "press").sum()
    destroyed = angry.books.ledger.accounts[:, ACCOUNTS.index("referral_destruction")].sum()
    stayed_away = newcomers(calm, "press").sum() - newcomers(angry, "press").sum()
    of_each = calm.books.channels["press.spend"].sum() / newcomers(calm, "press").sum()
    assert -destroyed == pytest.approx(of_each * stayed_away, rel=0.05)
    assert not calm.books.ledger.accounts[:, ACCOUNTS.index("referral_destruction")].any()


def test_demand_multiplies_those_who_come_and_not_what_is_spent():
    boom = {"kind": "demand", "from_months": 0.0, "until_months": 60.0, "multiplier": 1.5}
    usual, booming = (
        run(
            World(through(PRESS, market={"shocks": shocks}, referral={"talk_per_month": 0.0})),
            RunPlan((5, 0), 26),
        )
        for shocks in ((), (boom,))
    )
    came = [newcomers(world, "press").sum() for world in (usual, booming)]
    assert came[1] == pytest.approx(1.5 * came[0], rel=0.1)
    assert usual.books.cash.size == booming.books.cash.size
    assert usual.books.channels["press.spend"].tobytes() == booming.books.channels["press.spend"].tobytes()


def test_a_launch_brings_people_between_its_months_only():
    world = run(World(through(PRESS | {"from_months": 2.0, "until_months": 4.0})), RunPlan((5, 0), 26))
    weeks = np.flatnonzero(newcomers(world, "press"))
    assert 2.0 * 30.4375 / 7 - 1 < weeks.min() < 10
    assert 16 < weeks.max() < 4.0 * 30.4375 / 7 + 1
    assert world.books.channels["press.spend"].sum() == pytest.approx(0.4 * 2 * 100.0)


def test_those_of_channels_think_on_like_all_others_where_there_are_prospects():
    world = run(World(changed(through(PRESS, RESELLER), switched_on=("prospects",))), RunPlan((5, 0), 26))
    assert newcomers(world, "press").sum() > 0
    assert newcomers(world, "reseller").sum() > 0
    assert world.books.prospects[:, 0].max() > 0


def test_in_seven_dimensions_the_shift_is_the_same_in_each():
    def fits(shift):
        channel = PRESS | {"quality_fit_shift": shift}
        world = default_world(300, acquisition={"newcomers_per_month_per_1000": 0.0, "channels": (channel,)})
        lived = run(World(changed(world, switched_off=LAWLESS, switched_on=())), RunPlan((5, 0), 6))
        rows = [row for row in lived.population.rows if row.startswith("quality_fit.")]
        return np.array([by_customer(lived, row, "press")[0] for row in rows])

    assert fits(-1.0) - fits(0.0) == pytest.approx(-1.0, abs=1e-6)
    assert len(fits(0.0)) == 7


def test_a_world_admits_whom_its_market_sends():
    lived = lawless(BUZZ)
    market = Diffusion(DiffusionSettings(**BUZZ["diffusion"]), FIRST_NAMED, founders=2_000)
    sent = []
    for period in range(26):
        adopters = market.come((5, 0), period, 7.0 / DAYS_PER_MONTH)
        market.settle(adopters)
        sent.append(adopters.size)
    assert newcomers(lived, "buzz").tolist() == sent
    assert sum(sent) > 100
