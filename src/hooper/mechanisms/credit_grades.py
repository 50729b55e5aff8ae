"""Credit grades: five classes of customers by how late they pay, whether at all, and what they may owe."""

from itertools import pairwise
from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from hooper.foundation.settings import NonNegative, Probability, Settings, assumed

CreditGrade = Literal["best", "better", "average", "poor", "none"]

GRADES: Final[tuple[CreditGrade, ...]] = get_args(CreditGrade)
_SOURCE: Final = (
    "assumed; terms of 30 days, and default as agencies report it from investment grade to single B"
)


class GradeTerms(Settings):
    """What is known of a grade: days until payment, the chance of default, and what may be owed at once.

    `default_probability` is that of one sale; `exposure_limit` is in currency units, 0 for cash only.
    """

    payment_delay_days: NonNegative
    default_probability: Probability
    exposure_limit: NonNegative


class CreditSettings(Settings):
    """The terms of the five grades, from best to none, and the share of a sale that a default loses.

    A worse grade pays no sooner, defaults no less often, and may owe no more.

    >>> CreditSettings().terms("none").exposure_limit
    0.0
    """

    best: GradeTerms = GradeTerms(payment_delay_days=30.0, default_probability=0.001, exposure_limit=50_000.0)
    better: GradeTerms = GradeTerms(
        payment_delay_days=35.0, default_probability=0.003, exposure_limit=20_000.0
    )
    average: GradeTerms = GradeTerms(
        payment_delay_days=45.0, default_probability=0.01, exposure_limit=8_000.0
    )
    poor: GradeTerms = GradeTerms(payment_delay_days=70.0, default_probability=0.04, exposure_limit=2_000.0)
    none: GradeTerms = GradeTerms(payment_delay_days=90.0, default_probability=0.12, exposure_limit=0.0)
    loss_given_default: Probability = assumed(0.6, low=0.4, high=0.9, source=_SOURCE)

    @model_validator(mode="after")
    def _grades_are_in_order(self) -> "CreditSettings":
        for better, worse in pairwise(GRADES):
            good, bad = self.terms(better), self.terms(worse)
            wrong = [
                name
                for name, fine in (
                    ("payment_delay_days", good.payment_delay_days <= bad.payment_delay_days),
                    ("default_probability", good.default_probability <= bad.default_probability),
                    ("exposure_limit", good.exposure_limit >= bad.exposure_limit),
                )
                if not fine
            ]
            if wrong:
                raise ValueError(
                    f"{', '.join(wrong)} of grade {better} is worse than of grade {worse}; put them in order"
                )
        return self

    def terms(self, grade: CreditGrade) -> GradeTerms:
        """Return the terms of a grade."""
        return getattr(self, grade)

    def limits(self) -> NDArray[np.float64]:
        """Return what each grade may owe, from best to none, shape `(5,)`."""
        return np.array([self.terms(grade).exposure_limit for grade in GRADES])
