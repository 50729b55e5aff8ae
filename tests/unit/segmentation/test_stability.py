import numpy as np
import pytest

from hooper.segmentation import abc_analysis, rfm
from hooper.segmentation.abc_analysis import AbcSettings
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.rfm_scores import FixedCuts, RfmSettings
from hooper.segmentation.segments import segments_of
from hooper.segmentation.stability import half_of, stability
from tests.unit.segmentation.customers_by_spend import customers_by_spend

FIXED = FixedCuts(
    days_since_last=(30.0, 60.0, 90.0, 180.0),
    purchases=(1.0, 2.0, 5.0, 10.0),
    spend=(10.0, 50.0, 100.0, 500.0),
)


def measured(scheme, settings, records, seed=1, n_halves=5):
    def assign(of):
        return scheme.assign(of, settings)

    return stability(assign(records), assign, records, seed, n_halves)


def test_fixed_cuts_are_stable_and_quantiles_move(cdnow):
    records = CustomerRecords(cdnow)
    fixed = measured(rfm, RfmSettings(cuts=FIXED), records)
    assert (fixed.mean, fixed.lowest, fixed.agreement.size) == (1.0, 1.0, 5)
    moved = measured(abc_analysis, AbcSettings(), records)
    assert 0.7 < moved.lowest < moved.mean < 1.0


def test_labels_by_lot_agree_by_chance():
    """Labels by where a customer stands in the half have nothing to do with the first ones.

    The mean of twenty indices is within 0.02 of 0: they vary by about 0.003 at 1,000 customers.
    """
    records = customers_by_spend(np.arange(1.0, 2001.0))

    def assign(of):
        code = (np.arange(of.n_customers) * 7919 % 1009) % 3
        return segments_of("lot", ("a", "b", "c"), code, of, (of.summary.total_spend,), {})

    assert abs(stability(assign(records), assign, records, seed=1).mean) < 0.02


def test_the_same_seed_draws_the_same_halves_whatever_the_order(cdnow):
    records = CustomerRecords(cdnow)
    backwards = records.take(np.arange(records.n_customers)[::-1])
    first, other = (measured(abc_analysis, AbcSettings(), of) for of in (records, backwards))
    assert first.agreement.tolist() == other.agreement.tolist()
    assert (
        measured(abc_analysis, AbcSettings(), records, seed=2).agreement.tolist() != first.agreement.tolist()
    )


def test_everybody_is_in_half_of_the_halves():
    """Fixed seed; each of 100 customers is in 200 of 400 halves, within 5 standard errors of 10."""
    customers = np.arange(100, dtype=np.uint64)
    drawn = np.bincount(np.concatenate([half_of(customers, 3, number) for number in range(400)]))
    assert drawn.sum() == 400 * 50
    assert np.abs(drawn - 200).max() < 50


@pytest.mark.parametrize("n_customers", [0, 1, 3])
def test_of_hardly_any_customers_nothing_is_told(n_customers):
    told = measured(abc_analysis, AbcSettings(), customers_by_spend(np.ones(n_customers)))
    assert told.agreement.size == 0
    assert np.isnan([told.mean, told.lowest]).all()
