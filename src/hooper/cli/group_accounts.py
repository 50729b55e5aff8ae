"""Who pays: the seven accounts of customers by stage, by channel, and by segment of the market."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from hooper.economics.accounts_by_group import accounts_by_group
from hooper.economics.ledger import ACCOUNTS
from hooper.engine.customer_books import STAGES_OF_ACCOUNTS
from hooper.engine.simulated import Simulated
from hooper.report.numbers import money, verbatim, words
from hooper.report.table import Column, Table
from hooper.scenario.scenario import Scenario

NOBODY = "nobody"
Groups = Mapping[str, Mapping[str, dict[str, float]]]


def group_accounts(simulated: Simulated, scenario: Scenario) -> Groups:
    """Return the seven accounts by kind of group, and by group; departments are in none of them."""
    kept = simulated.customer_accounts
    kinds = {
        "stage": _named((*STAGES_OF_ACCOUNTS, NOBODY), kept.by_stage.sum(axis=0)),
        "channel": _named((*scenario.acquisition.channel_names(), NOBODY), kept.by_channel),
    }
    segments = [segment.name for segment in scenario.market.segments]
    if segments:
        kinds["segment"] = _named((*segments, NOBODY), _by_segment(simulated, len(segments)))
    return kinds


def group_accounts_table(groups: Groups) -> Table:
    """Return what each group earned over the seven accounts; groups without any amount are left out."""
    rows = [
        (kind, group, sum(accounts.values()))
        for kind, of_kind in groups.items()
        for group, accounts in of_kind.items()
        if any(accounts.values())
    ]
    columns = (
        Column("kind", "by", words),
        Column("group", "group", verbatim),
        Column("earned", "before departments", money),
    )
    return Table("Who pays", columns, tuple(rows))


def _by_segment(simulated: Simulated, segments: int) -> NDArray[np.float64]:
    """Return the accounts of segments, and last of nobody, shape `(7, segments + 1)`."""
    truth = simulated.history.truth
    customer, segment = (truth.traits[name].to_numpy() for name in ("customer_id", "segment"))
    found = accounts_by_group(truth.accounts, customer, segment, segments)
    nobody = simulated.customer_accounts.by_channel[:, -1]
    return np.column_stack([np.array([found[name] for name in ACCOUNTS]), nobody])


def _named(groups: Sequence[str], amounts: NDArray[np.float64]) -> dict[str, dict[str, float]]:
    """Return amounts of shape `(7, groups)` by group and account."""
    return {
        group: dict(zip(ACCOUNTS, amounts[:, place].tolist(), strict=True))
        for place, group in enumerate(groups)
    }
