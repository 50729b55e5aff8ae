"""The file of labels: a row a customer, or a row a record of the system that the log was exported from."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hooper.cli.files import write_csv
from hooper.cli.logs import ReadLog
from hooper.foundation.errors import Fault, InputError
from hooper.history.record_ids import read_record_ids
from hooper.segmentation.segments import Segments


@dataclass(frozen=True)
class LabelsFile:
    """Where labels go, in which encoding, and the heading of the record ids of the log, if they go along."""

    path: Path
    encoding: str
    id_column: str | None

    def write(self, log: str, read: ReadLog, segments: Segments, *others: Segments) -> int:
        """Write the labels, those of other schemes under their names; return the number of rows.

        Raises InputError if there are no such ids, or if they do not tell customers apart.
        """
        ids = segments.customer_id
        columns = {"customer_id": read.names_of(ids), "segment": _labels(segments)}
        columns |= {name: told.tolist() for name, told in segments.columns.items()}
        columns |= {other.scheme: _labels(other) for other in others}
        if self.id_column is not None:
            if self.id_column in columns:
                problem = f"the labels file has a column {self.id_column!r} of its own"
                raise InputError([Fault("--id", problem, "rename the column of ids in the log")])
            place, record_ids = _records(log, self.id_column, read, ids)
            columns = {name: [cells[row] for row in place] for name, cells in columns.items()}
            columns = {self.id_column: record_ids, **columns}
        write_csv(self.path, columns, self.encoding)
        return len(columns["customer_id"])


def _labels(segments: Segments) -> list[str]:
    return segments.to_table()["segment"].to_pylist()


def _records(log: str, id_column: str, read: ReadLog, customer_id: np.ndarray) -> tuple[list[int], list[str]]:
    """Return the place of the customer of each record among `customer_id`, and the id of the record."""
    from hooper.report.csv_files import spreadsheet_cell

    if read.cleaning is None:
        remedy = "leave --id out: its customers have numbers"
        raise InputError([Fault("--id", "a simulated history has no records of another system", remedy)])
    records = read_record_ids(log, id_column, read.cleaning.columns["customer_id"], read.observed)
    place = np.searchsorted(customer_id, records["customer_id"].to_numpy())
    return place.tolist(), [str(spreadsheet_cell(each)) for each in records["record_id"].to_pylist()]
