"""Departments in a world: with capacity enough they are as good as none; with half of it something leaks."""

from dataclasses import dataclass

import numpy as np
import pytest

from hooper.engine.plan import RunPlan
from hooper.engine.replay import replay
from hooper.engine.simulate import simulate
from hooper.engine.world import World
from hooper.mechanisms.credit_grades import GRADES
from hooper.mechanisms.defection import CAUSES
from tests.small_worlds import changed, default_world

MONTHS = 24
PLENTY = 1000.0
# A world in which so much fails that departments who mend it have something to do.
FAULTY = {"failure": {"failure_per_order": 0.5, "failure_per_month_of_use": 0.3, "complaint_share": 1.0}}


def skills(*shares, days=0.35):
    """Return skills of the desk that share out calls and agents alike."""
    return tuple(
        {"name": f"skill {k}", "share_of_calls": share, "share_of_agents": share, "days_per_case": days}
        for k, share in enumerate(shares)
    )


def lent_to_all(limit, days=60.0, chance=0.02):
    """Return credit of one grade for all: this limit, and so many days until payment."""
    terms = {"payment_delay_days": days, "default_probability": chance, "exposure_limit": limit}
    grades = dict.fromkeys(GRADES, terms)
    return {**grades, "grade_shares": (1.0, 0.0, 0.0, 0.0, 0.0), "neglect_per_refusal": 1.0}


@dataclass(frozen=True)
class Case:
    """A department with more capacity than it can use, with just enough, and with half of that.

    `section` holds its settings, in a world with `others`; its costs are pooled under `name`. `dimension` is
    where the lack of it is felt, `cause` the hole that it feeds; the share of that in the leak then `widens`
    by this factor at least.
    """

    name: str
    section: str
    others: dict
    idle: dict
    enough: dict
    half: dict
    dimension: str
    cause: str
    widens: float = 1.3


CASES = (
    Case(
        "fulfilment",
        "fulfilment",
        {},
        {"packers_per_1000": PLENTY, "stock_out_share": 0.0, "carriage_days": 0.0, "days_per_parcel": 1e-3},
        {"packers_per_1000": 2.0, "days_per_parcel": 0.06},
        {"packers_per_1000": 1.0, "days_per_parcel": 0.06},
        "convenience",
        "assortment",
    ),
    Case(
        "tickets",
        "tickets",
        {"desk": {"agents_per_1000": 20.0, "days_per_case": 1e-6, "recovery_share": 0.1}, **FAULTY},
        {"specialists_per_1000": PLENTY, "resolution_share": 0.0, "days_open_felt": 0.0},
        {"specialists_per_1000": 5.0, "days_per_ticket": 0.3, "days_open_felt": 0.5},
        {"specialists_per_1000": 2.5, "days_per_ticket": 0.3, "days_open_felt": 0.5},
        "service",
        "service",
    ),
    Case(
        "self_service",
        "self_service",
        {"desk": {"agents_per_1000": 20.0}, **FAULTY},
        {"share": 0.0, "cost_per_month": 1.0},
        {"share": 1.0, "solved_share": 0.9, "breakdown_share": 0.0, "days_lost": 6.0},
        {"share": 1.0, "solved_share": 0.45, "breakdown_share": 0.0, "days_lost": 6.0},
        "service",
        "service",
    ),
    Case(
        "service_desk",
        "desk",
        FAULTY,
        {"skills": skills(1.0)},
        {"skills": skills(0.5, 0.5, days=1.0), "agents_per_1000": 14.0, "patience_days": 7.0},
        {"skills": skills(0.5, 0.5, days=1.0), "agents_per_1000": 7.0, "patience_days": 7.0},
        "service",
        "service",
    ),
    Case(
        "sales_force",
        "sales_force",
        {},
        {"reps_per_1000": PLENTY},
        {"reps_per_1000": 10.0, "neglect_per_overdue_period": 1.0},
        {"reps_per_1000": 5.0, "neglect_per_overdue_period": 1.0},
        "relationship",
        "staff",
        1.1,
    ),
    Case(
        "credit",
        "credit",
        {},
        lent_to_all(1e12, days=0.0, chance=0.0) | {"cost_of_capital_per_year": 0.0},
        lent_to_all(160.0),
        lent_to_all(80.0),
        "relationship",
        "staff",
        1.03,
    ),
)
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: case.section)


def lived(case, settings, customers=2_000, **how):
    return simulate(world_of(case, settings, customers), MONTHS, **how)


def world_of(case, settings, customers):
    world = default_world(customers, **case.others)
    return world if settings is None else changed(world, **{case.section: settings})


@EACH
def test_with_capacity_enough_customers_live_as_without_the_department(case):
    without, idle = lived(case, None, 500), lived(case, case.idle, 500)
    for name, table in without.history.tables().items():
        if name not in {"deliveries", "tickets", "visits", "payments"}:
            assert idle.history.tables()[name].equals(table), name


@EACH
def test_half_of_the_capacity_is_felt_in_its_dimension_and_feeds_its_hole(case):
    enough, half = lived(case, case.enough), lived(case, case.half)

    def remembered(world):
        return world.population.values_there(f"recent_experience.{case.dimension}").mean()

    def others(world):
        rows = [row for row in world.population.rows if row.startswith("recent_experience.")]
        rows.remove(f"recent_experience.{case.dimension}")
        return min(world.population.values_there(row).mean() for row in rows)

    # Two means over some 1,000 customers with an sd of .3 differ by .013 by chance; this is five times that.
    assert remembered(half) < remembered(enough) - 0.07
    assert remembered(half) < others(half)
    share = [
        world.books.leaks[:, CAUSES.index(case.cause)].sum() / world.books.leaks.sum()
        for world in (enough, half)
    ]
    assert share[1] > case.widens * share[0]
    assert half.books.leaks.sum() > enough.books.leaks.sum()


@EACH
def test_both_engines_and_any_threads_give_the_same_bits(case):
    digests = [
        lived(case, case.half, 300, **how).digest
        for how in ({}, {"engine": "agents"}, {"threads": 2, "chunk": 256})
    ]
    assert len(set(digests)) == 1


@EACH
def test_a_checkpoint_remembers_the_department(case, tmp_path):
    whole = lived(case, case.half, 300)
    cut = lived(case, case.half, 300, out=tmp_path / "cut", checkpoint_periods=5)
    assert cut.digest == whole.digest


@EACH
def test_a_life_is_lived_again_with_what_was_felt_of_the_department(case):
    felt = replay(World(world_of(case, case.half, 300)), RunPlan((1, 0), 12), 5)
    assert felt.num_rows


@EACH
def test_costs_are_pooled_under_the_name_of_the_department(case):
    world = lived(case, case.half, 300)
    assert (world.books.pools[case.name] > 0.0).all()
    pooled = np.sum([costs for costs in world.books.pools.values()], axis=0)
    assert -world.books.ledger.overheads[:, 0] == pytest.approx(pooled)
