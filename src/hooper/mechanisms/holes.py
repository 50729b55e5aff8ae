"""Holes: through which of the five holes of the leaky bucket a customer would leave.

The holes are those that the picture names: service, untrained staff, quality, assortment and value. Behind
each stands a dimension (service, relationship, product, convenience, price). What is remembered of it,
M_k, tilts the hazards h_k towards the worse ones, by `e^-(tilt (M_k - usual quality))`, and leaves their sum
as it was: memory tells which hole, satisfaction tells how wide. A wider choice closes a share of the hole of
assortment, whatever is remembered.
Source: Prentice et al. (1978), The analysis of failure times in the presence of competing risks, Biometrics
34(4), for hazards by cause.
"""

from typing import NamedTuple

from hooper.foundation.kernel_numerics import ONE, exp32
from hooper.mechanisms.law import law


class Holes(NamedTuple):
    """The numbers that the law reads: hazards a month, and how memory tilts them."""

    hazards: tuple[float, float, float, float, float]
    tilt: float
    usual_quality: float


@law(writes=("service_hole", "staff_hole", "quality_hole", "assortment_hole", "value_hole"), settings=Holes)
def holes(
    recent_experience_of_service,
    recent_experience_of_relationship,
    recent_experience_of_product,
    recent_experience_of_convenience,
    recent_experience_of_price,
    wider_choice,
    s,
):
    """Return the hazard of each hole at full vulnerability."""
    service = s.hazards[0] * exp32(-s.tilt * (recent_experience_of_service - s.usual_quality))
    staff = s.hazards[1] * exp32(-s.tilt * (recent_experience_of_relationship - s.usual_quality))
    quality = s.hazards[2] * exp32(-s.tilt * (recent_experience_of_product - s.usual_quality))
    assortment = s.hazards[3] * exp32(-s.tilt * (recent_experience_of_convenience - s.usual_quality))
    value = s.hazards[4] * exp32(-s.tilt * (recent_experience_of_price - s.usual_quality))
    whole = s.hazards[0] + s.hazards[1] + s.hazards[2] + s.hazards[3] + s.hazards[4]
    share = whole / (service + staff + quality + assortment + value)
    left = ONE - wider_choice
    return service * share, staff * share, quality * share, assortment * share * left, value * share


def _all_as_usual(wider_choice, s):
    left = ONE - wider_choice
    return s.hazards[0], s.hazards[1], s.hazards[2], s.hazards[3] * left, s.hazards[4]


holes = holes.off(_all_as_usual)
