"""Experience: what a customer meets in a period, in each dimension.

`x = quality fit + quality shift + noise - wait weight * wait - severity * unrecovered failure`
(Anderson and Sullivan 1993 for perceived quality as a level; waits and failures are those of the
period before, since what happens at the desk is felt afterwards).
"""

from typing import NamedTuple

from hooper.foundation.decisions import EXPERIENCE_AND_PURCHASE
from hooper.foundation.settings import NonNegative, Settings, assumed
from hooper.mechanisms.law import Draw, law


class ExperienceSettings(Settings):
    """Noise and losses of experience, on the scale on which quality fit has the same unit."""

    noise_sd: NonNegative = assumed(0.6, low=0.4, high=0.8, source="assumed")
    wait_loss_per_day: NonNegative = assumed(0.35, low=0.15, high=0.60, source="assumed")
    failure_loss: NonNegative = assumed(1.6, low=1.0, high=2.2, source="assumed")
    quality_shift: float = 0.0

    def constants(self) -> "Experience":
        """Return the numbers that the law reads."""
        return Experience(self.noise_sd, self.wait_loss_per_day, self.failure_loss, self.quality_shift)


class Experience(NamedTuple):
    """The numbers that the law reads, per period."""

    noise_sd: float
    wait_loss_per_day: float
    failure_loss: float
    quality_shift: float


@law(
    writes=("experience",),
    settings=Experience,
    draws=(Draw("experience_normal", "normal", EXPERIENCE_AND_PURCHASE, 0),),
    per_dimension=True,
)
def experience(quality_fit, wait_felt, failure_felt, quality_change, experience_normal, s):
    """Return the experience of a period, in one dimension."""
    level = quality_fit + s.quality_shift + quality_change
    return (
        level
        + s.noise_sd * experience_normal
        - s.wait_loss_per_day * wait_felt
        - s.failure_loss * failure_felt
    )


def _as_expected(expectation):
    return expectation


experience = experience.off(_as_expected)
