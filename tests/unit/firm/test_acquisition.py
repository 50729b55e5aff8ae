"""Who enters when: founders on their days, whom the firm pays for, whom customers bring."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.firm.acquisition import Acquisition
from hooper.firm.customer_ids import FOUNDER, PAID, REFERRED, WORD_OF_MOUTH, founder_ids
from hooper.firm.ill_talk import IllTalk
from hooper.firm.introductions import FROM_ELSEWHERE, Introductions
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.firm_settings import AcquisitionSettings, FounderSettings
from hooper.scenario.market_settings import MarketSettings
from hooper.scenario.market_shocks import DemandShock

KEY, WEEK = (1, 0), 7.0


def acquisition(customers=100, shares=(1.0,), per_month=0.0, turned_away=0.3, days=WEEK, most=0.0):
    settings = AcquisitionSettings(
        newcomers_per_month_per_1000=per_month,
        turned_away_per_ill_talk=turned_away,
        most_introductions_per_month_per_1000=most,
    )
    founders = FounderSettings(customers=customers, entry_day_shares=shares)
    return Acquisition(settings, founders, days, IllTalk(3.0, days))


def test_demand_multiplies_those_whom_the_firm_pays_for_and_shares_of_people_add_up():
    boom = DemandShock(kind="demand", from_months=3, until_months=7, multiplier=1.25)
    firm = acquisition(1000, per_month=10.5, days=DAYS_PER_MONTH)
    firm.market = MarketSettings(shocks=(boom,))
    planned = [firm.planned(period) for period in range(12)]
    assert sum(planned[:3]) == int(10.5 * 3)
    assert sum(planned[:7]) == int(10.5 * (3 + 4 * 1.25))
    assert sum(planned) == int(10.5 * 13)


def test_all_founders_enter_on_the_first_day_if_nothing_else_is_said():
    newcomers = acquisition(5).arrivals(KEY, 0)
    assert newcomers.customer_id.tolist() == [0, 1, 2, 3, 4]
    assert newcomers.day.tolist() == [0.0] * 5
    assert newcomers.channel.tolist() == [FOUNDER] * 5
    assert acquisition(5).arrivals(KEY, 1).customer_id.size == 0


def test_founders_enter_on_the_days_of_their_shares():
    firm = acquisition(10, (3.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 4.0, 2.0))
    first, second = firm.arrivals(KEY, 0), firm.arrivals(KEY, 1)
    assert first.day.tolist() == [0.0, 0.0, 0.0, 2.0]
    assert second.day.tolist() == [0.0] * 4 + [1.0] * 2
    assert second.customer_id.tolist() == [4, 5, 6, 7, 8, 9]


@given(
    st.integers(0, 500),
    st.lists(st.floats(0.01, 9.0), min_size=1, max_size=60),
    st.sampled_from([1.0, 7.0, 30.4375]),
)
def test_every_founder_enters_once(customers, shares, days):
    firm = acquisition(customers, tuple(shares), days=days)
    periods = int(len(shares) // days) + 1
    arrived = np.concatenate([firm.arrivals(KEY, period).customer_id for period in range(periods)])
    assert arrived.tolist() == list(range(customers))


@given(st.floats(0.0, 200.0), st.integers(1, 120))
def test_the_fractions_of_a_plan_add_up(per_month, periods):
    firm = acquisition(1000, per_month=per_month)
    planned = sum(firm.planned(period) for period in range(periods))
    assert abs(planned - per_month * periods * 7 / 30.4375) <= 1.0


def test_paid_newcomers_come_through_the_period_at_days_of_their_own():
    newcomers = acquisition(0, per_month=400.0)
    assert newcomers.arrivals(KEY, 3).customer_id.size == 0
    newcomers = acquisition(10_000, per_month=400.0).arrivals(KEY, 3)
    assert set(newcomers.channel.tolist()) == {PAID}
    assert 0.0 < newcomers.day.min() < 0.2
    assert 6.8 < newcomers.day.max() < 7.0


def test_ill_talk_turns_away_the_same_people_and_is_forgotten_after_the_period():
    calm, warned = (acquisition(10_000, per_month=400.0) for _ in range(2))
    warned.ill_talk.heard = 1000.0
    came, coming = warned.arrivals(KEY, 3), calm.arrivals(KEY, 3)
    assert np.isin(came.customer_id, coming.customer_id).all()
    planned = calm.planned(3)
    assert warned.turned_away == planned - came.customer_id.size
    assert warned.turned_away == pytest.approx(300, abs=60)
    assert warned.arrivals(KEY, 4).customer_id.size == calm.arrivals(KEY, 4).customer_id.size


def test_more_ill_talk_than_the_plan_turns_everybody_away():
    firm = acquisition(10_000, per_month=400.0)
    firm.ill_talk.heard = 1e6
    assert firm.arrivals(KEY, 3).customer_id.size == 0
    assert firm.turned_away == firm.planned(3)


def elsewhere(count):
    return np.full(count, FROM_ELSEWHERE)


def test_whom_customers_bring_enters_once_in_the_period_after():
    firm = acquisition(100)
    firm.introductions = Introductions(
        founder_ids(3, 3), np.array([7, 8, 9]), np.array([True, False, True]), elsewhere(3)
    )
    newcomers = firm.arrivals(KEY, 5)
    assert newcomers.channel.tolist() == [REFERRED, REFERRED, WORD_OF_MOUTH]
    assert newcomers.brought_by.tolist() == [7, 9, 8]
    assert firm.arrivals(KEY, 6).customer_id.size == 0


def test_beyond_the_limit_a_fair_lot_of_those_who_are_brought_comes():
    talkers = founder_ids(0, 4_000)
    firm = acquisition(100_000, most=40.0, days=DAYS_PER_MONTH / 2)
    firm.introductions = Introductions(talkers, np.arange(4_000), np.arange(4_000) % 4 == 0, elsewhere(4_000))
    newcomers = firm.arrivals(KEY, 5)
    assert newcomers.channel.size == 2_000, "40 a month per 1,000 founders, for half a month"
    assert (newcomers.channel == REFERRED).sum() == pytest.approx(500, abs=75)
    assert newcomers.brought_by.mean() == pytest.approx(2_000, abs=110)
    firm.introductions = Introductions(
        talkers[:2_000], np.arange(2_000), np.ones(2_000, bool), elsewhere(2_000)
    )
    assert firm.arrivals(KEY, 6).channel.size == 2_000
