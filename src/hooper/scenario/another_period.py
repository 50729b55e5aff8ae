"""The same world by another period: what strikes in one period is turned into what strikes in the other.

Rates, hazards and smoothing are given a month and convert by themselves. A failure or a wait is felt in one
period. Cumulative satisfaction takes the share a of each period in (`satisfaction`), so a loss x leaves `a x`
in it; by a period of share a' the loss is `a / a'` times as large, and leaves the same. A hazard that it
tilts is tilted for a period of another length, and in inverse proportion to it. What counts the orders of one
period (`stages`, `referral`) stays as it is.

The noise of experience stays as it is: it is that of one judgement. Independent noise of variance v leaves
the variance `a v / (2 - a)` in satisfaction and, as losses are felt more than gains, lowers its mean in
proportion to the standard deviation. Both cannot be kept. Twice the noise a week would keep the variance of a
month, and double what variance costs (`variance_of_quality_costs_loyalty`); the mean is kept.
Source: the variance of an autoregression of order one; Benartzi and Thaler (1995) for losses that are felt
the more, the more often people look.
"""

from hooper.foundation.units import PERIOD_DAYS, PeriodUnit, fraction_over
from hooper.scenario.scenario import Scenario


def in_another_period(scenario: Scenario, period: PeriodUnit) -> Scenario:
    """Return the scenario by another period; by its own it is what it was.

    >>> round(in_another_period(Scenario(period="month"), "week").experience.failure_loss / 1.6, 3)
    4.089
    """
    days, days_after = PERIOD_DAYS[scenario.period], PERIOD_DAYS[period]
    longer = days / days_after
    renewal = scenario.satisfaction.renewal_per_month
    loss = fraction_over(renewal, days) / fraction_over(renewal, days_after) if renewal else longer
    felt, leaving = scenario.experience, scenario.defection
    experience = {
        "wait_loss_per_day": loss * felt.wait_loss_per_day,
        "failure_loss": loss * felt.failure_loss,
        "delay_loss_per_day": loss * felt.delay_loss_per_day,
        "neglect_loss": loss * felt.neglect_loss,
    }
    defection = {
        "service_tilt_per_day_of_wait": longer * leaving.service_tilt_per_day_of_wait,
        "quality_tilt_per_failure": longer * leaving.quality_tilt_per_failure,
        "assortment_tilt_per_day_of_delay": longer * leaving.assortment_tilt_per_day_of_delay,
        "staff_tilt_per_neglect": longer * leaving.staff_tilt_per_neglect,
    }
    changed = {
        "period": period,
        "experience": felt.model_copy(update=experience),
        "defection": leaving.model_copy(update=defection),
    }
    return scenario.model_copy(update=changed)
