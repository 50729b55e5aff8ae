"""Figures of single schemes: what they show is what the segments were made of."""

from typing import Any

import numpy as np
import pytest
from matplotlib.text import Annotation

from hooper.history.read_log import read_log
from hooper.report import figures
from hooper.report.figure_data import NOT_THERE, StageTimeline
from hooper.report.figures.palette import STAGES
from hooper.report.segment_figures import FIGURES
from hooper.segmentation import catalogue
from hooper.segmentation.customer_records import CustomerRecords

NAMES = ("exploration", "formation", "stability", "decline")


@pytest.fixture(scope="module")
def records():
    return CustomerRecords.of(read_log("example:cdnow")[0])


def notes(axes):
    return {each.xy: each.get_text() for each in axes.get_children() if isinstance(each, Annotation)}


def test_every_figure_is_of_a_scheme():
    assert set(FIGURES) <= set(catalogue.names())


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_drawn_of_many_customers_and_of_one(name, records):
    scheme = catalogue.get(name)
    for some in (records, records.take(np.arange(1))):
        settings = scheme.settings()
        figure = FIGURES[name](scheme.assign(some, settings), some, settings, figures.PHONE_INCHES)
        assert figure.get_size_inches()[0] == figures.PHONE_INCHES


def test_the_grid_holds_every_customer_once_where_the_scores_put_them(records):
    scheme = catalogue.get("rfm")
    segments = scheme.assign(records, scheme.settings())
    told = notes(FIGURES["rfm"](segments, records, scheme.settings(), figures.WIDE_INCHES).axes[0])
    assert sum(int(text.replace(",", "")) for text in told.values()) == 2357
    assert (told[1, 1], told[5, 5]) == ("439", "264")  # seldom and long ago; often and recent


def test_bands_tell_the_stages_and_what_is_not_there_stays_white():
    lived = StageTimeline("7", {"truth": np.array([0, 0, 2, 2, 2, NOT_THERE])}, np.array([0.5, 3.0]))
    axes: Any = figures.stage_timeline([lived], NAMES, "month").axes[0]
    bands = [(bar.get_x(), bar.get_width(), bar.get_facecolor()) for bar in axes.patches]
    assert [band[:2] for band in bands] == [(0, 2), (2, 3)]
    assert len({band[2] for band in bands}) == 2
    assert list(notes(axes).values()) == ["E", "S"]
    assert axes.lines[0].get_xdata().tolist() == [0.5, 3.0]
    assert len(STAGES) == len(NAMES)
