from itertools import product

import numpy as np
import pytest

from hooper.segmentation import rfm, rfm_eleven
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.rfm_scores import RfmScores, RfmSettings

CUBE = np.array(list(product(range(1, 6), repeat=3)))
ALL_SCORES = RfmScores(*CUBE.T, cut_points={})


def label(module, function, r, f, m):
    scores = RfmScores(np.array([r]), np.array([f]), np.array([m]), cut_points={})
    return module.LABELS[function(scores)[0]]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [((5, 5, 5), "high value"), ((1, 5, 3), "must retain"), ((5, 1, 1), "new"), ((1, 1, 1), "low value")],
)
def test_the_corners_are_those_of_the_textbook(scores, expected):
    assert label(rfm, rfm.nearest_corner, *scores) == expected


def test_between_two_corners_the_less_valuable_segment_wins():
    assert label(rfm, rfm.nearest_corner, 3, 1, 1) == "low value"
    assert label(rfm, rfm.nearest_corner, 5, 3, 3) == "new"


def test_every_customer_of_the_cube_is_in_one_of_four_segments_and_none_is_bare():
    assert np.bincount(rfm.nearest_corner(ALL_SCORES), minlength=4).tolist() == [33, 29, 40, 23]


@pytest.mark.parametrize(
    ("recency", "frequency", "expected"),
    [
        (5, 5, "champions"),
        (4, 5, "loyal customers"),
        (3, 4, "loyal customers"),
        (5, 2, "potential loyalists"),
        (5, 1, "new customers"),
        (4, 1, "promising"),
        (3, 3, "need attention"),
        (3, 1, "about to sleep"),
        (2, 3, "at risk"),
        (1, 5, "cannot lose them"),
        (2, 2, "hibernating"),
        (1, 1, "lost"),
    ],
)
def test_the_eleven_names_are_where_practice_puts_them(recency, frequency, expected):
    assert label(rfm_eleven, rfm_eleven.name_of_scores, recency, frequency, 3) == expected


def test_all_eleven_names_occur():
    assert np.unique(rfm_eleven.name_of_scores(ALL_SCORES)).tolist() == list(range(11))


def test_cdnow_in_four_segments(cdnow):
    segments = rfm.assign(CustomerRecords(cdnow), RfmSettings())
    sizes = {profile.label: profile.customers for profile in segments.profiles}
    assert sizes == {"low value": 1248, "new": 146, "must retain": 151, "high value": 812}
    assert segments.status == "ok"


def test_high_value_customers_of_cdnow_spend_most_and_low_value_least(cdnow):
    spend = {
        profile.label: profile.mean_spend
        for profile in rfm.assign(CustomerRecords(cdnow), RfmSettings()).profiles
    }
    assert max(spend, key=spend.__getitem__) == "high value"
    assert min(spend, key=spend.__getitem__) == "low value"
