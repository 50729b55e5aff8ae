import numpy as np
import pytest
from hypothesis import given

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.purchases import merge_same_day
from hooper.segmentation.monthly_curves import ProfitSettings, monthly_curves
from tests.unit.segmentation.logs import END_DAYS, log_of, logs


def curves_of(log, settings=None):
    return monthly_curves(merge_same_day(log), END_DAYS, settings or ProfitSettings())


@given(logs())
def test_no_order_and_no_money_is_lost(log):
    curves = curves_of(log)
    assert curves.volume.sum() == pytest.approx(log.column("amount").sum())
    assert curves.orders.sum() == merge_same_day(log).amount.size


@given(logs())
def test_nothing_happens_before_the_first_purchase(log):
    curves = curves_of(log)
    first = curves.volume.shape[1] - curves.months_known
    for row, months in zip(np.abs(curves.profit) + curves.volume, first, strict=True):
        assert not row[:months].any()
        assert row[months:].any()


def test_profit_begins_below_zero_and_is_margin_less_cost_from_then_on():
    days = [END_DAYS - back * DAYS_PER_MONTH - 1.0 for back in (2, 1, 0)]
    settings = ProfitSettings(
        margin=0.5, serving_cost_in_purchases_per_month=0.2, acquisition_cost_in_purchases=1.0
    )
    assert curves_of(log_of({1: days}), settings).profit.tolist() == [[-7.0, 3.0, 3.0]]


def test_windows_reach_back_before_the_log():
    curves = curves_of(log_of({1: [300.0, 330.0, 360.0]}))
    assert curves.over_window(curves.orders, 2).tolist() == [[1.0, 2.0, 2.0]]
    assert curves.over_window(curves.orders, 9).tolist() == [[1.0, 2.0, 3.0]]
