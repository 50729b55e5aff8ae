"""What a strategy can see beside purchases, against the tables of the history; and what it cannot see."""

from dataclasses import replace
from typing import ClassVar

import numpy as np
import pytest

from hooper.engine.plan import RunPlan
from hooper.engine.run import run
from hooper.engine.world import World
from hooper.foundation.errors import InputError
from hooper.history.survey_items import ITEMS
from hooper.scenario import presets
from hooper.strategies.actions import ENROLMENT, Actions, on_customers
from hooper.strategies.no_intervention import NoIntervention
from tests.small_worlds import changed, default_world, retail, run_with

REVIEW = 14
NAMES = ("channel", "open_cases", "categories", "answer.satisfaction", "profile.age", "profile.region")


class Looks:
    """Looks at some columns, and enrols everybody if it is told to."""

    name: ClassVar[str] = "looks"
    source: ClassVar[str] = "a test"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    def __init__(self, *names, enrols=False):
        self.names, self.enrols = names, enrols
        self.seen = {}

    def decide(self, view, budget, draws):
        del draws
        self.seen = {name: view.column(name) for name in self.names}
        self.ids, self.known, self.view = view.summary.customer_id, view.known, view
        rows = np.arange(self.ids.size if self.enrols else 0)
        return on_customers(rows, ENROLMENT, 1.0, budget.prices.enrolment) if rows.size else Actions()


@pytest.fixture(scope="module")
def card():
    """What was seen in the second year of a world behind a loyalty card, and the world up to then.

    Newcomers come in another future, too; the desk, which has priorities, is too small.
    """
    scenario = changed(
        presets.load("loyalty_card", ["founders.customers=400"]),
        desk={"days_per_case": 40.0, "patience_days": 500.0, "urgent_share_in_decline": 0.5},
    )
    looks = Looks(*NAMES)
    plan = RunPlan((7, 0), REVIEW + 1, branch_period=7, review_periods=7, strategy=looks, future=3)
    run(World(scenario), plan)
    return looks, run(World(scenario), replace(plan, periods=REVIEW, strategy=NoIntervention()))


def of_each(looks, who, values, nothing):
    """Return the last of some values of each customer whom the strategy has seen."""
    last = dict(zip(who.tolist(), values.tolist(), strict=True))
    return [last.get(customer, nothing) for customer in looks.ids.tolist()]


def test_profiles_are_those_that_were_told_on_entry(card):
    looks, world = card
    told = world.history.observed.others["profiles"]
    names = list(world.traits)
    for name in ("age", "region"):
        rows = told.filter(np.equal(told["trait"].to_numpy(), names.index(name)).tolist())
        values = of_each(looks, rows["customer_id"].to_numpy(), rows["value"].to_numpy(), None)
        assert looks.seen[f"profile.{name}"].tolist() == values
    assert (looks.ids >> np.uint64(62) > 0).any(), "newcomers are among them"


def test_last_answers_are_those_of_the_last_questionnaire_that_was_answered(card):
    looks, world = card
    told = world.history.observed.others["survey_answers"]
    given = (told["item"].to_numpy() == ITEMS.index("satisfaction")) & ~np.isnan(told["answer"].to_numpy())
    rows = told.filter(given.tolist()).sort_by("period")
    values = of_each(looks, rows["customer_id"].to_numpy(), rows["answer"].to_numpy(), np.nan)
    np.testing.assert_array_equal(looks.seen["answer.satisfaction"], values)
    assert np.isfinite(values).any()
    assert np.isnan(values).any()


def test_open_cases_are_those_raised_and_not_told_of_as_closed(card):
    looks, world = card
    told = world.history.observed.others["service_cases"]
    who, closed = np.unique(told["customer_id"].to_numpy(), return_counts=True)
    of_each_closed = np.array(of_each(looks, who, closed, 0))
    assert looks.seen["open_cases"].tolist() == (looks.known.service_cases - of_each_closed).tolist()
    assert looks.seen["open_cases"].sum() > 0.0


def test_founders_newcomers_and_categories_are_told_apart(card):
    looks, _ = card
    of_founders = looks.ids >> np.uint64(62) == 0
    assert ((looks.seen["channel"] == 0.0) == of_founders).all()
    assert looks.seen["categories"].min() == 1.0
    assert looks.seen["categories"].max() > 1.0


def test_every_column_has_a_value_for_every_customer(card):
    looks, _ = card
    assert {column.shape for column in looks.seen.values()} == {looks.ids.shape}


def test_after_the_review_nothing_can_be_looked_at_any_more(card):
    looks, _ = card
    with pytest.raises(RuntimeError, match="this review is over"):
        looks.view.column("channel")


@pytest.mark.parametrize("name", ["categories", "points", "answer.satisfaction", "profile.age", "chanel"])
def test_a_column_that_the_world_does_not_have_is_refused_by_name(name):
    with pytest.raises(InputError) as caught:
        run_with(Looks(name), retail(50), 2, branch=1)
    (fault,) = caught.value.faults
    assert f"there is no '{name}'" in fault.problem
    assert "channel" in fault.remedy


def test_points_are_what_members_have_earned_and_neither_redeemed_nor_lost():
    looks = Looks("points", enrols=True)
    world = default_world(300, reward_points={"redemption_per_month": 0.0, "idle_months_to_expiry": 99.0})
    plan = RunPlan((7, 0), 11, branch_period=1, review_periods=3, grant_per_review=1e5, strategy=looks)
    lived = run(World(world), plan)
    assert looks.seen["points"].sum() > 0.0
    outstanding = lived.books.operations["reward_points.outstanding"]
    assert looks.seen["points"].sum() == pytest.approx(outstanding[9])
