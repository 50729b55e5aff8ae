"""The table of the peers, for the result folder and the README."""

import re
from collections.abc import Iterator
from typing import Any

from peers.workload import WEEKS

COLUMNS = (
    "ns a customer-week",
    "customer-years a second",
    "times as fast as SimPy",
    "times the floor",
    "bytes a customer",
)
_TABLE = re.compile(r"(?<=<!-- peers -->\n).*?(?=<!-- end of peers -->)", re.DOTALL)


def with_table(page: str, measured: dict[str, Any]) -> str:
    """Return the page with the table between its marks."""
    return _TABLE.sub(lambda _: peers_table(measured), page)


def peers_table(measured: dict[str, Any]) -> str:
    """Return the table in Markdown, the fastest peer first, then what could not be measured."""
    return "\n".join([*_lines(measured), ""])


def ranked(measured: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the peers with a figure, the fastest first."""
    figures = [peer for peer in measured["peers"] if peer["status"] == "ok"]
    return sorted(figures, key=lambda peer: peer["ns_per_customer_period"])


def _lines(measured: dict[str, Any]) -> Iterator[str]:
    times = {peer["name"]: peer["ns_per_customer_period"] for peer in ranked(measured)}
    simpy, floor = times.get("simpy_processes"), times.get(measured["floor"])
    yield f"| | {' | '.join(COLUMNS)} |"
    yield f"|---|{'---:|' * len(COLUMNS)}"
    for peer in ranked(measured):
        ns = peer["ns_per_customer_period"]
        cells = (
            f"**{peer['title']}**" if peer["name"] == "hooper" else peer["title"],
            _short(ns),
            f"{_three_digits(1e9 / (ns * WEEKS)):,}",
            _short(simpy / ns) if simpy else "",
            _short(ns / floor) if floor else "",
            f"{peer['bytes_per_customer']:,}",
        )
        yield f"| {' | '.join(cells)} |"
    yield ""
    yield f"Measured on {measured['cpu']} ({', '.join(measured['isa'])}): {measured['how']}."
    for peer in measured["peers"]:
        if peer["status"] != "ok":
            yield f"\nWithout a figure: {peer['title']} ({peer['status']}: {peer['reason']})."


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _three_digits(value: float) -> int:
    return int(float(f"{value:.3g}"))
