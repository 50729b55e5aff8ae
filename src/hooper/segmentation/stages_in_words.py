"""Customers by the words of a vocabulary for their stages: what all schemes of stages share."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.segments import Segments, days_since_last, purchases, segments_of
from hooper.segmentation.stages_by_silence import StageSettings, stage_of


def assign_in_words(
    scheme: str, words: Sequence[str], records: CustomerRecords, settings: StageSettings
) -> Segments:
    """Return customers by the word of a vocabulary for their stage; `words` has one for each stage."""
    labels = tuple(dict.fromkeys(words))
    code = codes_of_words(words, labels, stage_of(records.summary, settings))
    return in_words(scheme, labels, code, records, settings)


def codes_of_words(
    words: Sequence[str], labels: Sequence[str], stage: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the place in `labels` of the word for each stage, shape `(n,)`.

    >>> codes_of_words(("a", "a", "b"), ("a", "b"), np.array([0, 1, 2])).tolist()
    [0, 0, 1]
    """
    return np.array([labels.index(word) for word in words])[stage]


def in_words(
    scheme: str,
    labels: tuple[str, ...],
    code: NDArray[np.int64],
    records: CustomerRecords,
    settings: StageSettings,
) -> Segments:
    """Return the segments with these labels, and the cuts of the rule behind them."""
    cuts = {
        "silent_gaps": (settings.fading_gaps, settings.lost_gaps),
        "purchases": (float(settings.trial_purchases), float(settings.growing_purchases)),
    }
    measures = (days_since_last(records.summary), purchases(records.summary))
    return segments_of(scheme, labels, code, records, measures, cuts)
