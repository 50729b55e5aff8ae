"""What every segmentation scheme hands back: a segment for each customer, and what the segments are like."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Literal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.history.customer_summary import CustomerSummary
from hooper.segmentation.customer_records import CustomerRecords

SegmentStatus = Literal["ok", "few", "alike", "empty", "failed"]


@dataclass(frozen=True)
class SegmentProfile:
    """One segment: how many customers, what they spent, and what they are like on average.

    `value` is the spend of all its customers up to the cut and `value_share` its share of the whole;
    means are nan in a segment without customers.
    """

    label: str
    customers: int
    share: float
    value: float
    value_share: float
    mean_days_since_last: float
    mean_purchases: float
    mean_spend: float

    def as_dict(self) -> dict[str, object]:
        """Return the profile as plain JSON values, a mean that does not exist as None."""
        return {
            name: None if isinstance(value, float) and not np.isfinite(value) else value
            for name, value in asdict(self).items()
        }


@dataclass(frozen=True)
class Segments:
    """A partition of customers.

    `code`, shape `(n,)`, is the position in `labels` of each customer's segment, in the order of
    `customer_id`. `cut_points` holds the values at which each measure was cut. `status` is `ok`, `few`
    (there are fewer customers than segments), `alike` (no two customers differ, so that the scheme says
    nothing), `empty`, or `failed` (a model that the scheme needs could not be fitted); `reason` says why.
    `indices` are numbers about all customers that a scheme tells beside the segments, and `columns`, `(n,)`
    each, what it tells of each customer beside the label.
    """

    scheme: str
    labels: tuple[str, ...]
    customer_id: NDArray[np.uint64]
    code: NDArray[np.int64]
    cut_points: dict[str, tuple[float, ...]]
    profiles: tuple[SegmentProfile, ...]
    status: SegmentStatus
    reason: str
    indices: Mapping[str, float] = field(default_factory=dict[str, float])
    columns: Mapping[str, NDArray[np.generic]] = field(default_factory=dict[str, NDArray[np.generic]])

    def to_table(self) -> pa.Table:
        """Return one row a customer: customer_id, the label of the segment, and the scheme's own columns."""
        label = pa.DictionaryArray.from_arrays(pa.array(self.code, pa.int32()), pa.array(self.labels))
        named = {"customer_id": self.customer_id, "segment": label.cast(pa.string())}
        return pa.table({**named, **self.columns})

    def noting(self, note: str) -> "Segments":
        """Return the same segments with something more to know about them at the end of the reason."""
        return replace(self, reason=f"{self.reason}; {note}")


def segments_of(
    scheme: str,
    labels: tuple[str, ...],
    code: NDArray[np.int64],
    records: CustomerRecords,
    measures: Sequence[NDArray[np.generic]],
    cut_points: Mapping[str, tuple[float, ...]],
) -> Segments:
    """Return the segments of customers with the given positions in `labels`.

    `measures` are what the scheme divides by, `(n,)` each: where no two customers differ in any of them, the
    scheme says nothing.
    """
    status, reason = _judge(records.n_customers, len(labels), measures)
    profiles = profile(labels, code, records.summary)
    return Segments(scheme, labels, records.customer_id, code, dict(cut_points), profiles, status, reason)


def _judge(
    customers: int, segments: int, measures: Sequence[NDArray[np.generic]]
) -> tuple[SegmentStatus, str]:
    if customers == 0:
        return "empty", "there are no customers"
    if all((values[1:] == values[:-1]).all() for values in measures):
        return "alike", "no two customers differ in what the scheme looks at, so that it tells nothing"
    if customers < segments:
        return "few", f"there are {customers} customers for {segments} segments"
    return "ok", "customers differ in what the scheme looks at"


def days_since_last(summary: CustomerSummary) -> NDArray[np.float64]:
    """Return the days from each customer's last purchase to the cut, shape `(n,)`."""
    # Rounded to a tenth of a second: differences of rounded weeks would tell equal days apart.
    return np.round((summary.age - summary.recency) * summary.unit_days, 6)


def purchases(summary: CustomerSummary) -> NDArray[np.int64]:
    """Return each customer's number of purchases, the first included, shape `(n,)`."""
    return summary.frequency + 1


def profile(
    labels: tuple[str, ...], code: NDArray[np.int64], summary: CustomerSummary
) -> tuple[SegmentProfile, ...]:
    """Describe every segment, those without customers too."""
    count = np.bincount(code, minlength=len(labels))
    value = np.bincount(code, weights=summary.total_spend, minlength=len(labels))
    days = np.bincount(code, weights=days_since_last(summary), minlength=len(labels))
    bought = np.bincount(code, weights=purchases(summary), minlength=len(labels))
    everybody, everything = max(count.sum(), 1), value.sum() or 1.0
    with np.errstate(invalid="ignore"):
        means = np.column_stack((days, bought, value)) / count[:, np.newaxis]
    return tuple(
        SegmentProfile(
            label=label,
            customers=int(count[k]),
            share=float(count[k] / everybody),
            value=float(value[k]),
            value_share=float(value[k] / everything),
            mean_days_since_last=float(means[k, 0]),
            mean_purchases=float(means[k, 1]),
            mean_spend=float(means[k, 2]),
        )
        for k, label in enumerate(labels)
    )
