"""A digest of tables that says whether two histories hold the same rows, bit for bit.

A table is a set of rows: every row is hashed by Philox on keys of its own, and the hashes are added up
(an additive multiset hash: Clarke, Devadas, van Dijk, Gassend and Suh 2003). So a history can be hashed
while it is written, part by part, in any order, and nothing has to be sorted or kept.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from hooper.foundation.jit import compiled
from hooper.foundation.random_words import in_a_tuple, philox, round_keys

SCHEMA_VERSION: Final = 4
_KEYS: Final = round_keys(SCHEMA_VERSION, 0)
_WORDS_AT_ONCE: Final = 4


class TableDigest:
    """The digest of one table so far: how many rows, and four sums of words over all of them.

    >>> whole, parts = (TableDigest("ages", pa.schema([("age", pa.int32())])) for _ in range(2))
    >>> whole.add({"age": np.array([7, 8], np.int32)})
    >>> for age in (8, 7):
    ...     parts.add({"age": np.array([age], np.int32)})
    >>> whole.value() == parts.value()
    True
    """

    def __init__(self, name: str, schema: pa.Schema) -> None:
        self._about = "\0".join([name, *(f"{field.name} {field.type}" for field in schema)])
        self.rows = 0
        self.sums = np.zeros(_WORDS_AT_ONCE, np.uint64)

    def add(self, columns: Mapping[str, NDArray[np.generic]]) -> None:
        """Add rows, given as one array a column in the order of the schema."""
        words = _words_of(columns.values())
        self.rows += words.shape[1]
        _add_rows(words, _KEYS, self.sums)

    def state(self) -> NDArray[np.uint64]:
        """Return the number of rows and the sums, shape `(5,)`."""
        return np.concatenate([[np.uint64(self.rows)], self.sums])

    def restore(self, state: NDArray[np.uint64]) -> None:
        """Take up what `state` returned."""
        self.rows = int(state[0])
        self.sums = state[1:].copy()

    def value(self) -> bytes:
        """Return the digest, SHA-256 over name, columns, number of rows and sums."""
        counted = self.rows.to_bytes(8, "little") + self.sums.astype("<u8").tobytes()
        return hashlib.sha256(self._about.encode() + b"\0" + counted).digest()


def digest_of(tables: Mapping[str, TableDigest]) -> str:
    """Return the SHA-256 (hex) over the digests of tables that have rows, in the order of their names.

    A table that a world does not use is as good as none: new tables leave the digests of other worlds alone.
    """
    whole = hashlib.sha256(f"hooper history {SCHEMA_VERSION}".encode())
    for name in sorted(tables):
        if tables[name].rows:
            whole.update(tables[name].value())
    return whole.hexdigest()


def digest_of_table(name: str, table: pa.Table) -> TableDigest:
    """Return the digest of a whole table.

    >>> one, other = pa.table({"customer_id": [1, 2]}), pa.table({"customer_id": [1, 3]})
    >>> digest_of_table("a", one).value() == digest_of_table("a", other).value()
    False
    """
    digest = TableDigest(name, table.schema)
    digest.add({column: table[column].to_numpy() for column in table.column_names})
    return digest


def _words_of(columns: Iterable[NDArray[np.generic]]) -> NDArray[np.uint32]:
    """Return the bits of each row as words, filled up to a multiple of four, shape `(words, rows)`."""
    words: list[NDArray[np.uint32]] = []
    for column in columns:
        if column.dtype.itemsize == 8:  # two words
            pairs = np.ascontiguousarray(column).astype(column.dtype.newbyteorder("<"), copy=False)
            halves = pairs.view(np.uint32).reshape(-1, 2)
            words += [halves[:, 0], halves[:, 1]]
        elif column.dtype.itemsize == 4:  # one word
            words.append(np.ascontiguousarray(column).view(np.uint32))
        else:
            words.append(column.astype(np.uint32))
    rows = words[0].size if words else 0
    whole = np.zeros((-(-len(words) // _WORDS_AT_ONCE) * _WORDS_AT_ONCE, rows), np.uint32)
    for place, word in enumerate(words):
        whole[place] = word
    return whole


@compiled
def _add_rows(words: NDArray[np.uint32], round_keys: NDArray[np.uint32], sums: NDArray[np.uint64]) -> None:
    """Hash the rows, four words after the other, and add the hashes to the sums (modulo 2^64)."""
    keys = in_a_tuple(round_keys)
    rows = words.shape[1]
    h0 = np.zeros(rows, np.uint32)
    h1, h2, h3 = h0.copy(), h0.copy(), h0.copy()
    for first in range(0, words.shape[0], 4):
        for k in range(rows):
            c0, c1 = np.uint32(h0[k] ^ words[first, k]), np.uint32(h1[k] ^ words[first + 1, k])
            c2, c3 = np.uint32(h2[k] ^ words[first + 2, k]), np.uint32(h3[k] ^ words[first + 3, k])
            h0[k], h1[k], h2[k], h3[k] = philox(c0, c1, c2, c3, keys)
    for k in range(rows):
        sums[0] += np.uint64(h0[k])
        sums[1] += np.uint64(h1[k])
        sums[2] += np.uint64(h2[k])
        sums[3] += np.uint64(h3[k])
