import numpy as np
import pytest
from matplotlib.patches import Polygon, Rectangle

from hooper.report.figures import migration_flow

MOVES = np.array([[60, 20, 0], [0, 40, 0], [0, 0, 0]])
NEWCOMERS = np.array([0, 20, 0])


def drawn(moves=MOVES, newcomers=NEWCOMERS):
    [axes] = migration_flow(("low", "high", "nobody"), moves, newcomers).axes
    bands = [patch for patch in axes.patches if isinstance(patch, Polygon)]
    bars = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    return axes, bands, bars


def heights(band):
    """The height of a band at its start and at its end: its outline goes there above and back below."""
    y = np.asarray(band.get_xy())[:-1, 1]
    middle = y.size // 2
    return y[0] - y[-1], y[middle - 1] - y[middle]


def test_bands_are_as_wide_as_customers_are_many_at_both_ends():
    _, bands, _ = drawn()
    shares = np.array([heights(band) for band in bands])
    assert shares[:, 0] == pytest.approx(shares[:, 1])
    assert shares[:, 0] / shares[0, 0] == pytest.approx(np.array([60, 20, 40, 20]) / 60)


def test_bars_add_up_to_the_same_customers_before_and_after():
    _, _, bars = drawn()
    before, after = (
        [bar.get_height() for bar in bars if (bar.get_x() < 3.0) == is_left] for is_left in (True, False)
    )
    assert before / np.sum(before) == pytest.approx(np.array([80, 40, 20]) / 140)
    assert after / np.sum(after) == pytest.approx(np.array([60, 80]) / 140)


def test_segments_are_named_with_their_customers_and_empty_ones_left_out():
    axes, _, _ = drawn()
    said = {text.get_text().replace("\N{NO-BREAK SPACE}", " ") for text in axes.texts}
    assert said == {"before", "after", "low 80", "high 40", "newcomers 20", "low 60", "high 80"}


def test_nobody_cannot_be_drawn():
    with pytest.raises(ValueError, match="nobody to draw"):
        drawn(np.zeros((3, 3), np.int64), np.zeros(3, np.int64))
