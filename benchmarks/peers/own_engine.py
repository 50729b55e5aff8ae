"""Our own engine among the peers: `hooper bench crm52`, whatever that measures."""

import os
import sys
from dataclasses import dataclass
from typing import Any

from peers.pinned_run import pinned_run

BENCH = "from hooper.cli.main import main; main()"


@dataclass(frozen=True)
class OwnEngine:
    """The benchmark `crm52` of this repository."""

    name: str
    title: str

    def measure(self) -> dict[str, Any]:
        """Return what the benchmark measured, in the words of the peers."""
        told = pinned_run([sys.executable, "-c", BENCH, "bench", "crm52", "--json", "--quiet"], os.environ)
        shared = ("customers", "ns_per_customer_period", "bytes_per_customer", "versions")
        return told["outcome"] | {name: told[name] for name in shared}
