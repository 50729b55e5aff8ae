"""Two kinds of not knowing, from the published study: luck in one world, and which world it is."""

import csv
from pathlib import Path
from typing import Final

from matplotlib.figure import Figure

from hooper.report.figures.canvas import compact, label, legend_below, new_panels, tidy, wrapped, written
from hooper.report.figures.palette import BLUE, INK, ORANGE

RANKING: Final = Path(__file__).parents[2] / "paper" / "results" / "ranking.csv"
BASELINE: Final = "no_intervention"


def not_knowing() -> Figure:
    """Draw, for each strategy of the study, the interval over luck and the range over worlds."""
    with RANKING.open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["strategy"] != BASELINE]
    figure, (axes,) = new_panels(8.0, 2.8)
    tidy(axes, grid="x")
    places = range(len(rows))
    ends = [[float(row[key]) for row in rows] for key in ("low", "high", "drawn_low", "drawn_high")]
    worlds = axes.hlines([place + 0.16 for place in places], ends[2], ends[3], color=ORANGE, linewidth=5)
    luck = axes.hlines([place - 0.16 for place in places], ends[0], ends[1], color=BLUE, linewidth=5)
    axes.axvline(0.0, color=INK, linewidth=1.0)
    axes.set_yticks(places, [wrapped(row["strategy"], 18) for row in rows])
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.xaxis.set_major_formatter(written(compact))
    label(axes, x="gain over no intervention, in the study's currency")
    texts = (
        "luck: 95 % interval over replications in one world",
        "worlds: 5 to 95 % over draws of what is not known",
    )
    legend_below(figure, (luck, worlds), texts, 8.0)
    return figure
