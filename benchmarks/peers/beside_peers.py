"""A time beside the peers that bars are set against, SimPy and the floor, measured now in the same run."""

import sys
from collections.abc import Callable

from peers.c_floor import CFloor
from peers.catalogue import SIMPY, floor
from peers.pinned_run import CannotRunError
from peers.python_peer import PythonPeer

SIMPY_REPEATS = 3
FLOOR_REPEATS = 9


def ratios_to_peers(ns_per_customer_period: float) -> dict[str, float]:
    """Return `hooper / floor` and `SimPy / hooper`; a peer that cannot run here gives no ratio.

    The floor is the one for this processor, `peers.catalogue.floor().name`.
    """
    measured = {
        "hooper / floor": _measured(floor(), FLOOR_REPEATS, lambda other: ns_per_customer_period / other),
        "SimPy / hooper": _measured(SIMPY, SIMPY_REPEATS, lambda other: other / ns_per_customer_period),
    }
    return {name: ratio for name, ratio in measured.items() if ratio is not None}


def _measured(peer: CFloor | PythonPeer, repeats: int, ratio: Callable[[float], float]) -> float | None:
    try:
        return ratio(peer.measure(repeats)["ns_per_customer_period"])
    except CannotRunError as error:
        print(f"{peer.name}: {error}", file=sys.stderr)
        return None
