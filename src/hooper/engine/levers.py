"""What levers of the firm do: they become signals that all customers notice in a period."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from hooper.mechanisms.customer_period import SIGNALS
from hooper.scenario.scenario import Scenario
from hooper.strategies.actions import FirmLevers


def signals_of(
    levers: FirmLevers,
    effect_left: Mapping[str, float],
    scenario: Scenario,
    *,
    programme: bool,
    market: Mapping[str, float],
    noticed: Mapping[str, float],
) -> NDArray[np.float32]:
    """Return the signals of a period, in the order of `SIGNALS`; those of the `market` come by name.

    What is `noticed` of the firm's departments is 0 where they say nothing; `effect_left` is the share of the
    effect of each lever that rivals who imitate it have left. Where no law says how a premium is felt, it is
    felt as a discount with the other sign.
    """
    effects = scenario.lever_effects
    training, quality = levers.training * effect_left["training"], levers.quality
    kept = (1.0 - effects.mistakes_avoided_by_training * training) * (
        1.0 - effects.mistakes_avoided_by_quality * quality
    )
    mistakes = noticed.get("mistakes", 0.0)
    has_law = "price_premium" not in scenario.laws_off
    values = {
        **noticed,
        "discount": levers.discount * effect_left["discount"] - (not has_law) * levers.price_premium,
        "premium": has_law * levers.price_premium,
        "programme": float(programme) * effect_left["enrolment"],
        "quality_change": effects.experience_of_quality * quality,
        "staff_change": noticed.get("staff_change", 0.0) + effects.experience_of_training * training,
        "mistakes": mistakes - (1.0 - kept) * (1.0 + mistakes),
        "wider_choice": effects.hole_closed_by_assortment * levers.assortment * effect_left["assortment"],
        "referral_pull": effects.referrals_for_reward
        * levers.referral_reward
        * effect_left["referral_reward"],
        **market,
    }
    return np.array([values.get(name, 0.0) for name in SIGNALS], np.float32)
