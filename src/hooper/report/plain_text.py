"""Tables as plain text, for the terminal."""

from hooper.report.table import Column, Table

GAP = "  "


def plain_text(table: Table) -> str:
    """Return a table with aligned columns, one line a row, without a trailing newline.

    >>> from hooper.report.numbers import count
    >>> columns = Column("strategy", "strategy"), Column("held", "held", count)
    >>> print(plain_text(Table("held", columns, (("loyalty", 1200),))))
    strategy   held
    --------  -----
    loyalty   1,200
    """
    cells = table.shown()
    heads = [column.title for column in table.columns]
    widths = [max(len(line[k]) for line in [heads, *cells]) for k in range(len(heads))]
    rule = ["-" * width for width in widths]
    return "\n".join(_line(line, widths, table.columns) for line in [heads, rule, *cells])


def _line(cells: list[str], widths: list[int], columns: tuple[Column, ...]) -> str:
    padded = [
        cell.rjust(width) if column.is_number else cell.ljust(width)
        for cell, width, column in zip(cells, widths, columns, strict=True)
    ]
    return GAP.join(padded).rstrip()
