"""Defection: competing reasons to leave, moderated by loyalty (the holes of the leaky bucket).

Each hole k (`holes`) has a hazard `h_k = level_k * tilt_k * m[stage] * frailty * V * e^-(z + bond + offer)`
with vulnerability `V = (1 - L)^psi[stage]` and switching cost z; a rival pulls in proportion to competition
(`competition` moves it), and an emotional bond l holds against it alone, by `e^-(b l)`; a natural end comes
whatever the satisfaction. A rival that is cheaper by a share g of the price pulls `e^(b_gap p g (1 - l))`
times as much, with price sensitivity p: the bond makes deaf to it. The customer leaves with probability
`1 - e^-sum(h)`, for a cause drawn in proportion to the hazards (competing risks: Prentice et al. 1978; the
holes are those that the picture of the leaky bucket names).
"""

from typing import Final, NamedTuple

from hooper.foundation.decisions import LEAVING_AND_MOVING
from hooper.foundation.kernel_numerics import ONE, ZERO, exp32, power32
from hooper.foundation.settings import NonNegative, Probability, Settings, assumed
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.mechanisms.holes import Holes
from hooper.mechanisms.law import Draw, Event, law
from hooper.mechanisms.life_stages import by_stage

CAUSES: Final = ("service", "staff", "quality", "assortment", "value", "rival", "natural")


class DefectionSettings(Settings):
    """Hazards a month at full vulnerability (loyalty 0), and what moderates them.

    Where customers decide at their orders rather than all the time, an order counts as
    `months_at_risk_per_order` months at risk, and a month without any as `months_at_risk_per_month`.
    """

    service_hazard_per_month: NonNegative = 0.012
    staff_hazard_per_month: NonNegative = 0.008
    quality_hazard_per_month: NonNegative = 0.012
    assortment_hazard_per_month: NonNegative = 0.008
    value_hazard_per_month: NonNegative = 0.010
    rival_hazard_per_month: NonNegative = 0.20
    natural_hazard_per_month: NonNegative = 0.002
    natural_hazard_in_decline_per_month: NonNegative = 0.012
    multiplier_in_exploration: NonNegative = 1.2
    multiplier_in_formation: NonNegative = 1.0
    multiplier_in_stability: NonNegative = 0.5
    multiplier_in_decline: NonNegative = 3.0
    vulnerability_exponent_in_exploration: NonNegative = 0.8
    vulnerability_exponent_in_formation: NonNegative = 1.1
    vulnerability_exponent_in_stability: NonNegative = 1.6
    vulnerability_exponent_in_decline: NonNegative = 0.8
    hole_tilt_of_memory: NonNegative = 0.0
    emotional_hold: NonNegative = 0.0
    pull_of_price_gap: NonNegative = 0.0
    months_at_risk_per_month: NonNegative = assumed(
        1.0, low=0.05, high=0.30, source="assumed; low where people decide at their orders"
    )
    months_at_risk_per_order: NonNegative = 0.0
    service_tilt_per_day_of_wait: NonNegative = assumed(1.0, low=0.4, high=1.6, source="assumed")
    quality_tilt_per_failure: NonNegative = assumed(2.0, low=1.0, high=3.0, source="assumed")
    assortment_tilt_per_day_of_delay: NonNegative = assumed(0.3, low=0.1, high=0.6, source="assumed")
    staff_tilt_per_neglect: NonNegative = assumed(1.0, low=0.4, high=1.6, source="assumed")
    value_relief_of_discount: NonNegative = assumed(2.0, low=1.0, high=3.0, source="assumed")
    member_bond: NonNegative = assumed(
        0.10, low=0.0, high=0.20, source="assumed; Berry and Parasuraman for financial bonds"
    )

    bond_of_acquaintances: NonNegative = 0.0

    def holes(self, usual_quality: float) -> Holes:
        """Return the numbers that the law of the holes reads."""
        hazards = (
            self.service_hazard_per_month,
            self.staff_hazard_per_month,
            self.quality_hazard_per_month,
            self.assortment_hazard_per_month,
            self.value_hazard_per_month,
        )
        return Holes(hazards, self.hole_tilt_of_memory, usual_quality)

    def constants(self, period_days: float, competition: Probability) -> "Defection":
        """Return the numbers that the law reads, hazards per period."""
        months = period_days / DAYS_PER_MONTH
        natural = self.natural_hazard_per_month * months
        return Defection(
            rival=self.rival_hazard_per_month * competition,
            rival_in_fierce_competition=self.rival_hazard_per_month,
            natural=(
                natural,
                natural,
                natural,
                natural + self.natural_hazard_in_decline_per_month * months,
            ),
            multipliers=(
                self.multiplier_in_exploration,
                self.multiplier_in_formation,
                self.multiplier_in_stability,
                self.multiplier_in_decline,
            ),
            exponents=(
                self.vulnerability_exponent_in_exploration,
                self.vulnerability_exponent_in_formation,
                self.vulnerability_exponent_in_stability,
                self.vulnerability_exponent_in_decline,
            ),
            emotional_hold=self.emotional_hold,
            price_gap_pull=self.pull_of_price_gap,
            idle_risk=self.months_at_risk_per_month * months,
            order_risk=self.months_at_risk_per_order,
            wait_tilt=self.service_tilt_per_day_of_wait,
            failure_tilt=self.quality_tilt_per_failure,
            discount_relief=self.value_relief_of_discount,
            member_bond=self.member_bond,
            bond_of_acquaintances=self.bond_of_acquaintances,
            delay_tilt=self.assortment_tilt_per_day_of_delay,
            neglect_tilt=self.staff_tilt_per_neglect,
        )


class Defection(NamedTuple):
    """The numbers that the law reads, per period."""

    rival: float
    rival_in_fierce_competition: float
    natural: tuple[float, float, float, float]
    multipliers: tuple[float, float, float, float]
    exponents: tuple[float, float, float, float]
    emotional_hold: float
    price_gap_pull: float
    idle_risk: float
    order_risk: float
    wait_tilt: float
    failure_tilt: float
    discount_relief: float
    member_bond: float
    bond_of_acquaintances: float
    delay_tilt: float
    neglect_tilt: float


@law(
    writes=("exits", "cause"),
    settings=Defection,
    draws=(
        Draw("exit_uniform", "uniform", LEAVING_AND_MOVING, 0),
        Draw("cause_uniform", "uniform", LEAVING_AND_MOVING, 1),
    ),
    events=(Event("exits", when="exits", columns=("cause",)),),
)
def defection(
    stage,
    loyalty,
    emotional_loyalty,
    service_hole,
    staff_hole,
    quality_hole,
    assortment_hole,
    value_hole,
    orders,
    frailty,
    wait_felt,
    failure_felt,
    delay_felt,
    neglect_felt,
    offer_pull,
    member,
    programme,
    acquaintance,
    switching_cost,
    discount_felt,
    price_sensitivity,
    price_gap,
    competition_change,
    exit_uniform,
    cause_uniform,
    s,
):
    """Return whether the customer leaves in this period, and the number of the cause (see `CAUSES`)."""
    vulnerability = power32(ONE - loyalty, by_stage(stage, s.exponents))
    bonds = s.member_bond * member * programme + s.bond_of_acquaintances * acquaintance
    held_back = exp32(-offer_pull - bonds - switching_cost)
    months_at_risk = s.idle_risk + s.order_risk * orders
    pressure = months_at_risk * by_stage(stage, s.multipliers) * frailty * vulnerability * held_back
    to_service = service_hole * (ONE + s.wait_tilt * wait_felt) * pressure
    to_staff = to_service + staff_hole * (ONE + s.neglect_tilt * neglect_felt) * pressure
    to_quality = to_staff + quality_hole * (ONE + s.failure_tilt * failure_felt) * pressure
    to_assortment = to_quality + assortment_hole * (ONE + s.delay_tilt * delay_felt) * pressure
    to_value = to_assortment + value_hole * exp32(-s.discount_relief * discount_felt) * pressure
    felt_gap = price_sensitivity * price_gap * (ONE - emotional_loyalty)
    drawn_off = exp32(s.price_gap_pull * felt_gap - s.emotional_hold * emotional_loyalty)
    rival = s.rival + s.rival_in_fierce_competition * competition_change
    to_rival = to_value + rival * pressure * drawn_off
    total = to_rival + by_stage(stage, s.natural)
    drawn = cause_uniform * total
    cause = ZERO
    for reached in (to_service, to_staff, to_quality, to_assortment, to_value, to_rival):
        cause += ONE if drawn >= reached else ZERO
    exits = ONE if exit_uniform < ONE - exp32(-total) else ZERO
    return exits, cause


def _nobody_leaves():
    return ZERO, ZERO


defection = defection.off(_nobody_leaves)
