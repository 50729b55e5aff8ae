"""Three stories that are told in class: satisfaction is experience less expectation.

Each is told about one customer of whom everything but experience and expectation is the same.
"""

from types import SimpleNamespace

import numpy as np
import pytest

from hooper.foundation.jit import kernel
from hooper.mechanisms.dimension_weights import DimensionWeights
from hooper.mechanisms.dimensions import SEVEN
from hooper.mechanisms.referral import ReferralSettings, referral
from hooper.mechanisms.satisfaction import SatisfactionSettings, satisfaction

judge, talk = kernel(satisfaction.function), kernel(referral.function)


def settings_of(values, type_):
    return type_(
        *(tuple(map(np.float32, each)) if isinstance(each, tuple) else np.float32(each) for each in values)
    )


def after_a_week(experienced, expected, before=0.1):
    constants = SatisfactionSettings().constants(7.0)
    s = settings_of(constants, type(constants))
    return judged((experienced,), (expected,), before, s)


def judged(experienced, expected, before, s):
    standard, desired, novelty = map(np.float32, (0.0, 0.0, 1.0))  # nothing of it matters here
    x, e = (tuple(map(np.float32, values)) for values in (experienced, expected))
    gap, satisfied = judge(x, e, standard, desired, novelty, np.float32(before), s)
    return SimpleNamespace(gap=gap, satisfied=satisfied)


def test_the_watch_on_the_market_a_bargain_below_the_own_skill_disappoints():
    """It cost less than hoped, but the haggling that was looked forward to ended at the first word."""
    seven = DimensionWeights(
        overall=0.0, **dict(zip(SEVEN, (0.22, 0.18, 0.14, 0.16, 0.12, 0.08, 0.10), strict=True))
    )
    constants = SatisfactionSettings(weights=seven).constants(7.0)
    s = settings_of(constants, type(constants))
    expected = dict.fromkeys(SEVEN, 0.4) | {"relationship": 0.9, "total": 0.9}
    cheap = expected | {"price": 1.2, "relationship": 0.0, "total": 0.0}  # 100 where 150 was hoped for
    after_haggling = expected | {"price": 0.6}  # 150, and well fought for
    bargain, fought = (judged(each.values(), expected.values(), 0.1, s) for each in (cheap, after_haggling))
    assert bargain.gap < 0.0 < fought.gap
    assert bargain.satisfied < fought.satisfied
    assert (
        judged((expected | {"price": 1.2}).values(), expected.values(), 0.1, s).satisfied > fought.satisfied
    )


def test_the_photograph_at_the_school_what_was_expected_came():
    met = after_a_week(0.4, 0.4)
    assert met.gap == 0.0
    level = SatisfactionSettings().level_weight * 0.4
    assert min(0.1, level) < met.satisfied < max(0.1, level)


def test_the_twelfth_book_more_than_expected_makes_a_customer_who_tells_others():
    delighted, met = after_a_week(1.6, 0.4), after_a_week(0.4, 0.4)
    assert delighted.gap == pytest.approx(1.2)
    assert delighted.satisfied > met.satisfied
    constants = ReferralSettings().constants(7.0)
    s = settings_of(constants, type(constants))
    fields = [np.float32(each) for each in (1.0, 0.0, 0.0, 0.02)]
    tells = [talk(np.float32(c), *fields, s)[0] for c in (1.0, 0.1)]
    assert tells == [1.0, 0.0]


def test_an_equal_disappointment_hurts_more_than_an_equal_delight_pleases():
    up, down, level = (after_a_week(1.0 + gap, 1.0) for gap in (0.6, -0.6, 0.0))
    assert level.satisfied - down.satisfied > up.satisfied - level.satisfied > 0.0
