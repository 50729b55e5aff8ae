"""Have all strategies of the library live on the leaderboard, and store their rows in the package.

It takes some minutes on two cores; stopped, it goes on where it was if it is given the same folder.
"""

import os
import sys
from pathlib import Path

from hooper.cli.progress_bar import progress_bar
from hooper.foundation.errors import IncompleteError
from hooper.strategies.catalogue import names
from hooper.study.executors.catalogue import executor_for
from hooper.study.failed_runs import told_of
from hooper.study.leaderboard.board import Board
from hooper.study.leaderboard.live import live
from hooper.study.leaderboard.stored_rows import StoredRows

FILE = Path(__file__).parent.parent / "src" / "hooper" / "study" / "leaderboard" / "rows.json"


def main(out: Path) -> None:
    """Live, with runs kept under `out`, and write the file; raises `IncompleteError` if a run fails."""
    board = Board.read()
    worlds = board.lived_by({name: {} for name in names()})
    executor = executor_for(None, os.cpu_count() or 1)
    with progress_bar(shown=True) as progress:
        lived = live(worlds, out, executor=executor, resume=True, progress=progress)
    if lived.failed:
        raise IncompleteError(told_of(lived.failed))
    FILE.write_text(StoredRows.of(board, worlds, lived.worlds).text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
