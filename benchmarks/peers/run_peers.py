"""Runs every peer of `crm52` on this machine, one after the other, and writes what they measured.

    PYTHONPATH=benchmarks python -m peers.run_peers            or: make peers

Environments are made once, in the user's cache, from the package index that pip is set to. A peer that
cannot run is recorded with its reason. Beside the results, the table of the README is written anew.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from peers.catalogue import PEERS, floor
from peers.peers_figure import peers_figure
from peers.peers_table import peers_table, with_table
from peers.pinned_run import CannotRunError
from peers.workload import BANDS, misses

from hooper.cli.machine import cpu, isa

RESULTS = Path(__file__).parent / "results"
README = Path(__file__).parents[2] / "README.md"
HOW = "one processor, the least processor time of the repeats; other work was running on the machine"


def main() -> None:
    """Measure, and write `peers.json`, `peers.md`, `peers.png` and the table of the README."""
    load_before = os.getloadavg()[0]
    measured = {
        "workload": "crm52",
        "cpu": cpu(),
        "isa": isa(),
        "how": HOW,
        "floor": floor().name,
        "bands": BANDS,
        "peers": [record_of(peer) for peer in PEERS],
        "load_average": [load_before, os.getloadavg()[0]],
    }
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "peers.json").write_text(json.dumps(measured, indent=1) + "\n")
    publish(measured)


def publish(measured: dict[str, Any]) -> None:
    """Write the table and the figure of results that are there."""
    (RESULTS / "peers.md").write_text(peers_table(measured))
    peers_figure(measured).savefig(RESULTS / "peers.png", dpi=150, metadata={"Software": None})
    README.write_text(with_table(README.read_text(), measured))


def record_of(peer: Any) -> dict[str, Any]:
    """Measure one peer; its status is `ok`, `wrong outcome` or `cannot run`, with a reason."""
    print(f"measuring {peer.name}", file=sys.stderr)
    about = {"name": peer.name, "title": peer.title}
    try:
        told = peer.measure()
    except CannotRunError as error:
        return about | {"status": "cannot run", "reason": str(error)}
    wrong = misses(told)
    return about | {"status": "wrong outcome" if wrong else "ok", "reason": "; ".join(wrong)} | told


if __name__ == "__main__":
    main()
