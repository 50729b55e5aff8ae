"""Threads that share work; what they return does not depend on how many there are."""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Final, TypeVar

# Rows a share: enough that handing it over costs nothing beside the work, and few enough to stay in a cache.
ROWS_OF_A_SHARE: Final = 32_768

Share = TypeVar("Share")
Done = TypeVar("Done")


class Workers:
    """Does the same work on many shares; whoever asks works too, beside `threads - 1` others.

    >>> from contextlib import closing
    >>> with closing(Workers(threads=2)) as workers:
    ...     workers.map(lambda share: share.stop - share.start, shares(70_000))
    [32768, 32768, 4464]
    """

    def __init__(self, threads: int = 1) -> None:
        self._others = threads - 1
        self._pool = ThreadPoolExecutor(self._others) if self._others else None

    def map(self, work: Callable[[Share], Done], parts: Iterable[Share]) -> list[Done]:
        """Do the work on each share; return what came of it in the order of the shares."""
        todo = deque(enumerate(parts))
        done: dict[int, Done] = {}

        def work_off() -> None:
            while todo:
                try:
                    place, share = todo.popleft()
                except IndexError:  # somebody else was faster
                    return
                done[place] = work(share)

        if self._pool and len(todo) > 1:
            others = [self._pool.submit(work_off) for _ in range(min(self._others, len(todo) - 1))]
            try:
                work_off()
            finally:
                begun = [other for other in others if not other.cancel()]  # the rest would find nothing to do
                wait(begun)
            for other in begun:
                other.result()
        else:
            work_off()
        return [done[place] for place in range(len(done))]

    def close(self) -> None:
        """Let the threads go."""
        if self._pool:
            self._pool.shutdown()


def shares(rows: int) -> list[slice]:
    """Return consecutive slices of so many rows, the same ones for any number of threads."""
    firsts = range(0, rows, ROWS_OF_A_SHARE)
    return [slice(first, min(first + ROWS_OF_A_SHARE, rows)) for first in firsts]
