"""The tables that tell for whom strategies work: one row a strategy, and one a group of customers."""

from collections.abc import Collection, Mapping, Sequence

from hooper.comparison.effect_kinds import KINDS
from hooper.comparison.for_whom import ForWhom
from hooper.report.numbers import Cell, change, count, percent, percent_change, words
from hooper.report.ranking_tables import STRATEGY, marked
from hooper.report.table import Column, Table, table_of_records

_KINDS = tuple(Column(kind, words(kind), percent, "customers by kind") for kind in KINDS)


def for_whom_table(rows: Sequence[ForWhom], currency: str, oracles: Collection[str] = ()) -> Table:
    """Return what each strategy does on average to a customer known at the branch, and to whom else."""
    each, others = f"a customer known at the branch ({currency})", f"in other lives ({currency})"
    return table_of_records(
        "for_whom",
        [_of_strategy(row, oracles) for row in rows],
        STRATEGY,
        Column("effect", "effect", change, each),
        Column("effect_low", "low", change, each),
        Column("effect_high", "high", change, each),
        *_KINDS,
        Column("on_contacted", "contacted", change, others),
        Column("on_others", "not contacted", change, others),
        Column("later", "all later ones", change, others),
    )


def groups_table(rows: Sequence[ForWhom], currency: str, oracles: Collection[str] = ()) -> Table:
    """Return the effects of each strategy on each group of customers."""
    profit, held = f"effect on a customer ({currency})", "effect on being held"
    return table_of_records(
        "for_whom_groups",
        [
            {"strategy": marked(row.strategy, oracles), **group.record()}
            for row in rows
            for group in row.groups
        ],
        STRATEGY,
        Column("by", "by", words),
        Column("group", "group", words),
        Column("customers", "customers", count),
        Column("contacted", "contacted", percent),
        Column("effect", "mean", change, profit),
        Column("effect_low", "low", change, profit),
        Column("effect_high", "high", change, profit),
        Column("held_effect", "mean", percent_change, held),
        Column("held_effect_low", "low", percent_change, held),
        Column("held_effect_high", "high", percent_change, held),
    )


def _of_strategy(row: ForWhom, oracles: Collection[str]) -> Mapping[str, Cell]:
    totals: dict[str, Cell] = {
        name: interval.mean
        for name, interval in (
            ("on_contacted", row.on_contacted),
            ("on_others", row.on_others),
            ("later", row.later),
        )
    }
    return {"strategy": marked(row.strategy, oracles), **row.groups[0].record(), **totals}
