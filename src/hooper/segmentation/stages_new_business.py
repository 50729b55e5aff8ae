"""Stages in the words of relationship textbooks: prospect, new, existing, and new-business customer.

Who has taken up business beyond that of the first purchases begins anew with it. So an existing customer is
a new-business customer for some time after the first purchase of a product that was never bought before: to
tell it takes a log with products. Who is gone is `unnamed`.
Source: the four customer stages of relationship textbooks; the rule is that of `stages_by_silence`.
"""

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.settings import Positive, assumed
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.segments import Segments
from hooper.segmentation.stage_vocabularies import PROSPECT_TO_EXISTING, UNNAMED
from hooper.segmentation.stages_by_silence import StageSettings, stage_of
from hooper.segmentation.stages_in_words import codes_of_words, in_words

NAME = "stages_new_business"
LABELS = ("prospect", "new", "existing", "new business", UNNAMED)


class NewBusinessSettings(StageSettings):
    """How stages are told, and for how long a business is new."""

    new_for_days: Positive = assumed(180.0, low=60.0, high=365.0, source="assumed: half a year")


def assign(records: CustomerRecords, settings: NewBusinessSettings) -> Segments:
    """Assign every customer to the word for the stage; raises InputError for a log without products."""
    words = codes_of_words(PROSPECT_TO_EXISTING, LABELS, stage_of(records.summary, settings))
    has_new = has_new_business(records, settings.new_for_days)
    code = np.where((words == LABELS.index("existing")) & has_new, LABELS.index("new business"), words)
    return in_words(NAME, LABELS, code, records, settings)


def has_new_business(records: CustomerRecords, new_for_days: float) -> NDArray[np.bool_]:
    """Tell who first bought some product in the last days, and another one before, shape `(n,)`."""
    lines = records.table("product_lines")
    first = lines.group_by(["customer_id", "product"]).aggregate([("time_days", "min")])
    is_late = first["time_days_min"].to_numpy() > records.summary.cut_days - new_for_days
    place = records.place(first)
    late, early = (np.bincount(place[which], minlength=records.n_customers) for which in (is_late, ~is_late))
    return (late > 0) & (early > 0)
