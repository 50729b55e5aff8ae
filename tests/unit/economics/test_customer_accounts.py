"""Accounts of customers: an amount lands with its owner, stage and channel, and the sums are the firm's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.economics.balance import BalanceError
from hooper.economics.customer_accounts import CustomerAccounts, Owners
from hooper.economics.ledger import ACCOUNTS, Ledger

STAGES, CHANNELS, CUSTOMERS, PERIODS = 5, 4, 9, 3


def accounts():
    made = CustomerAccounts(PERIODS, STAGES, CHANNELS)
    made.make_room(CUSTOMERS)
    return made


def owners(*slots, stage=0):
    return Owners(np.array(slots), np.full(len(slots), stage))


def test_an_amount_lands_with_its_customer_her_stage_and_once_the_span_is_closed_her_channel():
    each = accounts()
    each.post(1, "base_profit", owners(4, 7, 4, stage=2), np.array([1.0, 10.0, 100.0]))
    each.post_to_nobody(1, "base_profit", -3.0)
    base = ACCOUNTS.index("base_profit")
    assert each.of_customers[base].tolist() == [0, 0, 0, 0, 101.0, 0, 0, 10.0, 0]
    assert each.by_stage[1, base].tolist() == [0, 0, 111.0, 0, 0, -3.0]
    assert not each.by_channel.any()
    each.begin_anew(2, np.array([0, 0, 0, 0, 3, 0, 0, 1], np.uint8))
    assert each.by_channel[base].tolist() == [0, 10.0, 0, 101.0, -3.0]
    assert each.by_stage.sum() == each.by_channel.sum()


def test_an_amount_is_shared_out_in_proportion_and_without_parts_it_is_nobodys():
    each = accounts()
    each.share_out(0, "referral_destruction", -12.0, owners(1, 2), np.array([1.0, 3.0]))
    each.share_out(0, "referral_destruction", -5.0, owners(1, 2), np.array([0.0, 0.0]))
    destroyed = ACCOUNTS.index("referral_destruction")
    assert each.of_customers[destroyed, 1:3].tolist() == [-3.0, -9.0]
    assert each.of_nobody[destroyed] == each.by_stage[0, destroyed, -1] == -5.0


def test_more_room_keeps_what_was_posted():
    each = accounts()
    each.post(0, "base_profit", owners(8), np.array([2.5]))
    each.make_room(1000)
    assert each.of_customers.shape == (7, 1000)
    assert each.of_customers[0, 8] == 2.5


POSTS = st.lists(
    st.tuples(
        st.integers(0, PERIODS - 1),
        st.sampled_from(ACCOUNTS[:4]),
        st.integers(-1, CUSTOMERS - 1),
        st.integers(0, STAGES - 1),
        st.floats(-1e6, 1e6),
    ),
    max_size=30,
)


@given(POSTS)
def test_whatever_is_posted_adds_up_to_the_ledger(posts):
    each, ledger = accounts(), Ledger(PERIODS)
    for period, account, slot, stage, amount in posts:
        ledger.post(period, account, amount)
        if slot < 0:
            each.post_to_nobody(period, account, amount)
        else:
            each.post(period, account, owners(slot, stage=stage), np.array([amount]))
    each.check_against(ledger, PERIODS)
    assert each.of_customers.sum() + each.of_nobody.sum() == pytest.approx(ledger.accounts.sum(), abs=1e-6)


def test_a_cent_that_is_lost_is_found_and_its_account_named():
    each, ledger = accounts(), Ledger(PERIODS)
    ledger.post(2, "related_sales", 1000.0)
    each.post(2, "related_sales", owners(3), np.array([999.99]))
    with pytest.raises(
        BalanceError, match=r"over customers .* related_sales: 999\.99 .* 1000\.0 in the ledger"
    ):
        each.check_against(ledger, PERIODS)


def test_an_amount_with_the_wrong_stage_only_is_found():
    each, ledger = accounts(), Ledger(PERIODS)
    ledger.post(1, "base_profit", 10.0)
    each.post(0, "base_profit", owners(3), np.array([10.0]))
    with pytest.raises(BalanceError, match="over stages"):
        each.check_against(ledger, PERIODS)


def test_a_new_span_begins_at_zero_and_groups_go_on():
    each, ledger = accounts(), Ledger(PERIODS)
    for period in range(2):
        ledger.post(period, "base_profit", 4.0)
        each.post(period, "base_profit", owners(3), np.array([4.0]))
        each.check_against(ledger, period + 1)
        each.begin_anew(period + 1, np.ones(CUSTOMERS, np.uint8))
    assert not each.of_customers.any()
    assert each.by_stage.sum() == each.by_channel[:, 1].sum() == 8.0


def test_what_is_remembered_goes_on_where_it_stopped():
    each = accounts()
    each.begin_anew(1, np.zeros(CUSTOMERS, np.uint8))
    each.post(1, "base_profit", owners(3), np.array([4.0]))
    each.post_to_nobody(1, "acquisition", -3.0)
    other = CustomerAccounts(PERIODS, STAGES, CHANNELS)
    other.restore(each.state())
    each.post(1, "base_profit", owners(3), np.array([4.0]))
    assert other.of_customers[0, 3] == 4.0, "the copy does not move with the original"
    assert other.since_period == 1
    assert other.of_nobody.sum() == -3.0
