"""Which failures are forgiven, told as lives of failures; and how long a recovery glows."""

from typing import Any

import numpy as np
import pytest

from hooper.foundation.jit import kernel
from hooper.foundation.units import DAYS_PER_MONTH, DAYS_PER_WEEK
from hooper.mechanisms.recovery import RecoverySettings, recovery
from hooper.mechanisms.recovery_glow import RecoveryGlowSettings, recovery_glow

judge: Any = kernel(recovery.function)
glow_on: Any = kernel(recovery_glow.function)
NOTHING, SILENT, GOOD = (0, 0), (1, 0), (0, 1)


def float32(settings):
    return type(settings)(*map(np.float32, settings))


def life(failures, days=DAYS_PER_MONTH, **settings):
    """Return (felt, recovered) of each period, from the failures felt and made good before it."""
    s = float32(RecoverySettings(**settings).constants(days))
    left, told = np.float32(0.0), []
    for silent, good in failures:
        felt, recovered, still_open, left = judge(np.float32(silent), np.float32(good), left, s)
        assert still_open == 0.0
        told.append((int(felt), int(recovered)))
    return told


def test_a_failure_made_good_is_recovered_and_a_silent_one_is_felt():
    assert life([NOTHING, GOOD]) == [(0, 0), (0, 1)]
    assert life([NOTHING, SILENT]) == [(0, 0), (1, 0)]


@pytest.mark.parametrize("first", [SILENT, GOOD])
@pytest.mark.parametrize(("quiet_months", "again"), [(0, (1, 0)), (5, (1, 0)), (6, (0, 1))])
def test_a_second_failure_is_not_forgiven_for_six_months(first, quiet_months, again):
    assert life([first, *[NOTHING] * quiet_months, GOOD])[-1] == again


def test_every_failure_begins_the_months_anew():
    quiet = [NOTHING] * 4
    assert life([GOOD, *quiet, GOOD, *quiet, GOOD, *quiet, SILENT, *quiet, GOOD])[::5] == [
        *[(0, 1), (1, 0), (1, 0), (1, 0), (1, 0)]
    ]


@pytest.mark.parametrize(("quiet_weeks", "again"), [(25, (1, 0)), (26, (0, 1))])
def test_six_months_are_twenty_six_weeks(quiet_weeks, again):
    assert life([GOOD, *[NOTHING] * quiet_weeks, GOOD], days=DAYS_PER_WEEK)[-1] == again


def test_where_everything_is_forgiven_every_failure_made_good_is_recovered():
    assert life([GOOD, GOOD, SILENT, GOOD], unforgiving_months=0.0) == [(0, 1), (0, 1), (1, 0), (0, 1)]


def test_what_is_settled_in_one_period_is_judged_alike():
    assert life([(1, 2)]) == [(1, 1)]
    assert life([GOOD, (1, 2)])[-1] == (3, 0)


def test_a_recovery_adds_its_bonus_and_fades_by_its_share_a_month():
    s = float32(RecoveryGlowSettings().constants(DAYS_PER_MONTH))
    glow = [np.float32(0.0)]
    for recovered in (0, 1, 0, 0, 1):
        glow.append(glow_on(glow[-1], np.float32(recovered), s))
    expected = [0.0, 0.0, 0.15, 0.15 * 0.85, 0.15 * 0.85**2, 0.15 + 0.15 * 0.85**3]
    assert glow == pytest.approx(expected, rel=1e-6)
