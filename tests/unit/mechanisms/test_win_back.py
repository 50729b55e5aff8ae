"""Who comes back: the chance by cause, by bond, by offer and by time, in months and in weeks alike."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.defection import CAUSES
from hooper.mechanisms.win_back import OFFERS, WinBackSettings, win_back

WEEK = 7.0
SETTINGS = WinBackSettings(
    return_per_month=0.04,
    months_after_leaving=6.0,
    after_service_exit=0.5,
    discount_pull_where_it_answers=2.0,
    discount_pull_otherwise=0.75,
    upgrade_pull_where_it_answers=1.5,
    upgrade_pull_otherwise=0.25,
)
MONTHLY = SETTINGS.constants(DAYS_PER_MONTH)
NO_OFFER = (0.0, 0.0)
EVERY_OFFER = st.sampled_from([NO_OFFER, *OFFERS.values()])


def returns(cause, emotional_loyalty, uniform, constants=MONTHLY, offer=NO_OFFER, price_sensitivity=1.0):
    reason = CAUSES.index(cause)
    return win_back.function(emotional_loyalty, price_sensitivity, reason, *offer, uniform, constants)


def chance(cause, emotional_loyalty, offer, price_sensitivity):
    """Return the chance of a month, by the equation."""
    of_cause = {"natural": 0.0, "service": 0.5}.get(cause, 1.0)
    of_discount = 2.0 if cause in ("value", "rival") else 0.75
    of_upgrade = 1.5 if cause in ("service", "staff", "quality") else 0.25
    pull = 1.0 + offer[0] * price_sensitivity * of_discount + offer[1] * of_upgrade
    return 0.04 * of_cause * (0.5 + emotional_loyalty) * pull


@given(st.sampled_from(CAUSES), st.floats(0.0, 1.0), st.floats(1e-6, 0.3), EVERY_OFFER, st.floats(0.0, 3.0))
def test_it_does_what_its_equation_says(cause, emotional_loyalty, uniform, offer, price_sensitivity):
    comes = returns(cause, emotional_loyalty, uniform, MONTHLY, offer, price_sensitivity)
    expected = chance(cause, emotional_loyalty, offer, price_sensitivity)
    assert comes == float(uniform < expected) or uniform == pytest.approx(expected, rel=1e-6)


@given(st.sampled_from(CAUSES), st.floats(0.0, 1.0, width=32), st.floats(0.0, 9.0, width=32))
def test_without_an_offer_its_chance_is_to_the_bit_what_it_is_without_pulls(cause, bond, price_sensitivity):
    """A uniform just below the chance returns, and the chance itself does not."""
    reason = CAUSES.index(cause)
    plain = MONTHLY.chance * (np.float32(0.5) + np.float32(bond)) * MONTHLY.by_cause[reason]
    felt = np.float32(bond), np.float32(price_sensitivity), reason, *NO_OFFER
    assert win_back.function(*felt, plain, MONTHLY) == 0.0
    assert win_back.function(*felt, np.nextafter(plain, -1.0), MONTHLY) == 1.0


@pytest.mark.parametrize("offer", OFFERS.values(), ids=OFFERS)
def test_nobody_comes_back_after_a_natural_end(offer):
    assert returns("natural", 1.0, 1e-9, offer=offer) == 0.0


def test_a_bond_brings_back_and_a_quarrel_over_service_keeps_away():
    assert [returns("rival", bond, 0.03) for bond in (0.0, 0.2, 0.3, 1.0)] == [0.0, 0.0, 1.0, 1.0]
    assert [returns(cause, 0.5, 0.03) for cause in ("quality", "service")] == [1.0, 0.0]


@pytest.mark.parametrize(
    ("cause", "order"),
    [
        ("value", ["bundle", "discount", "upgrade"]),
        ("rival", ["bundle", "discount", "upgrade"]),
        ("service", ["bundle", "upgrade", "discount"]),
        ("staff", ["bundle", "upgrade", "discount"]),
        ("quality", ["bundle", "upgrade", "discount"]),
    ],
)
def test_an_offer_pulls_most_where_it_answers_the_reason_and_a_bundle_most_of_all(cause, order):
    """At each uniform as many offers bring back as are left in the order, found by halving."""
    chances = {kind: chance(cause, 0.3, offer, 1.0) for kind, offer in OFFERS.items()}
    assert sorted(chances, key=lambda kind: -chances[kind]) == order
    for kind, offer in OFFERS.items():
        just_above, just_below = chances[kind] * (1 + 1e-6), chances[kind] * (1 - 1e-6)
        assert returns(cause, 0.3, just_above, offer=offer) == 0.0
        assert returns(cause, 0.3, just_below, offer=offer) == 1.0


def test_a_discount_brings_back_those_to_whom_prices_matter_and_an_upgrade_is_the_same_to_all():
    for offer, comes in (("discount", [0.0, 1.0]), ("upgrade", [0.0, 0.0])):
        found = [returns("rival", 0.5, 0.11, MONTHLY, OFFERS[offer], p) for p in (0.5, 2.0)]
        assert found == comes


def test_offers_that_nobody_can_refuse_are_refused_with_their_kind_and_reason():
    fault = r"'bundle' after an exit for the reason 'staff' .* 1\.01 a month, above 1; lower return_per_month"
    with pytest.raises(ValueError, match=fault):
        WinBackSettings(return_per_month=0.4, upgrade_pull_where_it_answers=3.25)
    with pytest.raises(ValueError, match="'discount' after an exit for the reason 'value'"):
        WinBackSettings(discount_pull_where_it_answers=100.0)


@given(st.floats(0.0, 0.5))
def test_a_month_of_weeks_has_the_chance_of_a_month(chance):
    settings = WinBackSettings(return_per_month=chance)
    weekly = settings.constants(WEEK).chance
    assert 1 - (1 - weekly) ** (DAYS_PER_MONTH / WEEK) == pytest.approx(chance, abs=1e-9)
    assert settings.periods_after_leaving(WEEK) == 26
    assert settings.periods_after_leaving(DAYS_PER_MONTH) == 6
    assert [settings.periods_of_an_offer(days) for days in (WEEK, DAYS_PER_MONTH)] == [13, 3]


def test_switched_off_nobody_returns():
    assert win_back.when_off is not None
    assert win_back.when_off() == np.float32(0.0)
