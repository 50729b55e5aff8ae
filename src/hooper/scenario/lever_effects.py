"""Settings of what levers do, at strength 1; what they cost stands under `[levers]`.

Effects on everybody last while a lever is pulled. What is done for one customer stays with her, and fades
with the law that it acts on: a bond with emotional loyalty, a kind word with memory, a tie with switching
costs. In a world without that law it does nothing.
"""

from typing import Annotated

from pydantic import Field

from hooper.foundation.settings import NonNegative, Probability, Settings, assumed


class LeverEffects(Settings):
    """Shares are of what is left to win: of failures not made good, of what a newcomer does not know."""

    experience_of_training: NonNegative = assumed(
        0.10, low=0.02, high=0.25, source="assumed; Heskett et al. (1994) for the sign"
    )
    mistakes_avoided_by_training: Probability = assumed(0.10, low=0.0, high=0.25, source="assumed")
    experience_of_quality: NonNegative = assumed(
        0.15, low=0.05, high=0.30, source="assumed; Rust, Zahorik and Keiningham (1995) for the sign"
    )
    mistakes_avoided_by_quality: Probability = assumed(0.20, low=0.05, high=0.40, source="assumed")
    hole_closed_by_assortment: Probability = assumed(
        0.30, low=0.10, high=0.50, source="assumed: a share of those who leave for want of choice"
    )
    made_good_by_recovery: Probability = assumed(
        0.50, low=0.20, high=0.80, source="assumed; Smith, Bolton and Wagner (1999) for the sign"
    )
    time_saved_by_recovery: Probability = assumed(
        0.20, low=0.0, high=0.40, source="assumed: who may decide need not ask"
    )
    referrals_for_reward: NonNegative = assumed(
        0.50, low=0.10, high=1.00, source="assumed; Schmitt, Skiera and Van den Bulte (2011) for the sign"
    )
    reached_by_plan: Annotated[float, Field(gt=0, le=1)] = assumed(
        0.40, low=0.20, high=0.80, source="assumed: planned newcomers as a share of all whom money can bring"
    )
    bond_of_manager: Probability = assumed(
        0.25, low=0.05, high=0.50, source="assumed; Berry and Parasuraman (1991) for the sign"
    )
    strength_of_tie: NonNegative = assumed(
        0.70, low=0.2, high=1.5, source="assumed; Berry and Parasuraman (1991) for the sign"
    )
    warmth_of_attention: NonNegative = assumed(0.10, low=0.02, high=0.30, source="assumed, as of a call")
    learned_when_onboarded: Probability = assumed(0.50, low=0.20, high=0.80, source="assumed")
    chance_of_cross_sale: Probability = assumed(0.08, low=0.02, high=0.20, source="assumed")
    saved_when_let_go: Probability = assumed(
        0.60, low=0.30, high=0.90, source="assumed: the cheapest channel and no mail"
    )
    hazards_when_let_go: NonNegative = assumed(
        0.50, low=0.10, high=1.00, source="assumed: the share by which hazards rise"
    )
