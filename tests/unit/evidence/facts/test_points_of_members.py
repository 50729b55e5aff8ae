"""What the fact about reward points makes of members, by hand."""

import numpy as np
import pytest

from hooper.evidence.facts.fact import Sample, Size
from hooper.evidence.facts.points_move_light_buyers import Members, members_of, with_points
from tests.small_worlds import default_world

SIX = Members(
    orders_before=np.array([9, 1, 2, 7, 3, 2]),
    paid=np.array([210.0, 11.0, 22.0, 190.0, 33.0, 44.0]),
    paid_without=np.array([200.0, 10.0, 20.0, 200.0, 30.0, 40.0]),
    over_others=3.0,
)


def test_the_heavy_are_the_third_with_most_orders():
    assert SIX.heavy.tolist() == [True, False, False, True, False, False]


def test_growth_is_of_all_that_some_members_pay():
    assert SIX.growth(SIX.heavy) == 0.0
    assert SIX.growth(~SIX.heavy) == pytest.approx(0.1)


def test_members_are_those_of_the_first_review_who_are_there_and_points_are_all_they_have():
    scenario = with_points(default_world())
    assert (scenario.purchase.member_lift, scenario.defection.member_bond) == (0.0, 0.0)
    members = members_of(scenario, Sample(Size(400), 1, scenario))
    assert 100 < members.paid.size < 400
    assert members.orders_before.min() >= 2
    assert members.paid.sum() > members.paid_without.sum()
    assert members.over_others > 0.0
