"""Leads on their way: a delay, a leak, and a partner who is as good as none."""

import numpy as np
import pytest

from hooper.firm.commission import Commission
from hooper.firm.customer_ids import acquired_ids
from hooper.firm.partner_leads import NO_PARTNER, PartnerLeads
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.scenario.channel_settings import ChannelSettings

KEY, WEEK = (3, 0), 7.0


def leads_of(period, count=2_000):
    return acquired_ids(4, period, count)


def through(days=WEEK, **settings):
    return PartnerLeads(NO_PARTNER.model_copy(update=settings), days)


def test_without_delay_and_leak_all_arrive_at_once_through_the_period():
    direct = through()
    assert direct.pass_on(KEY, 2, leads_of(2)).tolist() == leads_of(2).tolist()
    assert 0.0 < direct.days_of_last.min() < 0.1
    assert 6.9 < direct.days_of_last.max() < 7.0


@pytest.mark.parametrize("weeks", [1.0, 3.0])
def test_a_delay_of_whole_periods_shifts_everybody_by_them(weeks):
    direct, late = through(), through(delay_weeks=weeks)
    direct.pass_on(KEY, 0, leads_of(0))
    arrived = [late.pass_on(KEY, 0, leads_of(0))]
    arrived += [late.pass_on(KEY, period, leads_of(period, 0)) for period in range(1, 6)]
    assert [len(each) for each in arrived] == [2_000 * (period == weeks) for period in range(6)]
    assert arrived[int(weeks)].tolist() == leads_of(0).tolist()


def test_a_delay_of_half_a_period_shifts_everybody_by_it():
    direct, late = through(), through(delay_weeks=0.5)
    direct.pass_on(KEY, 0, leads_of(0))
    now = late.pass_on(KEY, 0, leads_of(0))
    days = dict(zip(now.tolist(), late.days_of_last, strict=True))
    later = late.pass_on(KEY, 1, leads_of(1, 0))
    days |= dict(zip(later.tolist(), late.days_of_last + WEEK, strict=True))
    expected = dict(zip(leads_of(0).tolist(), direct.days_of_last + 3.5, strict=True))
    assert days == pytest.approx(expected)


def test_a_leak_of_one_half_loses_one_half_and_a_smaller_one_fewer_of_the_same():
    kept = [through(leakage_share=leak).pass_on(KEY, 0, leads_of(0)) for leak in (0.0, 0.2, 0.5, 1.0)]
    # Half of 2,000 with a standard deviation of 22.
    assert [len(each) for each in kept] == [
        2_000,
        pytest.approx(1_600, abs=90),
        pytest.approx(1_000, abs=100),
        0,
    ]
    assert np.isin(kept[2], kept[1]).all()


def test_leads_on_their_way_are_remembered():
    late, again = through(delay_weeks=2.0), through(delay_weeks=2.0)
    late.pass_on(KEY, 0, leads_of(0))
    again.restore(late.state())
    arrived = [
        [each.pass_on(KEY, 2, leads_of(2)).tolist(), each.days_of_last.tolist()] for each in (late, again)
    ]
    assert arrived[0] == arrived[1]
    assert len(arrived[0][0]) == 2_000


def test_commission_is_a_share_for_a_time_and_by_channel():
    reseller, other = (
        ChannelSettings.model_validate(
            {"name": name, "partner": {"commission_share": share, "commission_months": months}}
        )
        for name, share, months in (("reseller", 0.2, 12.0), ("other", 0.5, 1.0))
    )
    commission = Commission.of([reseller, other])
    channel = np.array([4, 4, 5, 5, 1], np.uint8)
    age = np.array([0.0, 12.1, 0.9, 1.1, 0.0]) * DAYS_PER_MONTH
    assert commission.on(channel, age, np.full(5, 10.0)).tolist() == [2.0, 0.0, 5.0, 0.0, 0.0]
    assert not Commission.of([]).is_paid
    for_no_time = {"name": "other", "spend_per_month_per_1000": 1.0, "partner": {"commission_months": 0.0}}
    assert not Commission.of([ChannelSettings.model_validate(for_no_time)]).is_paid
