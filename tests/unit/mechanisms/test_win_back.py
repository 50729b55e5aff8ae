"""Who comes back: the chance by cause, by bond and by time, in months and in weeks alike."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.defection import CAUSES
from hooper.mechanisms.win_back import WinBackSettings, win_back

WEEK = 7.0
SETTINGS = WinBackSettings(return_per_month=0.04, months_after_leaving=6.0, after_service_exit=0.5)
MONTHLY = SETTINGS.constants(DAYS_PER_MONTH)


def returns(cause, emotional_loyalty, uniform, constants=MONTHLY):
    return win_back.function(emotional_loyalty, CAUSES.index(cause), uniform, constants)


def twin(cause, emotional_loyalty, uniform):
    of_cause = {"natural": 0.0, "service": 0.5}.get(cause, 1.0)
    return float(uniform < 0.04 * of_cause * (0.5 + emotional_loyalty))


@given(st.sampled_from(CAUSES), st.floats(0.0, 1.0), st.floats(1e-6, 0.08))
def test_it_does_what_its_equation_says(cause, emotional_loyalty, uniform):
    assert returns(cause, emotional_loyalty, uniform) == twin(cause, emotional_loyalty, uniform)


def test_nobody_comes_back_after_a_natural_end():
    assert returns("natural", 1.0, 1e-9) == 0.0


def test_a_bond_brings_back_and_a_quarrel_over_service_keeps_away():
    assert [returns("rival", bond, 0.03) for bond in (0.0, 0.2, 0.3, 1.0)] == [0.0, 0.0, 1.0, 1.0]
    assert [returns(cause, 0.5, 0.03) for cause in ("quality", "service")] == [1.0, 0.0]


@given(st.floats(0.0, 1.0))
def test_a_month_of_weeks_has_the_chance_of_a_month(chance):
    settings = WinBackSettings(return_per_month=chance)
    weekly = settings.constants(WEEK).chance
    assert 1 - (1 - weekly) ** (DAYS_PER_MONTH / WEEK) == pytest.approx(chance, abs=1e-9)
    assert settings.periods_after_leaving(WEEK) == 26
    assert settings.periods_after_leaving(DAYS_PER_MONTH) == 6


def test_switched_off_nobody_returns():
    assert win_back.when_off is not None
    assert win_back.when_off() == np.float32(0.0)
