"""Settings of credit: who has which grade, what a grade may owe, and what lending costs the firm."""

import math
from typing import Annotated

from pydantic import Field, model_validator

from hooper.foundation.settings import NonNegative, Probability, assumed
from hooper.mechanisms.credit_grades import GRADES, CreditSettings

_TOLERANCE = 1e-9


class CreditDepartmentSettings(CreditSettings):
    """The terms of the five grades, the share of the customers in each, and what lending costs.

    `grade_shares` go from best to none and add up to 1. What has not been paid `terms_days` after the sale is
    overdue, and collecting it costs `collection_cost_per_overdue` once.

    >>> CreditDepartmentSettings().grade_shares
    (0.2, 0.3, 0.3, 0.15, 0.05)
    """

    grade_shares: Annotated[
        tuple[Probability, ...], Field(min_length=len(GRADES), max_length=len(GRADES))
    ] = (
        *(0.2, 0.3, 0.3),
        *(0.15, 0.05),
    )
    terms_days: NonNegative = 30.0
    neglect_per_refusal: Probability = assumed(0.3, low=0.0, high=1.0, source="assumed")
    cost_of_capital_per_year: NonNegative = assumed(
        0.08, low=0.04, high=0.15, source="assumed; short-term lending to businesses"
    )
    collection_cost_per_overdue: NonNegative = 2.0

    @model_validator(mode="after")
    def _everybody_has_a_grade(self) -> "CreditDepartmentSettings":
        total = math.fsum(self.grade_shares)
        if abs(total - 1.0) > _TOLERANCE:
            raise ValueError(f"grade_shares add up to {total:.6g} and not to 1; change one of them")
        return self
