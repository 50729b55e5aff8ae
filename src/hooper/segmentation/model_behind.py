"""Segments that rest on fitted models: what became of the fits belongs to what is told of the segments."""

from dataclasses import replace

from hooper.lifetime_value.verdict import Status
from hooper.segmentation.segments import Segments


def told_by_models(segments: Segments, status: Status, reason: str) -> Segments:
    """Return the segments with the outcome of the fits in status and reason.

    Where there is nobody, or nobody differs, that is said first: no model could be fitted then.
    """
    if segments.status in ("empty", "alike"):
        return segments
    if status == "failed":
        return replace(segments, status="failed", reason=reason)
    return replace(segments, reason=f"{segments.reason}; fit {status} ({reason})")
