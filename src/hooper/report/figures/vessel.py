"""A bucket with water in it, drawn in inches above the middle of its bottom."""

from collections.abc import Mapping
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from hooper.report.figures.canvas import SMALL
from hooper.report.figures.palette import INK, SKY

LEVELS_APART = 0.17  # of the texts of two levels, at least
MARK = 0.12  # of a level, outside the bucket


@dataclass(frozen=True)
class Vessel:
    """A bucket that is `mouth` wide above, 0.8 times that below, and `rim` high, around x = `middle`."""

    middle: float
    mouth: float
    rim: float

    def half_width(self, height: float) -> float:
        """Half the width of the bucket at a height above its bottom."""
        return self.mouth / 2.0 * (0.8 + 0.2 * height / self.rim)

    def points(self, *heights: float) -> list[tuple[float, float]]:
        """Return the points of the walls at these heights: down on the left, and up again on the right."""
        left = [(self.middle - self.half_width(height), height) for height in heights]
        return left + [(2.0 * self.middle - x, height) for x, height in reversed(left)]


def draw_vessel(axes: Axes, vessel: Vessel, level_at_start: float, level_at_end: float) -> None:
    """Draw the walls, the water up to the level at the end, and the level at the start as a dashed line."""
    water = Polygon(vessel.points(level_at_end, 0.0), facecolor=SKY, alpha=0.6, zorder=1)
    axes.add_patch(water)
    axes.plot(*zip(*vessel.points(vessel.rim, 0.0), strict=True), color=INK, linewidth=2.0, zorder=2)
    for level, dash in ((level_at_start, "--"), (level_at_end, "-")):
        (left, _), (right, _) = vessel.points(level)
        axes.plot([left - MARK, right], [level] * 2, color=INK, linestyle=dash, linewidth=1.0, zorder=4)


def write_levels(axes: Axes, vessel: Vessel, levels: Mapping[str, float]) -> None:
    """Write a text on the left of each of two levels, moved apart if they would touch."""
    (_, first), (_, second) = levels.items()
    missing = max(0.0, LEVELS_APART - abs(first - second)) / 2.0
    shifts = (missing, -missing) if first >= second else (-missing, missing)
    for (text, level), shift in zip(levels.items(), shifts, strict=True):
        left = vessel.middle - vessel.half_width(level) - MARK - 0.04
        axes.text(left, level + shift, text, ha="right", va="center", fontsize=SMALL, color=INK)
