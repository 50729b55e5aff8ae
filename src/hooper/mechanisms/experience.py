"""Experience: what a customer meets in a period, in each dimension.

`x = quality fit + quality shift + staff + noise - w_wait * wait - w_delay * delay - w_neglect * neglect
- severity * unrecovered failure` (Anderson and Sullivan 1993 for perceived quality as a level; waits, delays,
neglect and failures are those of the period before, since what departments do is felt afterwards). In a world
of seven dimensions a wait is felt in service, a late delivery in convenience, neglect in the relationship,
and a failure half in the product and half in service; how able and willing the staff is, in service and in
the relationship.
"""

from typing import Final, NamedTuple

from hooper.foundation.decisions import (
    EXPERIENCE_AND_PURCHASE,
    EXPERIENCE_LAST,
    EXPERIENCE_SECOND_HALF,
)
from hooper.foundation.settings import NonNegative, Settings, assumed
from hooper.mechanisms.law import DrawOfEachDimension, four_normals, law

_SHARE_OF_WAIT: Final = {"overall": 1.0, "service": 1.0}
_SHARE_OF_DELAY: Final = {"overall": 1.0, "convenience": 1.0}
_SHARE_OF_NEGLECT: Final = {"overall": 1.0, "relationship": 1.0}
_SHARE_OF_STAFF: Final = {"overall": 1.0, "service": 1.0, "relationship": 1.0}
_SHARE_OF_FAILURE: Final = {"overall": 1.0, "product": 0.5, "service": 0.5}


class ExperienceSettings(Settings):
    """Noise and losses of experience, on the scale on which quality fit has the same unit.

    All of them are those of one period: of one judgement. Another period is another world, unless losses are
    converted (`hooper.scenario.another_period`).
    """

    noise_sd: NonNegative = assumed(0.6, low=0.4, high=0.8, source="assumed")
    wait_loss_per_day: NonNegative = assumed(0.35, low=0.15, high=0.60, source="assumed")
    failure_loss: NonNegative = assumed(1.6, low=1.0, high=2.2, source="assumed")
    delay_loss_per_day: NonNegative = assumed(0.20, low=0.05, high=0.40, source="assumed")
    neglect_loss: NonNegative = assumed(0.60, low=0.2, high=1.2, source="assumed; a visit that was due")
    quality_shift: float = 0.0

    def constants(self, dimensions: tuple[str, ...]) -> "Experience":
        """Return the numbers that the law reads in a world with these dimensions."""
        return Experience(
            self.noise_sd,
            tuple(self.wait_loss_per_day * _SHARE_OF_WAIT.get(each, 0.0) for each in dimensions),
            tuple(self.failure_loss * _SHARE_OF_FAILURE.get(each, 0.0) for each in dimensions),
            self.quality_shift,
            tuple(self.delay_loss_per_day * _SHARE_OF_DELAY.get(each, 0.0) for each in dimensions),
            tuple(self.neglect_loss * _SHARE_OF_NEGLECT.get(each, 0.0) for each in dimensions),
            tuple(_SHARE_OF_STAFF.get(each, 0.0) for each in dimensions),
        )


class Experience(NamedTuple):
    """The numbers that the law reads, per period."""

    noise_sd: float
    wait_loss: tuple[float, ...]
    failure_loss: tuple[float, ...]
    quality_shift: float
    delay_loss: tuple[float, ...]
    neglect_loss: tuple[float, ...]
    staff_share: tuple[float, ...]


@law(
    writes=("experience",),
    settings=Experience,
    draws=(
        DrawOfEachDimension(
            "experience_normal",
            (
                *four_normals(EXPERIENCE_AND_PURCHASE)[:2],
                *four_normals(EXPERIENCE_SECOND_HALF),
                *four_normals(EXPERIENCE_LAST)[:1],
            ),
        ),
    ),
    per_dimension=True,
)
def experience(
    quality_fit,
    wait_felt,
    failure_felt,
    delay_felt,
    neglect_felt,
    quality_change,
    staff_change,
    experience_normal,
    wait_loss,
    failure_loss,
    delay_loss,
    neglect_loss,
    staff_share,
    s,
):
    """Return the experience of a period, in one dimension."""
    level = quality_fit + s.quality_shift + quality_change + staff_share * staff_change
    lost = level + s.noise_sd * experience_normal - wait_loss * wait_felt - failure_loss * failure_felt
    return lost - delay_loss * delay_felt - neglect_loss * neglect_felt


def _as_expected(expectation):
    return expectation


experience = experience.off(_as_expected)
