"""What `hooper leaderboard` says: all strategies over the worlds, and one's own in each of them."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from hooper.cli.compare_answer import CURRENCY
from hooper.cli.talk import Talk
from hooper.foundation.errors import IncompleteError
from hooper.report.numbers import Cell, change, per_cent_points, percent, ratio, whole_percent, words
from hooper.report.table import Column, Table, table_of_records

if TYPE_CHECKING:
    from hooper.comparison.standings import Standing, WorldEquities
    from hooper.study.leaderboard.board import Board
    from hooper.study.leaderboard.live import Lived

LEVEL = 0.95
_ABOUT_REGRET = "regret: to the oracle offer, which sees the truth and has no rank"


def answer_leaderboard(
    board: "Board", lived: "Lived", own: Collection[str], holdout: int | None, talk: Talk
) -> None:
    """Print the board with one's own strategy on it, and where that one gains."""
    from hooper.comparison.standings import standings
    from hooper.study.leaderboard.board import BASELINE, ORACLE

    rows = standings(lived.worlds, BASELINE, ORACLE, LEVEL)
    record = {
        "board": board.version,
        "holdout": holdout,
        "replications": lived.worlds[0].sales.size,
        "level": LEVEL,
        "worlds": [
            {"name": world.name, "founders": world.founders, "sales": float(world.sales.mean())}
            for world in lived.worlds
        ],
        "rows": [_record(row, own) for row in rows],
        "failed": [{**run.about, "reason": run.reason, "file": run.file} for run in lived.failed],
        "complete": not lived.failed,
        "unpaid": {name: share for name, share in lived.unpaid.items() if name in own},
    }
    tables = [_own_table(row, rows, lived.worlds) for row in rows if row.strategy in own]
    refused = [
        f"{name}: {percent(share)} of the money that it asked for was not there; that part did not happen"
        for name, share in lived.unpaid.items()
        if name in own
    ]
    talk.answer(record, _heading(record), _table(record["rows"]), _ABOUT_REGRET, *tables, *refused)


def answer_failures(lived: "Lived", again: str) -> None:
    """Raise `IncompleteError` with the runs that have failed, if there are any, and how to try them again."""
    if not lived.failed:
        return
    from hooper.study.failed_runs import told_of

    raise IncompleteError(f"{told_of(lived.failed)}\n    try them again with `{again}`")


def _record(row: "Standing", own: Collection[str]) -> dict[str, Any]:
    return {
        "rank": row.rank,
        "strategy": row.strategy,
        "own": row.strategy in own,
        "sees_truth": row.sees_truth,
        "score": row.score.mean,
        "low": row.score.low,
        "high": row.score.high,
        "regret": row.regret.mean,
        "regret_low": row.regret.low,
        "regret_high": row.regret.high,
        "worst_world": row.worst_world,
        "worst": row.worst,
        "worlds": {
            name: {
                "share": row.shares[name],
                "gain": gain.difference,
                "low": gain.low,
                "high": gain.high,
                "reason": gain.reason,
            }
            for name, gain in row.gains.items()
        },
    }


def _heading(record: dict[str, Any]) -> str:
    drawn = f", drawn with seed {record['holdout']}" if record["holdout"] is not None else ""
    where = f"{len(record['worlds'])} worlds{drawn}, {record['replications']} replications"
    told = f"gain in % of sales with its {whole_percent(LEVEL)} paired interval (chance only)"
    return f"Leaderboard {record['board']}: {where}\n{told}"


def _table(rows: Sequence[dict[str, Any]]) -> Table:
    shown = [
        {
            **row,
            "place": "-" if row["rank"] is None else str(row["rank"]),
            "strategy": f"> {row['strategy']}" if row["own"] else row["strategy"],
            "half_width": None if row["low"] is None else 100.0 * (row["high"] - row["low"]) / 2.0,
        }
        for row in rows
    ]
    return table_of_records(
        "",
        shown,
        Column("place", "#"),
        Column("strategy", "strategy", words),
        Column("score", "gain", per_cent_points),
        Column("half_width", "+/-", ratio),
        Column("regret", "regret", per_cent_points),
        Column("worst_world", "worst in", words),
        Column("worst", "there", per_cent_points),
    )


def _own_table(own: "Standing", rows: Sequence["Standing"], worlds: Sequence["WorldEquities"]) -> Table:
    ranked = [row for row in rows if row.rank is not None]
    records: list[dict[str, Cell]] = []
    for world in worlds:
        gain, name = own.gains[world.name], world.name
        best = max(ranked, key=lambda row, name=name: row.shares[name] or 0.0)
        records.append(
            {
                "world": name,
                "gain": _each(gain.difference, world),
                "low": _each(gain.low, world),
                "high": _each(gain.high, world),
                "share": own.shares[name],
                "best": best.strategy,
                "best_share": best.shares[name],
            }
        )
    return table_of_records(
        f"{own.strategy}: gain in {CURRENCY} a founding customer, and in % of sales",
        records,
        Column("world", "world", words),
        Column("gain", "gain", change),
        Column("low", "low", change),
        Column("high", "high", change),
        Column("share", "gain %", per_cent_points),
        Column("best", "best there", words),
        Column("best_share", "its gain %", per_cent_points),
    )


def _each(gain: float | None, world: "WorldEquities") -> float | None:
    return None if gain is None else gain / world.founders
