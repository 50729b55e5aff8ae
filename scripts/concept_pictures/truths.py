"""Three kinds of truth that a world is held to: facts, oracles and fingerprints."""

import json
from pathlib import Path
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hooper.report.figures.canvas import SMALL
from hooper.report.figures.palette import BLUE, GREEN, INK, MUTED, ORANGE, SKY
from scripts.concept_pictures.boxes import box, note, sheet

FINGERPRINTS: Final = Path(__file__).parents[2] / "tests" / "fingerprint" / "fingerprints.json"
KINDS: Final = (
    ("facts", "Is it like the world outside?\nA figure lies in a band that\nwas fixed beforehand.", GREEN),
    ("oracles", "Is it computed rightly?\nA simulated mean is an exact\none, but for chance.", BLUE),
    ("fingerprints", "Is it what it was?\nThe digest of a history is\nthe stored one, bit for bit.", ORANGE),
)
WIDTH, GAP, BOTTOM, HEIGHT = 2.45, 0.2, 0.1, 1.9
DIGITS: Final = 12


def truths() -> Figure:
    """Draw what each kind compares with what."""
    figure, axes = sheet(8.0, 2.1)
    lefts = [0.12 + k * (WIDTH + GAP) for k in range(len(KINDS))]
    for left, (title, text, colour) in zip(lefts, KINDS, strict=True):
        box(axes, (left, BOTTOM, WIDTH, HEIGHT), title, text, colour)
    _draw_fact(axes, lefts[0] + WIDTH / 2.0)
    _draw_oracle(axes, lefts[1] + WIDTH / 2.0)
    digest = json.loads(FINGERPRINTS.read_text())["retail"]["digest"][:DIGITS]
    for height, whose in ((0.85, "stored"), (0.5, "now")):
        note(axes, lefts[2] + 0.2, height, whose, "left")
        axes.text(
            lefts[2] + 0.75, height, f"{digest}…", fontsize=SMALL, color=INK, va="center", family="monospace"
        )
    return figure


def _draw_fact(axes: Axes, middle: float) -> None:
    axes.fill_between((middle - 0.55, middle + 0.55), 0.55, 0.95, color=SKY, alpha=0.5, linewidth=0)
    axes.plot((middle - 1.0, middle + 1.0), (0.75, 0.75), color=MUTED, linewidth=1.0)
    axes.plot(middle + 0.18, 0.75, "o", color=GREEN, markersize=7)
    note(axes, middle, 0.33, "the band, and a world's figure")


def _draw_oracle(axes: Axes, middle: float) -> None:
    axes.plot((middle - 1.0, middle + 1.0), (0.75, 0.75), color=MUTED, linewidth=1.0)
    axes.plot((middle, middle), (0.55, 0.95), color=INK, linewidth=1.6)
    axes.errorbar(middle + 0.14, 0.75, xerr=0.35, fmt="o", color=BLUE, markersize=7, capsize=4)
    note(axes, middle, 0.33, "the exact value, and a mean\nwith its errors of chance")
