"""Worlds whose histories must not change unless somebody means it; the digests are in `fingerprints.json`."""

import json
from pathlib import Path

from hooper.engine.simulate import simulate
from hooper.mechanisms.customer_period import PERIOD_LAWS
from hooper.strategies.loyalty_programme import LoyaltyProgramme
from hooper.strategies.mass_discount import MassDiscount
from hooper.strategies.more_service_capacity import MoreServiceCapacity
from hooper.strategies.win_back_offer import WinBackOffer
from tests.small_worlds import changed, default_world, retail, run_with, subscription

STORED = Path(__file__).with_name("fingerprints.json")
HOW_TO_UPDATE = (
    "a golden world has another history. If that is meant, run `python -m tests.fingerprint.update` and add "
    "a line to CHANGELOG.md that says what changed and why; if not, something has broken."
)
GROWING = {"newcomers_per_month_per_1000": 100.0}
LAWLESS = tuple(law.name for law in PERIOD_LAWS)

WORLDS = {
    "retail": lambda: simulate(retail(500), 52, seed=1),
    "retail by the day": lambda: simulate(retail(200, period="day"), 60, seed=2),
    "retail that grows": lambda: simulate(retail(300, acquisition=GROWING), 78, seed=3, replication=4),
    "retail without any law": lambda: simulate(changed(retail(100), switched_off=LAWLESS), 12, seed=4),
    "subscription": lambda: simulate(subscription(400), 36, seed=5),
    "default": lambda: simulate(default_world(400), 36, seed=6),
    "mass discount": lambda: run_with(MassDiscount(), retail(400), 65, branch=26, grant=1000.0),
    "more service capacity": lambda: run_with(
        MoreServiceCapacity(), retail(400), 65, branch=26, grant=9000.0
    ),
    "loyalty programme": lambda: run_with(LoyaltyProgramme(), retail(400), 65, branch=26, grant=300.0),
    "win-back offer": lambda: run_with(WinBackOffer(), default_world(400), 36, branch=12, grant=1500.0),
}


def fingerprint(name):
    """Return what a golden world is known by: the digest of its history, and its profit to the last bit."""
    world = WORLDS[name]()
    return {"digest": world.history.digest, "profit": float(world.books.ledger.profit.sum()).hex()}


def stored():
    return json.loads(STORED.read_text())
