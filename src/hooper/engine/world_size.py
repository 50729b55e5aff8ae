"""How large a world will become: how many customers, and what they take in memory and on disk."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from hooper.engine.machine_memory import available_memory_bytes
from hooper.engine.plan import RunPlan
from hooper.engine.world import World
from hooper.foundation.errors import Fault, InputError
from hooper.foundation.units import DAYS_PER_MONTH
from hooper.history.tables import SCHEMAS
from hooper.scenario.channel_settings import ChannelSettings
from hooper.scenario.network_settings import NetworkSettings
from hooper.scenario.scenario import Scenario
from hooper.strategies.no_intervention import NoIntervention

# Referred newcomers are not planned; this much is set aside for them, and more is made when it is needed.
_ROOM_FOR_REFERRED: Final = 0.05
# What the firm remembers of a customer, the id, the entry, the lane and seven accounts; the laws' rows come
# on top.
_BYTES_OF_A_CUSTOMER: Final = 139
# Putting a history together as sorted tables takes what it holds a second time.
_COPIES_IN_MEMORY: Final = 2
# Rows on disk are compressed to about half of their size in memory (purchases: 10 of 24 bytes).
_SHARE_ON_DISK: Final = 0.5
_SHARE_OF_MEMORY: Final = 0.9
_SMALL: Final = 1000
_GIB: Final = 1 << 30


@dataclass(frozen=True)
class WorldSize:
    """Bytes of the state of all customers, and of all rows of the history in memory and on disk."""

    state_bytes: int
    history_bytes: int
    disk_bytes: int


def expected_customers(scenario: Scenario, periods: int) -> int:
    """Return how many customers may enter a world in all: founders, those the firm buys, and some referred.

    >>> expected_customers(Scenario(), periods=52)
    24014
    """
    founders = scenario.founders.customers
    months = periods * scenario.period_days / DAYS_PER_MONTH
    paid = scenario.acquisition.newcomers_per_month_per_1000 * founders / 1000.0 * months
    named = sum(_most_through(channel, months) for channel in scenario.acquisition.channels)
    neighbours = scenario.network.people(founders) - founders if scenario.network else 0
    at_most = founders + paid + named * founders / 1000.0 + neighbours
    return int(at_most * (1.0 + _ROOM_FOR_REFERRED)) + 1


def _most_through(channel: ChannelSettings, months: float) -> float:
    """Return how many a channel may bring in so many months, per 1,000 founders."""
    if channel.diffusion:
        return channel.diffusion.market_per_1000
    until = months if channel.until_months is None else min(months, channel.until_months)
    a_month = channel.most_per_month_per_1000 + channel.without_spend_per_month_per_1000
    most = a_month * max(0.0, until - channel.from_months)
    return min(most, channel.reach_per_1000) if channel.reach_per_1000 else most


def size_of(world: World, plan: RunPlan, rows_per_founder: Mapping[str, float]) -> WorldSize:
    """Return the size of a world in which so many rows are recorded for each founder, by table."""
    founders = world.scenario.founders.customers
    row_bytes = 4 * len(world.law_set.state_rows) + _BYTES_OF_A_CUSTOMER
    history = sum(
        rows * founders * sum(field.type.bit_width // 8 or 1 for field in SCHEMAS[name])
        for name, rows in rows_per_founder.items()
    )
    customers = expected_customers(world.scenario, plan.periods)
    return WorldSize(customers * row_bytes, int(history), int(history * _SHARE_ON_DISK))


def require_room(
    world: World, plan: RunPlan, folder: Path | None, live: Callable[[World, RunPlan], Mapping[str, int]]
) -> None:
    """Raise `InputError` if a world would not fit into memory, or its history not onto the disk.

    `live` runs a world and returns its rows by table: if the world is large at all, the rows are counted
    in a small one with the same settings. With a `folder` the history goes to disk.
    """
    memory = available_memory_bytes()
    at_most = size_of(world, plan, _most_rows(world.scenario, plan))
    if at_most.state_bytes + _COPIES_IN_MEMORY * at_most.history_bytes < _SHARE_OF_MEMORY * memory:
        return
    size = size_of(world, plan, _rows_of_a_small_world(world, plan, live))
    needed = size.state_bytes + (0 if folder else _COPIES_IN_MEMORY * size.history_bytes)
    if needed > _SHARE_OF_MEMORY * memory:
        to_disk = size.state_bytes <= _SHARE_OF_MEMORY * memory
        remedy = (
            "write the history to disk: --out DIR" if to_disk else "simulate fewer customers: --customers"
        )
        raise _does_not_fit("memory", needed, memory, remedy)
    if folder is not None:
        place = next(each for each in (folder, *folder.absolute().parents) if each.exists())
        free = shutil.disk_usage(place).free
        if size.disk_bytes > free:
            remedy = "choose a place with more room for --out, or fewer customers or periods"
            raise _does_not_fit("disk", size.disk_bytes, free, remedy)


def _does_not_fit(where: str, needed: float, there_is: float, remedy: str) -> InputError:
    problem = f"this world takes about {needed / _GIB:.1f} GiB, and {there_is / _GIB:.1f} GiB are free"
    return InputError([Fault(where, problem, remedy)])


def _most_rows(scenario: Scenario, plan: RunPlan) -> dict[str, float]:
    """Return rows for each founder that are hardly ever reached: everybody stays, and buys a lot."""
    customers = expected_customers(scenario, plan.periods) / max(scenario.founders.customers, 1)
    months = plan.periods * scenario.period_days / DAYS_PER_MONTH
    orders = 1.0 + 2.0 * scenario.buyer.rate_mean_per_month * months + plan.periods / 4.0
    snapshots = 1.0 + plan.periods / plan.snapshot_periods
    accounts = 1.0 + plan.periods / plan.accounting_periods
    return {
        "transactions": customers * orders,
        "snapshots": customers * snapshots,
        "accounts": customers * accounts,
    }


def _rows_of_a_small_world(
    world: World, plan: RunPlan, live: Callable[[World, RunPlan], Mapping[str, int]]
) -> dict[str, float]:
    founders = world.scenario.founders.model_copy(update={"customers": _SMALL})
    # One's own list of acquaintances may name people who are not there in a small world.
    network = world.scenario.network and NetworkSettings(
        kind="everybody", people_per_1000=world.scenario.network.people_per_1000
    )
    smaller = world.scenario.model_copy(update={"founders": founders, "network": network})
    small = replace(world, scenario=smaller)
    undisturbed = replace(plan, strategy=NoIntervention())
    return {name: rows / _SMALL for name, rows in live(small, undisturbed).items()}
