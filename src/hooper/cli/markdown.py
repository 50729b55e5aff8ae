"""Tables in Markdown, for pages that are kept beside the code."""

from collections.abc import Iterable, Sequence


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return a table in Markdown, less the columns that have nothing to say in any row.

    >>> print(markdown_table(["law", "needs", "draws"], [["talk", "", "a|b"]]))
    | law | draws |
    |---|---|
    | talk | a\|b |
    """
    lines = [tuple(row) for row in rows]
    kept = [k for k in range(len(heads)) if any(line[k] for line in lines)]
    rule = "|" + "---|" * len(kept)
    return "\n".join([_line(heads, kept), rule, *(_line(line, kept) for line in lines)])


def _line(cells: Sequence[str], kept: list[int]) -> str:
    shown = [cells[k].replace("|", r"\|") for k in kept]
    return f"| {' | '.join(shown)} |"
