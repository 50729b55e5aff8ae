"""What an offer leaves behind: a usual discount, a weaker bond, something to lose; each wears off."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.emotional_loyalty import EmotionalLoyaltySettings, emotional_loyalty
from hooper.mechanisms.reference_price import ReferencePriceSettings, reference_price
from hooper.mechanisms.second_lifetime import SecondLifetimeSettings, second_lifetime
from hooper.mechanisms.switching_cost import SwitchingCostSettings, switching_cost
from hooper.mechanisms.win_back import OFFERS

SETTINGS = SecondLifetimeSettings(
    discount_learned=0.25,
    bond_lost_per_discount=1.0,
    upgrade_worth=0.2,
    upgrade_hold=0.5,
    taken_as_discount_in_bundle=0.75,
)
LEARNED = SETTINGS.constants()
SHARE = st.floats(0.0, 1.0, width=32)


def after(offer, usual=0.0, bond=0.5, held=0.0):
    return second_lifetime.function(usual, bond, held, *OFFERS[offer], LEARNED)


@pytest.mark.parametrize(
    ("offer", "usual", "bond", "held"),
    [("discount", 0.25, 0.375, 0.0), ("bundle", 0.4, 0.3, 0.125), ("upgrade", 0.0, 0.5, 0.5)],
)
def test_each_offer_leaves_what_it_is_made_of(offer, usual, bond, held):
    assert after(offer) == pytest.approx((usual, bond, held))


def twin(offer, usual, bond, held):
    discount, upgrade = OFFERS[offer]
    share_as_price = 0.75 if discount and upgrade else 0.0
    given_away = (0.25 if discount else 0.0) + share_as_price * 0.2
    left = 0.5 * (1 - share_as_price) if upgrade else 0.0
    return max(usual, given_away), bond * (1 - given_away), max(held, left)


@given(st.sampled_from([*OFFERS]), SHARE, SHARE, SHARE)
def test_it_does_what_its_equation_says(offer, usual, bond, held):
    assert after(offer, usual, bond, held) == pytest.approx(twin(offer, usual, bond, held))


@given(st.sampled_from([*OFFERS]), SHARE, SHARE)
def test_the_same_offer_once_more_teaches_no_other_discount_and_holds_no_more(offer, usual, held):
    once = after(offer, usual, 0.5, held)
    twice = after(offer, once[0], 0.5, once[2])
    assert (twice[0], twice[2]) == (once[0], once[2])


def test_with_nothing_learned_or_switched_off_all_stays_as_it_was():
    nothing = SecondLifetimeSettings(discount_learned=0.0, upgrade_worth=0.0, upgrade_hold=0.0).constants()
    was = (np.float32(0.1), np.float32(0.7), np.float32(0.3))
    assert second_lifetime.function(*was, *OFFERS["bundle"], nothing) == was
    assert second_lifetime.when_off is not None
    assert second_lifetime.when_off(*was) == was


def test_what_is_left_behind_wears_off_by_the_laws_whose_rows_it_is():
    usual, bond, held = after("bundle")
    slow = EmotionalLoyaltySettings().constants(DAYS_PER_MONTH)
    for _ in range(120):
        _, usual = reference_price.function(
            0.0, usual, 1.0, ReferencePriceSettings().constants(DAYS_PER_MONTH)
        )
        held = switching_cost.function(held, SwitchingCostSettings(most=0.0).constants(DAYS_PER_MONTH))
        bond = emotional_loyalty.function(bond, 0.5, 0.5, 0.0, slow)
    never_written_to = 0.5
    for _ in range(120):
        never_written_to = emotional_loyalty.function(never_written_to, 0.5, 0.5, 0.0, slow)
    assert (usual, held) == pytest.approx((0.0, 0.0), abs=1e-4)
    assert bond == pytest.approx(never_written_to, abs=1e-3)


def test_a_bundle_that_takes_more_than_there_is_is_refused():
    with pytest.raises(
        ValueError, match="takes 109% of the price or of the bond away; lower discount_learned"
    ):
        SecondLifetimeSettings(
            discount_learned=0.9,
            upgrade_worth=0.2,
            bond_lost_per_discount=0.5,
            taken_as_discount_in_bundle=0.95,
        )
    with pytest.raises(ValueError, match="takes 150% of"):
        SecondLifetimeSettings(discount_learned=0.5, upgrade_worth=0.0, bond_lost_per_discount=3.0)
