"""What the figures of a calibration show; how they look is seen to by eye."""

from typing import Any

import numpy as np
import pytest

from hooper.report import figures
from hooper.report.save_figures import svg_bytes

LOG, WORLDS, MODEL = np.array([0.0, 2.0, 3.0]), np.array([[0.0, 1.0, 3.0], [0.0, 3.0, 5.0]]), np.zeros(3)
PROFILE = ((0.5, 9.0), (1.0, 1.0), (2.0, 4.0))


@pytest.mark.parametrize("width", [figures.WIDE_INCHES, figures.PHONE_INCHES])
def test_the_curves_are_those_of_log_mean_world_and_model(width):
    figure = figures.calibration_holdout(LOG, WORLDS, MODEL, 1, width)
    panels: list[Any] = figure.axes
    total, weekly = panels
    assert [line.get_ydata().tolist() for line in total.lines[:3]] == [[0, 2, 3], [0, 2, 4], [0, 0, 0]]
    assert weekly.lines[0].get_ydata().tolist() == [2.0, 1.0]
    assert svg_bytes(figure)


@pytest.mark.parametrize("width", [figures.WIDE_INCHES, figures.PHONE_INCHES])
def test_there_is_a_panel_for_each_kind_of_target_and_for_each_parameter(width):
    panel = figures.TargetPanel("days", "share", np.arange(3.0), LOG, 0.1 * np.ones(3), LOG + 1.0)
    targets = figures.calibration_targets({"frequency": panel, "interpurchase_time": panel}, width)
    assert [axes.get_title(loc="left") for axes in targets.axes] == ["frequency", "interpurchase time"]
    profile = figures.ProfilePanel(1.0, 0.8, 1.3, "identified", PROFILE)
    drawn = figures.identification_profile({"rate_mean": profile}, width)
    panels: list[Any] = drawn.axes
    assert panels[0].lines[0].get_ydata().tolist() == [9.0, 1.0, 4.0]
    assert svg_bytes(targets)
    assert svg_bytes(drawn)
