"""How strategies come on the leaderboard: one's own from a file, and those of the library beside it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from hooper.comparison.standings import standings
from hooper.foundation.errors import Fault, InputError
from hooper.foundation.named_entry import nearest_names
from hooper.strategies.catalogue import names
from hooper.strategies.strategy_file import StrategyFile
from hooper.study.leaderboard.board import BASELINE, ORACLE, Arms, Board
from hooper.study.leaderboard.live import Lived
from hooper.study.leaderboard.stored_rows import StoredRows, beside
from hooper.study.study_worlds import StudyWorld

# From worlds with their strategies to what those earned there.
HaveLive = Callable[[Sequence[StudyWorld]], Lived]
_BESIDE_ON_HOLDOUTS: Final = 5


def own_arm(path: Path) -> Arms:
    """Return the arm of a strategy in a file, under its own name.

    Raises `InputError` if the file holds no strategy, one that sees the truth, or one that has a name of the
    library.
    """
    found = StrategyFile.read(path).strategy
    if found.sees_truth:
        problem = f"{found.__name__} says that it sees the truth, which nobody on the board may"
        raise InputError([Fault(str(path), problem, "let it decide by what it observes, and say so")])
    if found.name in names():
        problem = f"the library has a strategy '{found.name}' already"
        raise InputError([Fault(str(path), problem, f"change `name` in the class {found.__name__}")])
    return {found.name: {"path": str(path)}}


def library_arms(asked: Sequence[str]) -> tuple[str, ...]:
    """Return the strategies of the library that are to stand on the board, or all; raises for unknown names.

    The baseline, which gains are counted from, and the oracle, which tells regret, are always among them.
    """
    faults = [
        Fault("--strategies", f"there is no strategy '{name}'", f"choose one of: {', '.join(near)}")
        for name in asked
        if name not in names()
        for near in [nearest_names(name, names())]
    ]
    if faults:
        raise InputError(faults)
    return tuple(dict.fromkeys((BASELINE, ORACLE, *(asked or names()))))


def best_of_library() -> tuple[str, ...]:
    """Return the best strategies of the library on the whole board, by its stored rows."""
    rows = standings(StoredRows.read().equities(Board.read()), BASELINE, ORACLE)
    best = [row.strategy for row in rows if row.rank is not None and row.strategy != BASELINE]
    return tuple(best[:_BESIDE_ON_HOLDOUTS])


def beside_the_library(board: Board, own: Arms, library: Sequence[str], have_live: HaveLive) -> Lived:
    """Have one's own strategy live on the board, and set it beside the stored rows of the library.

    Raises `InputError` if those are of other versions or worlds.
    """
    stored = StoredRows.read()
    worlds = board.lived_by({BASELINE: {}, **own})
    stored.require_same(worlds)
    rows = tuple(world.only(library) for world in stored.equities(board))
    if not own:
        return Lived(rows)
    lived = have_live(worlds)
    return Lived(beside(rows, lived.worlds), lived.failed, lived.unpaid)
