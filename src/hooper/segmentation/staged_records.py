"""Customers by stages that are told from their log: what schemes share that need more than a summary."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.history.observed import Observed
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.lifecycle_stages import STAGES
from hooper.segmentation.segments import Segments, days_since_last, purchases, segments_of

StageOf = Callable[[Observed, float], NDArray[np.int64]]


def in_stages(scheme: str, records: CustomerRecords, stage_of: StageOf) -> Segments:
    """Return customers by their stages at the cut; raises InputError if there is a summary and no log.

    `stage_of` takes the log of these customers alone, and tells their stages in the order of their ids.
    """
    code = np.zeros(records.n_customers, np.int64)
    if records.n_customers:
        stage = stage_of(_log_of(records), records.summary.cut_days)
        code = stage[np.searchsorted(np.sort(records.customer_id), records.customer_id)]
    measures = (days_since_last(records.summary), purchases(records.summary))
    return segments_of(scheme, STAGES, code, records, measures, {})


def _log_of(records: CustomerRecords) -> Observed:
    """Return the log without the customers who are no part of the records."""
    log = records.log()
    is_ours = np.isin(log.column("customer_id"), records.customer_id)
    return log if is_ours.all() else replace(log, transactions=log.transactions.filter(pa.array(is_ours)))
