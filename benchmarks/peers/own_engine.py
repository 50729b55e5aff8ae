"""Our own engine among the peers: what `hooper bench crm52` measures.

Beside `customers` and `ns_per_customer_period` its record has `bytes_per_customer` (of state) and the
`outcome`: `profit`, `purchases`, `churned`, as in `workload.py`, and `outcome_customers`.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peers.pinned_run import CannotRunError, pinned_run

CRM52 = Path(__file__).parents[1] / "crm52.py"
BENCH = "from hooper.cli.main import main; main()"


@dataclass(frozen=True)
class OwnEngine:
    """The benchmark `crm52` of this repository."""

    name: str
    title: str

    def measure(self) -> dict[str, Any]:
        """Return what the benchmark measured, in the words of the peers."""
        if not CRM52.exists():
            raise CannotRunError("there is no benchmarks/crm52.py")
        told = pinned_run([sys.executable, "-c", BENCH, "bench", "crm52", "--json", "--quiet"], os.environ)
        shared = ("customers", "ns_per_customer_period", "bytes_per_customer", "versions")
        return told["outcome"] | {name: told[name] for name in shared}
