"""The colours of all figures: told apart by colour-blind readers, in print, and on a phone.

Categories: Okabe & Ito (2008) without its yellow, which is too light on white, and Tol (2021)
"bright". Whatever a colour says, a marker, a dash or a word says as well.
"""

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

_STRATEGY_COLOURS = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY)
_DASHES = ("-", "--", "-.")
BASELINE_STYLE = (INK, ":")


def strategy_styles(strategies: list[str], baseline: str) -> dict[str, tuple[str, str]]:
    """Return (colour, dash) for every strategy, the same in every figure; the baseline dotted ink.

    >>> strategy_styles(["no_intervention", "loyalty"], "no_intervention")["loyalty"]
    ('#0072b2', '-')
    """
    others = [name for name in strategies if name != baseline]
    pairs = cycle((colour, dash) for dash in _DASHES for colour in _STRATEGY_COLOURS)
    return {baseline: BASELINE_STYLE, **dict(zip(others, islice(pairs, len(others)), strict=True))}


def cause_colours(causes: list[str]) -> dict[str, str]:
    """Return the colour of every cause of leaving; causes beyond the known ones go round the palette.

    >>> cause_colours(["rival"])
    {'rival': '#aa3377'}
    """
    spare = cycle(CAUSES.values())
    return {cause: CAUSES.get(cause) or next(spare) for cause in causes}
