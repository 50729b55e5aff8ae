"""The colours of all figures: told apart by colour-blind readers, in print, and on a phone.

Categories: Okabe & Ito (2008) without its yellow, which is too light on white, and Tol (2021)
"bright". Whatever a colour says, a marker, a dash or a word says as well.
"""

from collections.abc import Mapping
from itertools import cycle, islice

INK = "#1b1f24"
MUTED = "#5c6670"
GRID = "#e3e6ea"
PAPER = "#ffffff"

BLUE = "#0072b2"
ORANGE = "#e69f00"
GREEN = "#009e73"
VERMILLION = "#d55e00"
PURPLE = "#aa4499"
SKY = "#56b4e9"

BETTER, WORSE, UNDECIDED = BLUE, VERMILLION, MUTED
SEQUENTIAL = "Blues"
RANKS = "YlGnBu_r"

CAUSES = {
    "service": "#4477aa",
    "staff": "#66ccee",
    "quality": "#228833",
    "assortment": "#ccbb44",
    "value": "#ee6677",
    "rival": "#aa3377",
    "natural": "#bbbbbb",
}
STAGES = ("#c6dbef", "#6baed6", "#08519c", "#e6842a")

# (colour, dash) by name.
Styles = Mapping[str, tuple[str, str]]
LINE_COLOURS = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY)
DASHES = ("-", "--", "-.")
BASELINE_STYLE = (INK, ":")


def line_styles(names: list[str]) -> dict[str, tuple[str, str]]:
    """Return (colour, dash) for every name: first all colours, then all again with another dash.

    >>> line_styles(["loyalty"])
    {'loyalty': ('#0072b2', '-')}
    """
    pairs = cycle((colour, dash) for dash in DASHES for colour in LINE_COLOURS)
    return dict(zip(names, islice(pairs, len(names)), strict=True))


def strategy_styles(strategies: list[str], baseline: str) -> dict[str, tuple[str, str]]:
    """Return (colour, dash) for every strategy, the same in every figure; the baseline first, dotted ink.

    >>> strategy_styles(["loyalty", "no_intervention"], "no_intervention")
    {'no_intervention': ('#1b1f24', ':'), 'loyalty': ('#0072b2', '-')}
    """
    return {baseline: BASELINE_STYLE, **line_styles([name for name in strategies if name != baseline])}


def cause_colours(causes: list[str]) -> dict[str, str]:
    """Return the colour of every cause of leaving; causes beyond the known ones go round the palette.

    >>> cause_colours(["rival"])
    {'rival': '#aa3377'}
    """
    spare = cycle(CAUSES.values())
    return {cause: CAUSES.get(cause) or next(spare) for cause in causes}
