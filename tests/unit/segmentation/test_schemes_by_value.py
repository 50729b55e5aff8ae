"""Expected value, its tiers, and the most valuable, most growable and below-zero customers."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from hooper.foundation.errors import InputError
from hooper.lifetime_value import bg_nbd, gamma_gamma
from hooper.lifetime_value.customer_lifetime_value import customer_lifetime_value
from hooper.segmentation import mvc_mgc_bz, value_tiers
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.expected_value import N_PARAMETERS, ExpectedValueSettings, expected_value
from hooper.segmentation.mvc_mgc_bz import MvcMgcBzSettings, RestOfTheWallet, segments_by_growth
from hooper.segmentation.value_tiers import ValueTiersSettings
from tests.unit.segmentation.customers_by_spend import by_label, customers_by_spend, sizes

NO_DRAWS = np.empty((0, N_PARAMETERS))
HUNDRED = customers_by_spend(np.arange(1000.0, 900.0, -1.0))
NOBODY_CAME_BACK = customers_by_spend([5.0, 10.0, 20.0, 40.0, 80.0])


@pytest.fixture(scope="module")
def records(cdnow):
    return CustomerRecords(cdnow)


@pytest.fixture(scope="module")
def tiers(records):
    return value_tiers.assign(records, ValueTiersSettings())


def test_without_costs_it_is_the_lifetime_value(records, cdnow):
    worth = expected_value(records, ExpectedValueSettings(margin=0.4), NO_DRAWS)
    fits = bg_nbd.fit(cdnow), gamma_gamma.fit(cdnow)
    usual = customer_lifetime_value(*fits, cdnow, NO_DRAWS, margin=0.4).value
    assert worth.value == pytest.approx(usual, rel=1e-12)
    assert np.isnan(worth.low).all()


def contacted(summary, cost):
    """Return a log in which the first customer's contacts have cost so much."""
    return customers_by_spend(
        np.ones(summary.n_customers), [cost, *np.zeros(summary.n_customers - 1)]
    ).observed


def test_it_has_the_sign_of_the_profit_so_far(records, cdnow):
    """The first customer's contacts have cost twice the margin: she is expected to lose what others bring."""
    cost = 2.0 * 0.3 * cdnow.total_spend[0]
    costly = replace(records, observed=contacted(cdnow, cost))
    normal, lost = (
        expected_value(of, ExpectedValueSettings(), np.ones((3, N_PARAMETERS))) for of in (records, costly)
    )
    assert lost.value[0] == pytest.approx(-normal.value[0])
    assert (lost.low <= lost.high).all()
    assert np.array_equal(lost.value[1:], normal.value[1:])


def test_where_nobody_came_back_every_tier_is_unknown_and_the_reason_is_told():
    segments = value_tiers.assign(NOBODY_CAME_BACK, ValueTiersSettings())
    assert by_label(segments) == ["unknown"] * 5
    assert segments.status == "failed"
    assert "gamma_gamma" in segments.reason
    assert segments.indices == {"share_of_sure_tiers": 0.0}
    assert not segments.columns["tier_is_sure"].any()


def test_tiers_of_cdnow_rank_by_expected_value(tiers):
    value = tiers.columns["expected_value"]
    low, high = tiers.cut_points["expected_value"]
    assert sizes(tiers) == {"low": 1190, "medium": 696, "high": 471, "unknown": 0}
    assert (value[tiers.code == 0] <= low).all()
    assert (value[tiers.code == 2] > high).all()
    assert "fit ok" in tiers.reason


def test_a_tier_is_sure_if_no_cut_is_in_the_interval(tiers):
    low, high = tiers.columns["low"], tiers.columns["high"]
    is_cut = [(low <= cut) & (cut < high) for cut in tiers.cut_points["expected_value"]]
    assert np.array_equal(tiers.columns["tier_is_sure"], ~np.logical_or(*is_cut))
    assert tiers.indices["share_of_sure_tiers"] == tiers.columns["tier_is_sure"].mean()
    assert 0.3 < tiers.indices["share_of_sure_tiers"] < 0.8


def test_the_same_seed_gives_the_same_intervals(records, tiers):
    again = value_tiers.assign(records, ValueTiersSettings(seed=1))
    assert np.array_equal(again.columns["low"], tiers.columns["low"])


def test_most_valuable_most_growable_below_zero_and_others_by_hand():
    """Ten customers: two bring most, two others have most to come, one of the rest costs money."""
    records = customers_by_spend([100.0, 90.0, 9, 8, 7, 6, 5, 4, 3, 2], contact_costs=[0] * 9 + [50.0])
    growth = np.array([30.0, 0, 20, 10, 1, 1, 1, 1, np.nan, 40])
    segments = segments_by_growth(records, MvcMgcBzSettings(most_growable_share=0.4), growth)
    assert by_label(segments) == [
        *("most valuable", "most valuable", "most growable", "others", "others", "others", "others"),
        *("others", "unknown", "below zero"),
    ]


def test_growth_of_nothing_is_none():
    segments = segments_by_growth(HUNDRED, MvcMgcBzSettings(), np.where(np.arange(100) < 95, 0.0, 1.0))
    assert sizes(segments)["most growable"] == 5


def test_where_no_model_can_be_fitted_the_most_valuable_are_known_all_the_same():
    segments = mvc_mgc_bz.assign(NOBODY_CAME_BACK, MvcMgcBzSettings())
    assert segments.status == "failed"
    assert by_label(segments) == ["unknown"] * 4 + ["most valuable"]


def test_the_rest_of_the_wallet_is_growth_where_the_share_is_known():
    share = pa.table({"customer_id": pa.array([0, 1, 2, 3], pa.uint64()), "wallet": [1.0, 0.1, 0.9, 0.5]})
    records = customers_by_spend([10.0, 10.0, 10.0, 10.0, 10.0], profiles=share)
    settings = MvcMgcBzSettings(growth=RestOfTheWallet(column="wallet"), most_growable_share=0.3)
    segments = mvc_mgc_bz.assign(records, settings)
    assert by_label(segments) == ["others", "most growable", "others", "others", "unknown"]
    assert segments.columns["growth"][:4] == pytest.approx([0.0, 27.0, 1.0 / 3.0, 3.0])


def test_a_share_of_wallet_that_is_none_is_refused():
    share = pa.table({"customer_id": pa.array([0], pa.uint64()), "wallet": [40.0]})
    settings = MvcMgcBzSettings(growth=RestOfTheWallet(column="wallet"))
    with pytest.raises(InputError, match="a share of wallet is 40, and not above 0 and at most 1"):
        mvc_mgc_bz.assign(customers_by_spend([10.0], profiles=share), settings)
