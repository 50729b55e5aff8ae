"""The one table of `hooper bench`: every figure beside its bars, and what is to be said of them."""

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hooper.cli.bars import MISSED, NO_BAR, NOT_MEASURED, Figure
from hooper.cli.machine import cpu, isa
from hooper.report.numbers import significant, words
from hooper.report.table import Column, Table

COLUMNS = (
    Column("benchmark", "benchmark"),
    Column("figure", "figure", words),
    Column("measured", "measured", significant),
    Column("must", "must", significant),
    Column("aim", "aim", significant),
    Column("met", "met"),
)


def bench_table(records: Iterable[Mapping[str, Any]]) -> Table:
    """Return the figures of all benchmarks, a row a figure."""
    rows = [
        (name, each.figure, each.measured, _bar(each, each.must), _bar(each, each.aim), each.met)
        for name, each in _figures(records)
    ]
    return Table("", COLUMNS, tuple(rows))


def remarks(records: Iterable[Mapping[str, Any]], left_out: list[str]) -> Iterator[str]:
    """Say what was missed, what was not measured and what was left out, and on what this was measured."""
    with_bars = [(name, each) for name, each in _figures(records) if each.met != NO_BAR]
    for verdict, told in ((MISSED, "missed"), (NOT_MEASURED, "not measured")):
        found = [f"{name} ({words(each.figure)})" for name, each in with_bars if each.met == verdict]
        if found:
            yield f"{told}: {len(found)} of {len(with_bars)}: {', '.join(found)}"
    if left_out:
        yield f"left out, since they take minutes: {', '.join(left_out)}; they run when they are named"
    if with_bars and "avx512f" not in isa():
        yield "the bars were set for AVX-512, which this processor lacks: compare ratios, not times"
    yield f"on {cpu()} ({', '.join(isa())}), load average {os.getloadavg()[0]:.1f}"


def _figures(records: Iterable[Mapping[str, Any]]) -> list[tuple[str, Figure]]:
    return [
        (record["name"], Figure(each["figure"], each["measured"], each["must"], each["aim"]))
        for record in records
        for each in record["figures"]
    ]


def _bar(figure: Figure, bar: float | None) -> str:
    return "" if bar is None else f"{'at least' if figure.more_is_better else 'at most'} {bar:,g}"
