"""An assortment in a world: the same bits in every way, who gets what, what it does, and what it earns."""

from functools import cache
from math import pi, sqrt

import numpy as np
import pytest

from hooper.engine.plan import RunPlan
from hooper.engine.replay import FIRM, replay
from hooper.engine.run import run, run_branches
from hooper.engine.world import World
from hooper.firm.customer_ids import REFERRED, WORD_OF_MOUTH
from hooper.foundation.random_words import words
from hooper.mechanisms.customer_period import PERIOD_LAWS
from hooper.mechanisms.needs import NEEDS
from tests.small_worlds import changed, digests_however_lived, retail, tables
from tests.unit.engine.test_checkpoint import stopped_and_resumed
from tests.unit.mechanisms.laws_twin import drawn

LAWLESS = tuple(law.name for law in PERIOD_LAWS)
LEVELS = {
    "basic": (0.0, -0.5, -0.5, 0.0, -0.5),
    "office": (0.75, 0.25, 0.75, 0.5, 0.0),
    "paperless": (-0.75, 0.25, 0.0, -0.5, 0.75),
}
MARGINS = {"basic": 0.2, "office": 0.3, "paperless": 0.5}
PRODUCTS = tuple(
    {"name": name, **dict(zip(NEEDS, LEVELS[name], strict=True)), "margin": MARGINS[name]} for name in LEVELS
)
TALK = {"recommendations_per_positive_talk": 0.1}
PLAN = RunPlan((5, 1), 30, branch_period=13)


def shop(customers=300, **assortment):
    return retail(customers, referral=TALK, assortment={"products": PRODUCTS} | assortment)


@cache
def undisturbed():
    return run(World(shop()), PLAN)


def needs_of(simulated):
    return simulated.history.truth.needs


def test_a_world_with_products_gives_the_same_bits_in_every_way(tmp_path):
    assert len(digests_however_lived(shop(), 20, tmp_path)) == 1


def test_a_stopped_world_finds_its_products_as_they_were(tmp_path):
    resumed = stopped_and_resumed(World(shop()), PLAN, tmp_path / "history", 20, "blocks", "agents")
    assert resumed.digest == undisturbed().digest
    assert resumed.books.cash.tobytes() == undisturbed().books.cash.tobytes()
    assert {name: sales.tolist() for name, sales in resumed.books.products.items()} == {
        name: sales.tolist() for name, sales in undisturbed().books.products.items()
    }


def test_a_branch_takes_its_products_with_it():
    [branch] = run_branches(World(shop()), [PLAN])
    assert branch.digest == undisturbed().digest


@pytest.mark.parametrize("channel", [0, REFERRED, WORD_OF_MOUTH])
def test_who_has_a_product_lives_again_alone_and_it_is_told_what_was_given(channel):
    traits = undisturbed().history.truth.traits
    customer = traits["customer_id"].to_numpy()[traits["channel"].to_numpy() == channel][2]
    lived = replay(World(shop()), PLAN, int(customer)).to_pylist()
    [given] = [row for row in lived if row["law"] == FIRM and row["field"] == "recent_experience.overall"]
    assert given["period"] == lived[0]["period"]
    assert given["value"] != 0.0


def fit_by_hand(wanted, name):
    """Return how well a product serves needs, in plain numbers: weights and strength are the defaults."""
    weight = {"stated": 0.05, "ancillary": 0.20, "real": 0.35, "related": 0.15, "latent": 0.25}
    return sum(
        weight[kind] * (sqrt(2 / pi) - abs(level - wanted[kind]))
        for kind, level in zip(NEEDS, LEVELS[name], strict=True)
    )


def needs_by_hand(customer, key):
    """Return the needs of a customer from her words, one by one; any two have a correlation of .2."""
    low, high = customer & 0xFFFFFFFF, customer >> 32
    one, other = (words(key, low, high, 0xFFFFFFFF, decision)[:, 0].astype(np.int64) for decision in (70, 71))
    pairs = ((one, 0), (one, 2), (other, 0))
    *own, common = [drawn(of, kind, at) for of, at in pairs for kind in ("normal", "second_normal")]
    return {kind: sqrt(0.8) * each + sqrt(0.2) * common for kind, each in zip(NEEDS, own, strict=True)}


def test_needs_and_choices_are_those_of_plain_arithmetic():
    rows = needs_of(undisturbed()).to_pylist()
    assert len(rows) == undisturbed().customers > 300
    for row in rows:
        wanted = needs_by_hand(row["customer_id"], (5, 1))
        assert [row[kind] for kind in NEEDS] == pytest.approx(list(wanted.values()), abs=2e-5)
        missed = [abs(level[0] - wanted["stated"]) for level in LEVELS.values()]
        assert missed[row["product"]] == pytest.approx(min(missed), abs=2e-5)


def lawless(**assortment):
    """Return a world in which nobody changes after entry."""
    return run(World(changed(shop(600, **assortment), switched_off=LAWLESS)), RunPlan((5, 0), 6))


def test_a_product_moves_what_its_customers_get_and_not_what_they_expect():
    with_products = lawless()
    plain = run(World(changed(retail(600, referral=TALK), switched_off=LAWLESS)), RunPlan((5, 0), 6))
    people, others = with_products.population, plain.population
    ids = others.customer_id[: others.size]
    assert ids.tolist() == people.customer_id[: people.size].tolist()
    change = people.values("quality_fit.overall") - others.values("quality_fit.overall")
    wanted = {row["customer_id"]: row for row in needs_of(with_products).to_pylist()}
    names = tuple(LEVELS)
    fits = [fit_by_hand(wanted[int(who)], names[wanted[int(who)]["product"]]) for who in ids]
    assert change == pytest.approx(fits, abs=2e-6)
    assert people.product[: people.size].tolist() == [wanted[int(who)]["product"] for who in ids]
    for row in set(people.rows) - {"quality_fit.overall", "recent_experience.overall"}:
        assert people.values(row).tobytes() == others.values(row).tobytes(), row


def without_needs(simulated):
    return {name: table for name, table in tables(simulated).items() if name != "needs"}


def test_products_without_strength_and_of_the_usual_margin_change_nothing():
    usual = tuple(each | {"margin": retail().economics.margin} for each in PRODUCTS)
    of_no_weight = run(World(shop(products=usual, strength=0.0)), PLAN)
    plain = run(World(retail(300, referral=TALK)), PLAN)
    assert without_needs(of_no_weight) == without_needs(plain)
    assert of_no_weight.books.ledger.profit.tobytes() == plain.books.ledger.profit.tobytes()
    assert plain.history.truth.needs.num_rows == 0
    assert not plain.books.products


def test_each_order_earns_the_margin_of_its_product():
    """No serving cost, and no sales of other categories: base profit is the margin on what was paid."""
    names = type(retail().economics).model_fields
    orders_alone = {name: 0.0 for name in names if "serving_cost" in name or "related" in name}
    world = run(World(changed(shop(), economics=orders_alone)), PLAN)
    orders, needs = world.history.observed.transactions, needs_of(world)
    product = needs["product"].to_numpy()[
        np.searchsorted(needs["customer_id"].to_numpy(), orders["customer_id"].to_numpy())
    ]
    margins = np.array(list(MARGINS.values()))
    earned = margins[product] * orders["amount"].to_numpy()
    booked = world.books.ledger.accounts.sum(axis=0)
    assert booked[0] == pytest.approx(earned.sum(), rel=1e-9)
    sold = np.bincount(product, orders["amount"].to_numpy(), 3)
    assert [sales.sum() for sales in world.books.products.values()] == pytest.approx(sold.tolist(), rel=1e-9)
    assert sum(world.books.products.values()) == pytest.approx(world.books.revenue, rel=1e-9)
    of_customers = world.history.truth.accounts
    assert of_customers["base_profit"].to_numpy().sum() == pytest.approx(earned.sum(), rel=1e-9)


def test_a_customer_more_moves_nobody_elses_needs():
    more = needs_of(run(World(shop(301)), RunPlan((5, 1), 1)))
    before = needs_of(run(World(shop(300)), RunPlan((5, 1), 1)))
    assert more.slice(0, 300) == before.slice(0, 300)
