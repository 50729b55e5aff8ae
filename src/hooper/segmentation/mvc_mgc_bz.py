"""Most valuable, most growable and below-zero customers, after Peppers and Rogers.

    below zero      expected value below 0
    most valuable   actual value, the profit so far, among the first 20 %
    most growable   growth, which is potential less actual value, among the first 20 %
    others          none of these

They are asked in this order, so that whoever is both most valuable and most growable is most valuable: who
brings most has most to be lost. Potential is lifetime value, what a customer brought and is expected to
bring, so that growth is what is still to come; or, where the firm knows its share of a customer's wallet,
the profit that the whole wallet would bring. Expected value has the sign of the profit so far
(`expected_value`). Equals are never told apart, and no more of them than the share are above a cut; growth
of zero or less is none. Whose growth is not known, and who is not in one of the first two, is unknown.
Source: Peppers and Rogers (2016), Managing customer experience and relationships, 3rd ed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.settings import Settings
from hooper.segmentation.customer_profit import customer_profit
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.expected_value import N_PARAMETERS, ExpectedValueSettings, expected_value
from hooper.segmentation.model_behind import told_by_models
from hooper.segmentation.profile_numbers import profile_numbers
from hooper.segmentation.rank_cuts import Share, cut_below, cuts_passed
from hooper.segmentation.segments import Segments, segments_of

Floats = NDArray[np.float64]

NAME = "mvc_mgc_bz"
LABELS = ("below zero", "others", "most growable", "most valuable", "unknown")

_BELOW_ZERO, _OTHERS, _MOST_GROWABLE, _MOST_VALUABLE, _UNKNOWN = range(len(LABELS))
_NO_DRAWS: Final = np.empty((0, N_PARAMETERS))


class StillToCome(Settings):
    """Growth is what a customer is expected to bring yet."""


class RestOfTheWallet(Settings):
    """Growth is what others earn of a customer; `column` of the profiles is the firm's share, in (0, 1]."""

    column: str


class MvcMgcBzSettings(ExpectedValueSettings):
    """The shares of the customers who are most valuable and most growable, and what growth is."""

    most_valuable_share: Share = 0.2
    most_growable_share: Share = 0.2
    growth: StillToCome | RestOfTheWallet = StillToCome()


def assign(records: CustomerRecords, settings: MvcMgcBzSettings) -> Segments:
    """Assign every customer to a class; the columns tell actual value and growth."""
    if isinstance(settings.growth, RestOfTheWallet):
        actual = customer_profit(records, settings)
        growth = rest_of_the_wallet(actual, profile_numbers(records, settings.growth.column))
        return segments_by_growth(records, settings, growth)
    worth = expected_value(records, settings, _NO_DRAWS)
    return told_by_models(segments_by_growth(records, settings, worth.value), worth.status, worth.reason)


def rest_of_the_wallet(actual: Floats, share: Floats) -> Floats:
    """Return what others earn of each customer whose wallet the firm has that share of, shape `(n,)`.

    It is nan where the share is not known. Raises InputError for a share that is not in (0, 1].

    >>> rest_of_the_wallet(np.array([10.0, 10.0, 10.0]), np.array([0.25, 1.0, np.nan])).tolist()
    [30.0, 0.0, nan]
    """
    is_wrong = (share <= 0.0) | (share > 1.0)
    if is_wrong.any():
        problem = f"a share of wallet is {share[is_wrong][0]:.6g}, and not above 0 and at most 1"
        raise InputError([Fault("profiles", problem, "give shares, and leave empty what is not known")])
    return actual * (1.0 / share - 1.0)


def segments_by_growth(records: CustomerRecords, settings: MvcMgcBzSettings, growth: Floats) -> Segments:
    """Return the segments of customers whose growth, nan where unknown, is given, shape `(n,)`."""
    actual = customer_profit(records, settings)
    upto = cut_below(growth[np.isfinite(growth)], (settings.most_growable_share,))
    cuts = {
        "actual_value": cut_below(actual, (settings.most_valuable_share,)),
        "growth": tuple(max(0.0, cut) for cut in upto),
    }
    code = classes(actual, growth, cuts)
    segments = segments_of(NAME, LABELS, code, records, (actual, growth), cuts)
    return replace(segments, columns={"actual_value": actual, "growth": growth})


def classes(actual: Floats, growth: Floats, cuts: Mapping[str, Sequence[float]]) -> NDArray[np.int64]:
    """Return the class of each customer from actual value and growth, nan where unknown, shape `(n,)`.

    >>> at = {"actual_value": (5.0,), "growth": (2.0,)}
    >>> classes(np.array([9.0, 1.0, 1.0, -1.0, 1.0]), np.array([3.0, 3.0, 1.0, 3.0, np.nan]), at).tolist()
    [3, 2, 1, 0, 4]
    """
    is_growable = cuts_passed(growth, cuts["growth"]) > 0
    code = np.where(is_growable, _MOST_GROWABLE, np.where(np.isnan(growth), _UNKNOWN, _OTHERS))
    code[cuts_passed(actual, cuts["actual_value"]) > 0] = _MOST_VALUABLE
    code[actual < 0.0] = _BELOW_ZERO
    return code
