"""Where figures are drawn: sizes that are readable on a desk and on a phone, one look for all axes."""

import re
from collections.abc import Callable, Sequence
from textwrap import fill

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import FuncFormatter

from hooper.report.figures.palette import GRID, INK, MUTED, PAPER

WIDE_INCHES = 7.6
PHONE_INCHES = 3.7
ROOM_FOR_TWO_INCHES = 5.5
SMALL, NORMAL = 8.5, 9.5
BETWEEN_ROWS = 0.08  # of the height of a panel: its name stands clear of the axis above
UNESCAPED_DOLLAR = re.compile(r"(?<!\\)\$")

Formatter = Callable[[float], str]


def new_panels(
    width_inches: float, height_inches: float, shares: Sequence[float] = (1.0,)
) -> tuple[Figure, list[Axes]]:
    """Return a figure and its panels: beside each other if there is room, else below each other.

    `height_inches` is that of one panel, `shares` the relative widths of the panels side by side.
    """
    is_narrow = width_inches < ROOM_FOR_TWO_INCHES
    rows, columns = (len(shares), 1) if is_narrow else (1, len(shares))
    figure = _in_rows(width_inches, height_inches * rows)
    widths = [1.0] if is_narrow else list(shares)
    grid = figure.subplots(rows, columns, squeeze=False, width_ratios=widths)
    panels = [axes for row in grid for axes in row]
    for axes in panels:
        tidy(axes)
    return figure, panels


def panel_grid(panels: int, width_inches: float, height_inches: float = 2.0) -> tuple[Figure, list[Axes]]:
    """Return a figure of so many panels in rows of three if there is room, else below each other."""
    columns = 1 if width_inches < ROOM_FOR_TWO_INCHES else min(3, panels)
    rows = -(-panels // columns)
    figure = _in_rows(width_inches, height_inches * rows)
    grid = [figure.add_subplot(rows, columns, place + 1) for place in range(panels)]
    for axes in grid:
        tidy(axes)
    return figure, grid


def _in_rows(width_inches: float, height_inches: float) -> Figure:
    layout = ConstrainedLayoutEngine(hspace=BETWEEN_ROWS)
    return Figure((width_inches, height_inches), facecolor=PAPER, layout=layout)


def tidy(axes: Axes, grid: str = "both") -> None:
    """Give axes the common look: two spines, a light grid behind the data, small ink-grey ticks."""
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(MUTED)
    axes.tick_params(colors=INK, labelsize=SMALL, color=MUTED, length=3)
    axes.set_axisbelow(True)
    axes.grid(False)
    axes.grid(True, axis=grid, color=GRID, linewidth=0.8)  # pyright: ignore[reportArgumentType]


def label(axes: Axes, x: str = "", y: str = "") -> None:
    """Name the axes, units included."""
    axes.set_xlabel(plain(x), fontsize=NORMAL, color=INK)
    axes.set_ylabel(plain(y), fontsize=NORMAL, color=INK)


def heading(axes: Axes, text: str) -> None:
    """Name a panel among several; a figure's only panel is named by its caption."""
    axes.set_title(plain(text), fontsize=NORMAL, color=INK, loc="left")


def legend_below(
    figure: Figure, handles: Sequence[Artist], labels: Sequence[str], width_inches: float
) -> None:
    """Put one legend below all panels, in as many columns as the longest label allows."""
    if not labels:
        return
    names = [plain(name) for name in labels]
    column_inches = 0.55 + 0.075 * max(len(name) for name in names)
    columns = max(1, min(len(names), int(width_inches // column_inches)))
    figure.legend(
        list(handles), names, loc="outside lower center", ncols=columns, frameon=False, fontsize=SMALL
    )


def plain(text: str) -> str:
    r"""Return a label that matplotlib writes as it stands: dollar signs escaped once, underscores as spaces.

    >>> plain("mass_discount of $5"), plain(plain("$5"))
    ('mass discount of \\$5', '\\$5')
    """
    return UNESCAPED_DOLLAR.sub(r"\\$", text.replace("_", " "))


def wrapped(text: str, characters: int) -> str:
    r"""Return a label on several lines, none longer than `characters` if its words allow.

    >>> wrapped("more_service_capacity", 12)
    'more service\ncapacity'
    """
    return fill(plain(text), characters, break_long_words=False)


def compact(value: float) -> str:
    """Write a number of things or money for an axis: thousands as k, millions as M.

    >>> compact(0), compact(1500), compact(2e6), compact(12.5)
    ('0', '1.5k', '2M', '12.5')
    """
    size = abs(value)
    scale, unit = (1e6, "M") if size >= 1e6 else (1e3, "k") if size >= 1e3 else (1.0, "")
    return f"{value / scale:.4g}{unit}".replace("-", "\N{MINUS SIGN}")


def per_cent(value: float) -> str:
    """Write a share for an axis.

    >>> per_cent(0.25), per_cent(-0.5)
    ('25 %', '−50 %')
    """
    return f"{100 * value:.4g} %".replace("-", "\N{MINUS SIGN}")


def written(formatter: Formatter) -> FuncFormatter:
    """Return a tick formatter that ignores the position of the tick."""
    return FuncFormatter(lambda value, _: formatter(value))
