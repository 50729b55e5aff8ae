"""Imitation: what rivals have seen for a while sets the firm apart no more, and ties do."""

from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.engine.plan import RunPlan
from hooper.engine.replay import replay
from hooper.engine.run import run, run_to_disk
from hooper.engine.simulate import simulate
from hooper.engine.world import World
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.market.imitation import IMITATED, Imitation
from hooper.scenario.imitation_settings import ImitationSettings
from hooper.strategies.actions import ENROLMENT, OFFER, Actions, FirmLevers
from tests.refused import require_refusal_by_name
from tests.small_worlds import default_world, tables

HALF_LIFE = 6.0
FAST = {"imitation": {"first_level_half_life_months": HALF_LIFE, "second_level_half_life_months": 24.0}}
# So that an order has one price, whatever the stage of the buyer.
NO_RELATED_SALES = {f"related_sales_share_in_{stage}": 0.0 for stage in ("formation", "stability")}
MONTHS, DISCOUNT = 10, 0.1


class PullsAll:
    """Gives a discount, and pulls both levers on everybody."""

    name: ClassVar[str] = "pulls_all"
    source: ClassVar[str] = "a test"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    def decide(self, view, budget, draws):
        del budget, draws
        rows = np.tile(np.arange(view.summary.n_customers), 2)
        levers = np.repeat([OFFER, ENROLMENT], view.summary.n_customers)
        ones = np.ones(rows.size)
        return Actions(rows, levers, ones, ones, FirmLevers(discount=DISCOUNT))


PLAN = RunPlan((3, 0), MONTHS, 1, review_periods=3, grant_per_review=1e6, strategy=PullsAll())


def world_of(market=FAST, **sections):
    return World(default_world(200, market=market, **sections))


def imitated(settings, pulled, months, days=DAYS_PER_MONTH):
    imitation = Imitation(settings, days)
    for _ in range(round(months * DAYS_PER_MONTH / days)):
        imitation.see(pulled)
    return imitation.effect_left()


def bills(world):
    """Return what was paid for each order, by customer and moment."""
    rows = tables(world)["transactions"].to_pylist()
    return {(row["customer_id"], row["time_days"]): row["amount"] for row in rows}


@given(st.floats(0.1, 100.0), st.integers(1, 60))
def test_after_t_months_two_to_the_minus_t_over_h_of_an_effect_is_left(half_life, months):
    settings = ImitationSettings(first_level_half_life_months=half_life, second_level_half_life_months=50.0)
    left = imitated(settings, ("discount", "care"), months)
    assert left["discount"] == pytest.approx(0.5 ** (months / half_life), abs=1e-12)
    assert left["care"] == pytest.approx(0.5 ** (months / 50.0))
    assert left["offer"] == left["enrolment"] == left["structural_tie"] == 1.0


def test_periods_of_any_length_come_to_the_same_months():
    daily, monthly = (imitated(ImitationSettings(), ("offer",), 24, each) for each in (1.0, DAYS_PER_MONTH))
    assert daily["offer"] == pytest.approx(monthly["offer"], rel=1e-3)


def test_what_the_firm_lets_go_of_becomes_new_again_at_the_same_pace():
    imitation = Imitation(ImitationSettings(first_level_half_life_months=1.0), DAYS_PER_MONTH)
    left = []
    for pulled in (("offer",), ("offer",), (), (), ()):
        imitation.see(pulled)
        left.append(imitation.effect_left()["offer"])
    assert left == [0.5, 0.25, 1 - 0.375, 1 - 0.1875, 1 - 0.09375]


def test_without_settings_everything_stays_as_new():
    assert set(imitated(None, IMITATED, 100).values()) == {1.0}


def test_in_a_world_discount_programme_and_offers_lose_their_effect_by_half_in_a_half_life():
    """Pulled from month 1 on: what is felt in month t is `2^-((t - 1) / h)`; the price that is paid stays."""
    told = replay(world_of(), PLAN, 5).to_pylist()
    heard = {
        name: {row["period"]: row["value"] for row in told if row["field"] == name and row["role"] == "read"}
        for name in ("discount", "programme")
    }
    offered = {
        row["period"]: row["value"] for row in told if row["field"] == "offer" and row["role"] == "set"
    }
    months = [each for each in heard["discount"] if each]
    assert len(months) >= 7
    left = [0.5 ** ((each - 1) / HALF_LIFE) for each in months]
    assert [heard["discount"][each] for each in months] == pytest.approx(DISCOUNT * np.array(left), rel=1e-5)
    assert [heard["programme"][each] for each in months] == pytest.approx(left, rel=1e-5)
    assert offered == pytest.approx({each: 0.5 ** ((each - 1) / HALF_LIFE) for each in offered}, rel=1e-5)
    assert min(offered) == 1
    plain, copied = (run(world_of(each, economics=NO_RELATED_SALES), PLAN) for each in ({}, FAST))
    assert np.array_equal(copied.books.revenue[:2], plain.books.revenue[:2])
    paid = [bills(each) for each in (plain, copied)]
    alike = paid[0].keys() & paid[1].keys()
    assert [paid[0][each] for each in alike] == [paid[1][each] for each in alike]
    assert copied.books.revenue.sum() < plain.books.revenue.sum()


def test_care_is_copied_more_slowly_and_campaigns_as_fast_as_offers():
    care = {"calls_every_months": 1.0, "call_warmth": 0.1, "vip_agents_per_1000": 0.0}
    care |= {"greetings_every_months": 0.0, "gifts_every_months": 0.0}
    letters = {"planned": ({"name": "letters", "share": 1.0},), "budget_per_month": 1e6}
    letters |= {"never_consented_share": 0.0, "fatigue_per_recent_contact": 0.0, "opt_out_per_contact": 0.0}
    letters |= {"opt_out_per_recent_contact": 0.0}
    world = world_of(care=care, campaigns=letters)
    told = replay(world, RunPlan((3, 0), MONTHS), 5).to_pylist()
    offers = [row["value"] for row in told if row["field"] == "offer" and row["role"] == "set"]
    assert offers == pytest.approx([0.5 ** (each / HALF_LIFE) for each in range(len(offers))], rel=1e-5)
    told = [row for row in told if row["field"] == "recent_experience.relationship"]
    before = {row["period"] + 1: row["value"] for row in told if row["role"] == "write"}
    warmed = {row["period"]: row["value"] - before[row["period"]] for row in told if row["role"] == "set"}
    assert warmed == pytest.approx({each: 0.1 * 0.5 ** ((each - 2) / 24.0) for each in warmed}, rel=1e-3)
    assert min(warmed) == 2
    assert len(warmed) >= 6


def test_rivals_with_nothing_to_imitate_change_nothing():
    plain, watched = (simulate(default_world(200, market=each), MONTHS) for each in ({}, FAST))
    assert watched.digest == plain.digest


def test_both_engines_and_a_checkpoint_give_the_same_bits(tmp_path):
    whole = run(world_of(), PLAN)
    assert run(world_of(), PLAN, engine="agents").digest == whole.digest
    cut = run_to_disk(world_of(), PLAN, tmp_path / "cut", checkpoint_periods=4)
    assert cut.digest == whole.digest


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("market.imitation.first_level_half_life_months=0.0", "0.0 is not above 0"),
        ("market.imitation.third_level_half_life_months=1.0", "there is no such key"),
    ],
)
def test_imitation_that_cannot_be_is_refused_by_name(given, problem):
    require_refusal_by_name(given, problem)
