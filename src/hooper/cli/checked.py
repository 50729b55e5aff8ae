"""What `hooper verify` and `hooper facts` say last: whether all figures of all claims lie in their bands."""

from collections.abc import Sequence
from typing import Protocol


class _Figure(Protocol):
    @property
    def passed(self) -> bool: ...


class _Result(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def figures(self) -> Sequence[_Figure]: ...

    @property
    def passed(self) -> bool: ...


def verdict(results: Sequence[_Result], claims: str) -> str:
    """Return the verdict on results in one line; `claims` is what they are called, as in "oracles"."""
    figures = [figure for result in results for figure in result.figures]
    failed = [result.name for result in results if not result.passed]
    if failed:
        out = sum(not figure.passed for figure in figures)
        return f"FAIL: {out} of {len(figures)} figures, in {', '.join(failed)}"
    return f"pass: {len(figures)} figures of {len(results)} {claims}"
