"""How long matters stay open after an exit."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.settlement import SettlementSettings, settlement

WEEK = 7.0


@given(st.floats(1e-9, 1.0 - 1e-9), st.floats(0.0, 6.0))
def test_it_does_what_its_equation_says(uniform, mean_months):
    periods = -math.log(uniform) * mean_months * DAYS_PER_MONTH / WEEK
    if abs(periods - round(periods)) > 1e-4:
        constants = SettlementSettings(mean_months=mean_months).constants(WEEK)
        assert settlement.function(np.float32(uniform), constants) == math.floor(periods)


def test_where_nothing_stays_open_everything_is_settled_at_once():
    assert settlement.function(np.float32(1e-9), SettlementSettings(mean_months=0.0).constants(WEEK)) == 0.0
    assert settlement.when_off is not None
    assert settlement.when_off() == 0.0


def test_a_mean_below_zero_is_refused():
    with pytest.raises(ValueError, match="mean_months"):
        _ = SettlementSettings(mean_months=-0.1)
