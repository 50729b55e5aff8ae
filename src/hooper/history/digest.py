"""A digest of tables that says whether two histories are equal, bit for bit."""

import hashlib
from itertools import pairwise

import numpy as np
import pyarrow as pa

SCHEMA_VERSION = 1
GROUP = 512


def digest_of(tables: dict[str, pa.Table]) -> str:
    """Return the SHA-256 (hex) over the digests of tables that are sorted by customer id.

    Each table is hashed in groups of 512 customers in id order, so that the parts of a large history
    can be hashed where they are; numbers are little-endian.

    >>> one, other = pa.table({"customer_id": [1, 2]}), pa.table({"customer_id": [1, 3]})
    >>> digest_of({"a": one}) == digest_of({"a": other})
    False
    """
    whole = hashlib.sha256(f"hooper history {SCHEMA_VERSION}".encode())
    for name in sorted(tables):
        whole.update(name.encode())
        whole.update(_digest_of_table(tables[name]))
    return whole.hexdigest()


def _digest_of_table(table: pa.Table) -> bytes:
    ids = table["customer_id"].to_numpy()
    starts = np.flatnonzero(np.r_[True, ids[1:] != ids[:-1]][: ids.size])
    bounds = [*starts[::GROUP].tolist(), ids.size]
    columns = [np.ascontiguousarray(table[name].to_numpy()) for name in table.column_names]
    columns = [column.astype(column.dtype.newbyteorder("<"), copy=False) for column in columns]
    parts = hashlib.sha256("\0".join(f"{field.name} {field.type}" for field in table.schema).encode())
    for first, last in pairwise(bounds):
        group = hashlib.sha256()
        for column in columns:
            group.update(column[first:last].tobytes())
        parts.update(group.digest())
    return parts.digest()
