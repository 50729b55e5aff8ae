"""What the strategies of the library earned on the board, kept in the package so that nobody waits for it.

The rows are good for worlds that are the same to the bit. Two things tell: the key of a run in each world,
which is made of all settings and versions that decide it, and the baseline, which lives anew beside every
entry.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from hooper.comparison.standings import WorldEquities
from hooper.foundation.errors import Fault, InputError
from hooper.study.leaderboard.board import BASELINE, Board
from hooper.study.run_task import versions_of_outcomes
from hooper.study.study_worlds import StudyWorld

_WHERE: Final = "the leaderboard's stored rows"
_REMEDY: Final = "add --anew, which has the strategies of the library live here too (--strategies names few)"


@dataclass(frozen=True)
class StoredRows:
    """Stored rows: the version of the board, the versions that decide outcomes, and what each world holds."""

    board: str
    versions: Mapping[str, str | int]
    worlds: Mapping[str, Any]

    @staticmethod
    def read() -> "StoredRows":
        """Return the rows that come with the package."""
        return StoredRows(
            **json.loads((files("hooper.study.leaderboard") / "rows.json").read_text(encoding="utf-8"))
        )

    @staticmethod
    def of(board: Board, worlds: Sequence[StudyWorld], lived: Sequence[WorldEquities]) -> "StoredRows":
        """Return the rows to store of strategies that lived in the worlds of a board."""
        rows = {
            told.name: {
                "key": world.planned(BASELINE, 0).key,
                "founders": told.founders,
                "sales": told.sales.tolist(),
                "equity": {str(row["strategy"].item()): row.values.tolist() for row in told.equity},
            }
            for world, told in zip(worlds, lived, strict=True)
        }
        return StoredRows(board.version, versions_of_outcomes(), rows)

    @property
    def text(self) -> str:
        """The rows as text for their file."""
        return json.dumps(vars(self), indent=1) + "\n"

    def equities(self, board: Board) -> tuple[WorldEquities, ...]:
        """Return what the strategies earned in the worlds and replications of a board."""
        return tuple(_equities(name, self.worlds[name], board.replications) for name in board.worlds)

    def require_same(self, worlds: Sequence[StudyWorld]) -> None:
        """Raise `InputError` with every difference if the rows were made by other versions, or elsewhere."""
        faults = [
            Fault(f"{_WHERE}: {name}", f"were made with {was!r}, and here is {now!r}", _REMEDY)
            for name, now in versions_of_outcomes().items()
            if (was := self.versions.get(name)) != now
        ]
        if not faults:
            faults = [
                Fault(f"{_WHERE}: {world.name}", "are of a world with other settings", _REMEDY)
                for world in worlds
                if self.worlds[world.name]["key"] != world.planned(BASELINE, 0).key
            ]
        if faults:
            raise InputError(faults)


def beside(stored: Sequence[WorldEquities], lived: Sequence[WorldEquities]) -> tuple[WorldEquities, ...]:
    """Return the worlds with the stored strategies and those that lived anew.

    Raises `InputError` where the baseline has not the same bits again: then it is not the same world.
    """
    faults = [
        Fault(f"{_WHERE}: {now.name}", "the baseline does not live here as it did there", _REMEDY)
        for before, now in zip(stored, lived, strict=True)
        if not _repeats(*(each.equity.sel(strategy=BASELINE).to_numpy() for each in (before, now)))
    ]
    if faults:
        raise InputError(faults)
    return tuple(_together(*each) for each in zip(stored, lived, strict=True))


def _repeats(before: NDArray[np.float64], now: NDArray[np.float64]) -> bool:
    """Return whether all runs have the same bits again; one that has failed says nothing."""
    return bool(np.all((before == now) | np.isnan(now)))


def _together(stored: WorldEquities, lived: WorldEquities) -> WorldEquities:
    new = [name for name in lived.strategies if name not in stored.strategies]
    equity = xr.concat([stored.equity, lived.equity.sel(strategy=new)], "strategy")
    return WorldEquities(stored.name, stored.founders, stored.sales, equity)


def _equities(name: str, told: Mapping[str, Any], replications: int) -> WorldEquities:
    rows = {strategy: row[:replications] for strategy, row in told["equity"].items()}
    equity = xr.DataArray(np.array([*rows.values()]), {"strategy": [*rows]}, ("strategy", "replication"))
    return WorldEquities(name, told["founders"], np.array(told["sales"][:replications]), equity)
