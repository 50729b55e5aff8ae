"""Settings of the staff at the service desk: how it takes pressure, who leaves, and who learns."""

from typing import Annotated, Final

from pydantic import Field

from hooper.foundation.settings import NonNegative, Positive, Probability, Settings, assumed


class StaffCut(Settings):
    """A share of the planned staff that is missing for some days, from a day of the world on."""

    share: Probability
    from_day: NonNegative
    days: Positive

    def missing_on(self, day: float) -> float:
        """Return the share that is missing on a day."""
        return self.share if self.from_day <= day < self.from_day + self.days else 0.0


class StaffSettings(Settings):
    """How people at the desk react to pressure and to customers; every `assumed` figure may be zero.

    Pressure is the work that comes in, at full care and usual skill, divided by what the staff can do. Above
    `pressure_borne` people give each case less time, by the power `cutting_corners`, down to `least_care`.
    What they have got used to becomes the standard.
    """

    pressure_borne: Positive = 0.85
    cutting_corners: NonNegative = assumed(
        0.6, low=0.0, high=0.9, source="assumed; Oliva and Sterman (2001) for the sign: less time per order"
    )
    least_care: Annotated[float, Field(gt=0, le=1)] = 0.4
    erosion_per_month: Probability = assumed(
        0.20, low=0.05, high=0.40, source="assumed; Oliva and Sterman (2001): standards follow within months"
    )
    renewal_per_month: Probability = assumed(
        0.04, low=0.01, high=0.10, source="assumed; Oliva and Sterman (2001): they hardly come back"
    )
    change_of_morale_per_month: Probability = 0.25
    morale_per_pressure: NonNegative = assumed(1.0, low=0.0, high=2.0, source="assumed")
    morale_per_satisfaction: NonNegative = assumed(
        1.0, low=0.0, high=2.0, source="assumed; Heskett et al. (1994) for the sign"
    )
    usual_satisfaction: float = 0.1
    quits_per_month: Probability = assumed(0.025, low=0.01, high=0.05, source="assumed: 26 % a year")
    quits_per_morale: NonNegative = assumed(1.5, low=0.0, high=3.0, source="assumed")
    hiring_months: NonNegative = 2.0
    skill_of_newcomers: Annotated[float, Field(gt=0, le=1)] = assumed(
        0.5, low=0.3, high=0.8, source="assumed; Oliva and Sterman (2001) for rookies"
    )
    learning_per_month: Probability = assumed(0.15, low=0.05, high=0.30, source="assumed")
    quality_per_care: NonNegative = assumed(0.8, low=0.3, high=1.5, source="assumed")
    quality_per_skill: NonNegative = assumed(0.8, low=0.3, high=1.5, source="assumed")
    mistakes_per_skill: NonNegative = assumed(1.0, low=0.0, high=2.0, source="assumed")
    cuts: tuple[StaffCut, ...] = ()


STEADY_STAFF: Final = StaffSettings(
    cutting_corners=0.0,
    erosion_per_month=0.0,
    morale_per_pressure=0.0,
    morale_per_satisfaction=0.0,
    quits_per_month=0.0,
    skill_of_newcomers=1.0,
)
