"""The outcomes of a study as one long table, and back: what is kept of a study beside its report.

A row is one value of one variable. The columns are `variable`, one for each dimension (strategy, replication,
period, cause, account, and whatever a study has besides), empty where the variable does not have it, and
`value`. Attributes, such as the period of the branch, are in the table's metadata.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import xarray as xr

from hooper.foundation.errors import Fault, InputError

OUTCOME_FILE = "outcome.parquet"
_ATTRIBUTES = b"hooper"


def outcome_table(outcome: xr.Dataset) -> pa.Table:
    """Return a Dataset of outcomes as a long table, in the order of its variables and coordinates.

    >>> data = xr.Dataset({"equity": (("strategy", "replication"), [[1.0, 2.0]])},
    ...                   {"strategy": ["care"], "replication": [0, 1]}, {"branch_period": 52})
    >>> outcome_table(data).to_pylist()[1]
    {'variable': 'equity', 'strategy': 'care', 'replication': 1, 'value': 2.0}
    """
    dimensions = [str(name) for name in outcome.sizes]
    parts = [_rows_of(str(name), values, outcome, dimensions) for name, values in outcome.data_vars.items()]
    return pa.concat_tables(parts).replace_schema_metadata({_ATTRIBUTES: json.dumps(outcome.attrs)})


def dataset_from(table: pa.Table) -> xr.Dataset:
    """Return the Dataset that a long table was made of."""
    dimensions = table.column_names[1:-1]
    names = pc.unique(table["variable"]).to_pylist()
    variables: dict[str, tuple[list[str], np.ndarray]] = {}
    coordinates: dict[str, np.ndarray] = {}
    for name in names:
        rows = table.filter(pc.equal(table["variable"], name))
        own = [each for each in dimensions if rows[each].null_count == 0]
        levels = {each: np.array(pc.unique(rows[each]).to_pylist()) for each in own}
        coordinates |= levels
        values = rows["value"].to_numpy().reshape([levels[each].size for each in own])
        variables[name] = (own, values)
    attributes: dict[str, Any] = json.loads((table.schema.metadata or {}).get(_ATTRIBUTES, b"{}"))
    return xr.Dataset(variables, coordinates, attributes)


def write_outcome(outcome: xr.Dataset, folder: Path) -> Path:
    """Write the outcomes into the folder of a study's results; return the file."""
    path, unfinished = folder / OUTCOME_FILE, folder / f"{OUTCOME_FILE}.unfinished"
    pq.write_table(outcome_table(outcome), unfinished, compression="zstd")
    return unfinished.replace(path)


def read_outcome(folder: Path) -> xr.Dataset:
    """Read what `write_outcome` wrote; raises InputError if the file cannot be read."""
    path = folder / OUTCOME_FILE
    try:
        return dataset_from(pq.read_table(path))
    except (OSError, pa.ArrowException, KeyError, ValueError) as error:
        remedy = "carry out the study again with --resume: runs that are stored are not repeated"
        raise InputError([Fault(str(path), f"cannot be read: {error}", remedy)]) from error


def _rows_of(name: str, values: xr.DataArray, outcome: xr.Dataset, dimensions: list[str]) -> pa.Table:
    own = [each for each in dimensions if each in values.dims]
    cube = values.transpose(*own)
    places = np.meshgrid(*(np.arange(size) for size in cube.shape), indexing="ij")
    levels = dict(zip(own, places, strict=True))
    columns = {"variable": pa.array([name]).take(pa.array(np.zeros(cube.size, np.int64)))}
    for each in dimensions:
        all_levels = pa.array(outcome[each].to_numpy().tolist())
        columns[each] = (
            all_levels.take(pa.array(levels[each].ravel()))
            if each in levels
            else pa.nulls(cube.size, all_levels.type)
        )
    return pa.table(columns | {"value": cube.to_numpy().ravel().astype(np.float64)})
