"""Campaigns: who is contacted, what it costs, who tires of it and who opts out."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from hooper.firm.campaign_budget import CampaignBudget
from hooper.firm.campaigns import Campaigns
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.running_summary import RunningSummary
from hooper.scenario.campaign_settings import CampaignsSettings
from tests.happened import WEEK, a_period, roster

CUSTOMERS = 20_000
AGREED: dict[str, Any] = {
    **{"budget_per_month": 1e6, "most_contacts_per_month": 100},
    **{"never_consented_share": 0.0, "opt_out_per_contact": 0.0, "opt_out_per_recent_contact": 0.0},
}
LETTER: dict[str, Any] = {"name": "letter", "cost_per_contact": 0.5}


def department(*planned, strength=1.0, **changes):
    campaigns = planned or (LETTER,)
    return Campaigns(CampaignsSettings.model_validate({**AGREED, **changes, "planned": campaigns}), strength)


def live(campaigns, periods, customers=CUSTOMERS, days=DAYS_PER_MONTH, known=None, stages: ArrayLike = 0):
    """Let a department work, month by month if no days are given; return what it did in each period."""
    known = known or RunningSummary(customers)
    work = []
    for period in periods:
        there = roster(np.arange(customers), stages)
        work.append(campaigns.work(a_period(period, days=days, there=there, known=known)))
        np.add.at(known.contacts, work[-1].contacted, 1)
    return work


def counts(work, name):
    return [each.operations[name] for each in work]


def test_everybody_it_is_for_is_contacted_once_and_feels_an_offer_of_its_strength():
    [work] = live(department({**LETTER, "strength": 0.8}, strength=0.5), [0], 10)
    assert work.raised["offer"].slots.tolist() == work.contacted.tolist()
    assert sorted(work.contacted) == list(range(10))
    assert set(work.raised["offer"].amounts) == {0.4}
    assert work.cost == 5.0
    rows = work.records["campaign_contacts"]
    assert set(rows["campaign"]) == {0}
    assert rows["cost"].tolist() == [0.5] * 10
    assert work.operations["left"] == 1e6 - 5.0


@pytest.mark.parametrize(
    ("plan", "months"),
    [
        ({}, list(range(12))),
        ({"first_month": 2.0, "every_months": 3.0, "times": 3}, [2, 5, 8]),
        ({"first_month": 1.5, "every_months": 1.0, "times": 2}, [1, 2]),
        ({"every_months": 0.25, "times": 6}, [0, 1]),
    ],
)
def test_it_goes_out_as_planned_and_once_a_period_at_most(plan, months):
    work = live(department({**LETTER, **plan}), range(15), 5)
    assert [k for k, each in enumerate(counts(work, "contacted")) if each] == months
    assert max(counts(work, "contacted")) == 5.0


def test_in_weeks_it_goes_out_as_often_as_in_months():
    campaign = {**LETTER, "first_month": 0.5, "every_months": 1.3, "times": 7}
    weeks, months = live(department(campaign), range(60), 1, WEEK), live(department(campaign), range(14), 1)
    assert sum(counts(weeks, "contacted")) == sum(counts(months, "contacted")) == 7.0


def test_it_is_for_a_share_drawn_anew_each_time_and_by_each_campaign():
    """Shares of 20,000, within 4.5 standard errors each; false alarm 7e-6 a share."""
    share = 0.3
    campaigns = department({**LETTER, "share": share}, {"name": "card", "share": share})
    work = live(campaigns, [0, 1])
    rows = [each.records["campaign_contacts"] for each in work]
    mailings = [set(each["customer_id"][each["campaign"] == k].tolist()) for each in rows for k in (0, 1)]
    for mailing in mailings:
        assert len(mailing) / CUSTOMERS == pytest.approx(share, abs=4.5 * math.sqrt(0.21 / CUSTOMERS))
    for one, other in ((0, 1), (0, 2), (1, 3)):
        both = len(mailings[one] & mailings[other]) / CUSTOMERS
        assert both == pytest.approx(share**2, abs=4.5 * math.sqrt(0.09 * 0.91 / CUSTOMERS))


def test_it_is_for_those_in_its_stages_who_have_been_silent_for_so_long():
    known = RunningSummary(8)
    known.last_days[:] = np.array([0.0, 3.0, 6.9, 7.0, 7.1, 20.0, 29.0, np.nan])
    campaign = {**LETTER, "stages": ("formation", "decline"), "silent_days": DAYS_PER_MONTH - 7.0}
    stages = np.array([1, 3, 0, 3, 1, 1, 1, 1])
    [work] = live(department(campaign), [0], 8, known=known, stages=stages)
    assert sorted(work.contacted) == [0, 1, 3, 7]


@pytest.mark.parametrize("budget", [0.0, 0.49])
def test_without_money_for_one_contact_nobody_is_contacted_and_all_are_refused(budget):
    [work] = live(department(budget_per_month=budget), [0], 10)
    assert work.cost == 0.0
    assert not work.raised
    assert not work.records
    assert work.operations["refused"] == 10.0
    assert work.operations["left"] == budget


def test_half_the_budget_is_half_the_contacts_and_lots_choose_the_first_of_them():
    whole, half = (live(department(budget_per_month=money), range(4)) for money in (5_000.0, 2_500.0))
    assert counts(whole, "contacted") == [10_000.0] * 4
    assert counts(half, "contacted") == [5_000.0] * 4
    assert counts(half, "refused") == [15_000.0] * 4
    assert set(half[0].contacted) < set(whole[0].contacted)


def test_what_is_not_spent_is_kept_and_the_first_campaign_of_the_plan_is_paid_first():
    campaigns = department(
        {**LETTER, "first_month": 2.0, "times": 1},
        {**LETTER, "name": "card", "first_month": 2.0, "times": 1},
        budget_per_month=4.0,
    )
    work = live(campaigns, range(3), 15)
    assert counts(work, "left") == [4.0, 8.0, 0.0]
    campaign = work[2].records["campaign_contacts"]["campaign"]
    assert np.bincount(campaign).tolist() == [15, 9]


@given(
    st.lists(st.tuples(st.floats(0.0, 1e6), st.integers(0, 10**6), st.floats(0.0, 1e3)), max_size=20),
    st.booleans(),
)
def test_the_container_never_holds_less_than_nothing_and_pays_as_many_as_it_can(turns, rebuilt):
    budget, filled, spent = CampaignBudget(), 0.0, 0.0
    for amount, contacts, cost in turns:
        budget.fill(amount)
        before = budget.left
        paid = budget.pay(contacts, cost)
        assert 0.0 <= budget.left <= before
        assert 0 <= paid <= contacts
        assert paid * cost <= before
        assert paid == contacts or (paid + 1) * cost > before * (1.0 - 1e-12)
        filled, spent = filled + amount, spent + paid * cost
        budget = CampaignBudget(budget.left) if rebuilt else budget
    assert budget.left == pytest.approx(filled - spent, rel=1e-9, abs=1e-6)


@settings(max_examples=25)
@given(
    most=st.integers(1, 3),
    shares=st.lists(st.floats(0.1, 1.0), min_size=1, max_size=4),
    others=st.lists(st.integers(0, 9), max_size=6),
)
def test_nobody_is_contacted_beyond_the_cap_in_any_month(most, shares, others):
    """Contacts of others count, and are not held back: campaigns have what these leave of the cap."""
    planned = [
        {"name": str(k), "share": share, "every_months": 0.25, "times": 100} for k, share in enumerate(shares)
    ]
    campaigns, known = department(*planned, most_contacts_per_month=most), RunningSummary(10)
    contacts, contacted = np.zeros((4, 10), int), 0
    for period in range(16):
        month = math.floor((period + 0.5) * WEEK / DAYS_PER_MONTH)
        if period % 3 == 0:
            np.add.at(known.contacts, others, 1)
            np.add.at(contacts[month], others, 1)
        [work] = live(campaigns, [period], 10, WEEK, known)
        np.add.at(contacts[month], work.contacted, 1)
        assert (contacts[month][work.contacted] <= most).all()
        contacted += work.contacted.size
    assert contacted > 0
    assert others or (contacts <= most).all()


def test_who_is_capped_is_counted_and_open_again_in_the_next_month():
    campaigns = department({**LETTER, "every_months": 7.0 / DAYS_PER_MONTH}, most_contacts_per_month=2)
    work = live(campaigns, range(6), 10, WEEK)
    assert counts(work, "contacted") == [10.0, 10.0, 0.0, 0.0, 10.0, 10.0]
    assert counts(work, "capped") == [0.0, 0.0, 10.0, 10.0, 0.0, 0.0]


@pytest.mark.parametrize("half_life", [0.5, 1.0, 3.0])
def test_an_offer_is_weakened_by_recent_contacts_that_fade_with_their_half_life(half_life):
    """With r = 2^(-1 / half-life), before the n-th monthly contact F = r (1 - r^(n - 1)) / (1 - r)."""
    fatigue = {"half_life_of_contact_months": half_life, "fatigue_per_recent_contact": 0.7}
    work = live(department(**fatigue), range(12), 3)
    kept = 2.0 ** (-1.0 / half_life)
    for nth, each in enumerate(work):
        recent = kept * (1.0 - kept**nth) / (1.0 - kept)
        assert each.raised["offer"].amounts == pytest.approx(1.0 / (1.0 + 0.7 * recent), rel=1e-6)


def test_contacts_of_a_strategy_tire_and_fill_the_cap_too():
    known = RunningSummary(2)
    known.contacts[0] = 3
    weekly = {**LETTER, "every_months": 7.0 / DAYS_PER_MONTH}
    campaigns = department(weekly, fatigue_per_recent_contact=1.0, most_contacts_per_month=4)
    first, second = live(campaigns, range(2), 2, WEEK, known)
    assert dict(zip(first.contacted, first.raised["offer"].amounts, strict=True)) == {0: 0.25, 1: 1.0}
    assert second.contacted.tolist() == [1]


def test_a_share_has_never_consented_and_is_not_contacted_ever():
    """The share of 20,000 is within 4.5 standard errors; false alarm 7e-6."""
    work = live(department(never_consented_share=0.3), range(3))
    assert len({frozenset(each.contacted) for each in work}) == 1
    assert work[0].contacted.size / CUSTOMERS == pytest.approx(0.7, abs=4.5 * math.sqrt(0.21 / CUSTOMERS))


def test_people_opt_out_for_good_and_the_sooner_the_more_they_are_contacted():
    """Chances of .1 and .1 + .2 / 2; shares within 4.5 standard errors, false alarm 7e-6 each."""
    work = live(department(opt_out_per_contact=0.1, opt_out_per_recent_contact=0.2), range(3))
    agreed = counts(work, "contacted")
    for month, chance in ((0, 0.1), (1, 0.1 + 0.2 * 0.5)):
        gone = work[month].operations["opted_out"]
        error = 4.5 * math.sqrt(chance * (1.0 - chance) / agreed[month])
        assert gone / agreed[month] == pytest.approx(chance, abs=error)
        assert agreed[month + 1] == agreed[month] - gone
    assert set(work[2].contacted) < set(work[1].contacted) < set(work[0].contacted)


def test_whether_people_opt_out_does_not_hang_on_whether_they_were_drawn():
    """The share of some 6,000 is within 4.5 standard errors of .2; false alarm 7e-6."""
    [work] = live(department({**LETTER, "share": 0.3}, opt_out_per_contact=0.2), [0])
    gone, contacted = (work.operations[name] for name in ("opted_out", "contacted"))
    assert gone / contacted == pytest.approx(0.2, abs=4.5 * math.sqrt(0.16 / contacted))


def test_who_takes_over_the_state_goes_on_alike_and_the_state_is_plain():
    given = {"opt_out_per_contact": 0.1, "budget_per_month": 45.0, "never_consented_share": 0.2}
    known, campaigns = RunningSummary(100), department(**given)
    live(campaigns, range(3), 100, known=known)
    state = campaigns.state()
    assert {type(values) for values in state.values()} == {np.ndarray}
    assert not any(values.dtype.hasobject for values in state.values())
    other = department(**given)
    other.restore(state)
    again = RunningSummary(100)
    again.contacts[:] = known.contacts
    one, two = live(campaigns, range(3, 6), 100, known=known), live(other, range(3, 6), 100, known=again)
    assert [each.contacted.tolist() for each in one] == [each.contacted.tolist() for each in two]
    assert [each.operations for each in one] == [each.operations for each in two]


def test_nobody_there_is_not_contacted():
    [work] = live(department(), [0], 0)
    assert work.operations["contacted"] == work.operations["refused"] == 0.0
