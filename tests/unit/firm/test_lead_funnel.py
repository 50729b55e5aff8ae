"""The lead funnel: from an enquiry to a customer in three steps, as far as chances and hours go."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.engine.simulate import simulate
from hooper.firm.customer_ids import PAID, acquired_ids
from hooper.firm.lead_funnel import LeadFunnel
from hooper.foundation.decisions import LEAD
from hooper.foundation.errors import InputError
from hooper.foundation.random_words import customer_words, uniforms
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario import presets
from hooper.scenario.lead_settings import LeadSettings
from tests.small_worlds import changed, default_world, tables

KEY, MANY, PLENTY = (1, 0), 20_000, 1e9
CERTAIN = {f"chance_to_{step}_per_month": 1.0 for step in ("qualify", "propose", "close")}
CHANCES = dict(zip(CERTAIN, (0.5, 0.4, 0.3), strict=True))
FRESH = {"fading_per_month": 0.0, "drop_after_months": 1e6}


def funnel(hours=PLENTY, **settings):
    return LeadFunnel(
        LeadSettings(reps_per_1000=1.0, hours_per_month=hours, **settings), 1_000, DAYS_PER_MONTH
    )


def enquirers(count=MANY, period=0):
    return acquired_ids(PAID, period, count)


def nobody():
    return enquirers(0)


def test_with_hours_enough_leads_go_through_the_steps_as_a_chain_does():
    """By hand: a step that fails is tried again next month, and one that succeeds leads on at once.

    False alarm: four standard errors of a share of 20,000, 6e-5 each.
    """
    of_all, (a, b, c) = funnel(**CHANCES, **FRESH), CHANCES.values()
    at = np.array([1.0, 0.0, 0.0])
    chain = np.array([[1 - a, a * (1 - b), a * b * (1 - c)], [0, 1 - b, b * (1 - c)], [0, 0, 1 - c]])
    for month in range(6):
        of_all.decide(KEY, month, enquirers() if month == 0 else nobody())
        at = at @ chain
        for step, share in enumerate(at):
            error = 4 * math.sqrt(share * (1 - share) / MANY)
            assert np.mean(of_all.step == step) * of_all.step.size / MANY == pytest.approx(share, abs=error)


def test_with_hours_enough_and_chances_of_one_whoever_enquires_is_a_customer_at_once():
    came = funnel(**CERTAIN).decide(KEY, 0, enquirers())
    assert came.tolist() == enquirers().tolist()


def test_hours_are_what_limits_and_the_oldest_go_first():
    steps = {"hours_to_qualify": 1.0, "hours_to_propose": 2.0, "hours_to_close": 7.0}
    of_all = funnel(hours=25.0, **CERTAIN, **FRESH, **steps)
    came = [of_all.decide(KEY, month, enquirers(3, month)).size for month in range(8)]
    assert came == [2, 3, 2, 3, 2, 3, 2, 3]
    waiting = of_all.customer_id.tolist()
    asked = np.concatenate([enquirers(3, month) for month in range(8)]).tolist()
    assert waiting == asked[20:]


def test_work_that_leads_to_nothing_takes_hours_too():
    """Nobody is ever qualified (one in 1e9): 10 hours are ten tries, of the oldest ones."""
    hopeless = funnel(hours=10.0, **CERTAIN | {"chance_to_qualify_per_month": 1e-9}, **FRESH)
    hopeless.decide(KEY, 0, enquirers(50))
    assert hopeless.customer_id.size == 50
    assert not hopeless.step.any()


def test_chances_fade_with_age():
    """One step that may fail: after k months (1 - p) (1 - p f) ... (1 - p f^k) are still there."""
    of_all = funnel(
        **CERTAIN | {"chance_to_close_per_month": 0.4}, fading_per_month=0.5, drop_after_months=99.0
    )
    share = 1.0
    for month in range(5):
        of_all.decide(KEY, month, enquirers() if month == 0 else nobody())
        share *= 1 - 0.4 * 0.5**month
        assert of_all.customer_id.size / MANY == pytest.approx(share, abs=4 * math.sqrt(0.25 / MANY))


def test_who_is_too_old_is_lost():
    of_all = funnel(hours=0.0, drop_after_months=3.0)
    lost = []
    for month in range(6):
        of_all.decide(KEY, month, enquirers(10, month))
        lost.append(of_all.gave_up)
    assert lost == [0, 0, 10, 10, 10, 10]
    assert of_all.customer_id.size == 20


def test_a_good_name_helps():
    well, ill = (funnel(**CHANCES, pull_of_reputation=0.5) for _ in range(2))
    well.hear(3.0, 1.0)
    ill.hear(1.0, 3.0)
    came = [set(each.decide(KEY, 0, enquirers()).tolist()) for each in (well, ill)]
    assert came[1] < came[0]
    assert len(came[0]) / MANY == pytest.approx(0.5 * 0.4 * 0.3 * 1.25**3, abs=4 * math.sqrt(0.1 / MANY))


def plain_funnel(hours, months, enquiring):
    """The funnel in plain Python: leads as lists of id, step and month of enquiry."""
    leads, left, told = [], 0.0, []
    for month in range(months):
        leads += [[customer, 0, month] for customer in enquirers(enquiring, month)]
        left, came = left + hours, []
        for lead in leads:
            u = uniforms(customer_words(KEY, np.array([lead[0]], np.uint64), month, LEAD))[:, 0]
            while lead[1] < 3 and left >= (1.0, 4.0, 8.0)[lead[1]]:
                left -= (1.0, 4.0, 8.0)[lead[1]]
                if u[lead[1]] >= (0.5, 0.4, 0.3)[lead[1]] * 0.85 ** (month - lead[2]):
                    break
                lead[1] += 1
            else:
                if lead[1] < 3:
                    break
        else:
            left = 0.0
        came = [int(lead[0]) for lead in leads if lead[1] == 3]
        leads = [lead for lead in leads if lead[1] < 3 and month + 1 - lead[2] < 4]
        told.append((came, [int(lead[0]) for lead in leads]))
    return told


@pytest.mark.parametrize("hours", [5.0, 40.0, 400.0])
def test_it_does_what_plain_python_does_and_a_stop_in_between_changes_nothing(hours):
    settings = CHANCES | {"fading_per_month": 0.15, "drop_after_months": 4.0}
    of_all = funnel(hours, **settings)
    for month, (came, waiting) in enumerate(plain_funnel(hours, 12, 9)):
        assert of_all.decide(KEY, month, enquirers(9, month)).tolist() == came
        assert of_all.customer_id.tolist() == waiting
        stopped = funnel(hours, **settings)
        stopped.restore(of_all.state())
        of_all = stopped


@given(st.lists(st.integers(0, 20), min_size=1, max_size=8), st.floats(0.0, 60.0), st.floats(0.5, 6.0))
def test_whoever_enquires_comes_once_is_lost_once_or_waits(enquiring, hours, drop):
    of_all, came, lost = funnel(hours, **CHANCES, drop_after_months=drop), [], 0
    for month, count in enumerate(enquiring):
        came += of_all.decide(KEY, month, enquirers(count, month)).tolist()
        lost += of_all.gave_up
    assert len(set(came)) == len(came)
    assert len(came) + lost + of_all.customer_id.size == sum(enquiring)
    assert not set(came) & set(of_all.customer_id.tolist())


def test_one_more_enquirer_changes_nobody_else_while_there_are_hours():
    fewer, more = (set(funnel(**CHANCES).decide(KEY, 0, enquirers(n)).tolist()) for n in (500, 501))
    assert fewer == more - {int(enquirers(501)[-1])}


def a_world(leads, **how):
    scenario = default_world(500, acquisition={"turned_away_per_ill_talk": 0.0})
    return simulate(scenario if leads is None else changed(scenario, leads=leads), 24, seed=2, **how)


def test_a_world_with_hours_enough_and_chances_of_one_is_the_world_without_leads():
    without, certain = (tables(a_world(leads)) for leads in (None, CERTAIN | {"hours_per_month": PLENTY}))
    assert all(table.equals(without[name]) for name, table in certain.items())


def test_leads_come_later_cost_wages_and_are_counted_in_both_engines_and_after_a_stop(tmp_path):
    leads = CHANCES | {"reps_per_1000": 8.0}
    world, planned = a_world(leads), a_world(None).books.arrivals[:, 1].sum()
    waiting, lost = world.books.prospects[-1, 0], world.books.prospects[:, 1].sum()
    assert 0 < world.books.arrivals[:, 1].sum() == planned - waiting - lost
    assert world.books.pools["leads"] == pytest.approx(4 * 4000.0)
    assert a_world(leads, engine="agents").digest == world.digest
    assert a_world(leads, out=tmp_path / "cut", checkpoint_periods=5).digest == world.digest


def test_half_of_the_hours_bring_fewer_customers():
    came = [a_world(CHANCES | {"reps_per_1000": reps}).books.arrivals[:, 1].sum() for reps in (4.0, 2.0)]
    assert came[1] < 0.8 * came[0]


@pytest.mark.parametrize(
    ("key", "value"),
    [("hours_per_month", -1.0), ("chance_to_close_per_month", 0.0), ("fading_per_month", 1.5)],
)
def test_what_no_funnel_can_be_is_refused_by_name(key, value):
    with pytest.raises(InputError, match=rf"leads.{key}"):
        presets.load("default", [f"leads.{key}={value}"])
