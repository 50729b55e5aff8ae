"""Tiers of expected value, and of how many customers the tier is sure.

High are the first 20 % by what they are expected to bring, medium the next 30 %, low the rest. A tier is
sure if the whole 95 % interval of the customer's expected value lies in it: the interval is that of the
fitted parameters, and what one customer will really bring varies far more. Equals are never told apart, and
no more of them than the share are above a cut. If a model cannot be fitted everybody's tier is unknown.
Source: Fader, Hardie and Lee (2005), RFM and CLV, Journal of Marketing Research 42(4).
"""

from dataclasses import replace

import numpy as np
from pydantic import model_validator

from hooper.foundation.settings import Count
from hooper.lifetime_value.parameter_draws import standard_normals
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.expected_value import N_PARAMETERS, ExpectedValueSettings, expected_value
from hooper.segmentation.model_behind import told_by_models
from hooper.segmentation.rank_cuts import Share, cut_below, cuts_passed, within_everybody
from hooper.segmentation.segments import Segments, segments_of

NAME = "value_tiers"
LABELS = ("low", "medium", "high", "unknown")

_UNKNOWN = LABELS.index("unknown")
_DRAWS = 200  # of the fitted parameters, behind the intervals


class ValueTiersSettings(ExpectedValueSettings):
    """The shares of the customers in the upper tiers, and the seed of the draws behind the intervals."""

    high_share: Share = 0.2
    medium_share: Share = 0.3
    seed: Count = 1

    @model_validator(mode="after")
    def _tiers_fit_in(self) -> "ValueTiersSettings":
        within_everybody({"high_share": self.high_share, "medium_share": self.medium_share})
        return self


def assign(records: CustomerRecords, settings: ValueTiersSettings) -> Segments:
    """Assign every customer to a tier; the columns tell the value, its interval and whether it is sure."""
    worth = expected_value(records, settings, standard_normals(settings.seed, _DRAWS, N_PARAMETERS))
    is_known = np.isfinite(worth.value)
    cuts = cut_below(
        worth.value[is_known], (settings.high_share + settings.medium_share, settings.high_share)
    )
    code = np.where(is_known, cuts_passed(worth.value, cuts), _UNKNOWN)
    within = (cuts_passed(worth.low, cuts) == code) & (cuts_passed(worth.high, cuts) == code)
    is_sure = within & np.isfinite(worth.low) & np.isfinite(worth.high)
    segments = segments_of(NAME, LABELS, code, records, (worth.value,), {"expected_value": cuts})
    return replace(
        told_by_models(segments, worth.status, worth.reason),
        indices={"share_of_sure_tiers": float(is_sure.sum() / max(1, is_sure.size))},
        columns={
            "expected_value": worth.value,
            "low": worth.low,
            "high": worth.high,
            "tier_is_sure": is_sure,
        },
    )
