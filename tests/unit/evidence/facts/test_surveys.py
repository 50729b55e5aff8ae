"""What surveys hear: measures on lives written down by hand, and the laws that facts put in."""

import numpy as np
import pytest

from hooper.evidence.facts.by_rating import RECORDED, rating_of, reported, retention_by_rating
from hooper.evidence.facts.changed_worlds import with_setting, without_laws
from hooper.evidence.facts.default_world import default_world
from hooper.evidence.facts.forced_failure import ForcedFailure
from hooper.evidence.facts.intent_is_concave_behaviour_convex import curvature, intent_by_rating
from hooper.evidence.facts.laboratory import laboratory
from hooper.evidence.facts.lives import live_cohort
from hooper.evidence.facts.recovery_shines_in_surveys_only import MONTH, MONTH_OF_SURVEY, done, said
from hooper.evidence.facts.totally_satisfied_stay import ratio_of_defection
from tests.small_worlds import changed
from tests.unit.evidence.facts.hand_made import lives_of

SLOPE = 7.0
OF_RATING = np.log(np.array([0.1, 0.3, 0.7, 0.9, 0.97]) / np.array([0.9, 0.7, 0.3, 0.1, 0.03])) / SLOPE
STAYS, LEAVES = "S" * 37, "S" * 30 + "." * 7
CUSTOMERS, MONTHS, KEY = 300, 8, (1, 0)
# Rows of state that remember what went wrong.
FAILURES = ("failure_felt", "made_good", "unforgiving_periods", "recovery_glow")


def rated(stages, glow=0.0):
    """Return lives of customers, some texts of stages for each rating from 1 to 5."""
    texts = [text for of_one in stages for text in of_one]
    feelings = [OF_RATING[rating] - glow for rating, of_one in enumerate(stages) for _ in range(len(of_one))]
    rows = len(texts[0])
    return lives_of(*texts, satisfaction=[feelings] * rows, recovery_glow=np.full((rows, len(texts)), glow))


def test_customers_are_rated_by_what_they_report():
    lives = rated([(STAYS,)] * 5, glow=0.2)
    np.testing.assert_allclose(reported(lives, 24), OF_RATING, atol=1e-6)
    assert rating_of(lives, 24, SLOPE).tolist() == [1, 2, 3, 4, 5]


def test_retention_by_rating_is_that_of_those_who_gave_it():
    lives = rated([(LEAVES,), (LEAVES, STAYS), (STAYS,), (LEAVES, LEAVES, STAYS, STAYS), (STAYS,)])
    assert retention_by_rating(lives, 24, 12, SLOPE).tolist() == [0.0, 0.5, 1.0, 0.5, 1.0]


def test_the_ratio_is_that_of_the_second_best_over_the_best():
    lives = rated([(STAYS,)] * 3 + [(LEAVES, LEAVES, STAYS, STAYS), (LEAVES, STAYS, STAYS, STAYS)])
    assert ratio_of_defection(lives, SLOPE) == pytest.approx(2.0)


def test_curvature_is_that_of_the_parabola_through_the_ratings():
    ratings = np.arange(1.0, 6.0)
    assert curvature(0.3 * ratings**2 - ratings) == pytest.approx(0.3)
    assert curvature(ratings**0.5) < 0.0


def test_intent_is_the_root_of_the_score_of_those_who_are_there():
    gone = "S" * 20 + "." * 17
    lives = rated([(STAYS, gone)] * 5)
    expected = np.sqrt([0.1, 0.3, 0.7, 0.9, 0.97])
    np.testing.assert_allclose(intent_by_rating(lives, SLOPE), expected, atol=1e-6)


def test_what_is_said_is_compared_over_those_asked_in_both_worlds_and_what_is_done_over_all():
    stays, leaves, gone = "S" * 37, "S" * (MONTH + 1) + "." * 12, "S" * (MONTH - 1) + "." * 14
    feelings = np.zeros((37, 4))
    feelings[MONTH_OF_SURVEY] = [0.1, 0.3, 9.0, 9.0]
    no_glow = np.zeros_like(feelings)
    one = lives_of(stays, stays, stays, gone, satisfaction=feelings, recovery_glow=no_glow)
    other = lives_of(stays, stays, leaves, gone, satisfaction=0 * feelings, recovery_glow=no_glow)
    assert said(one, other) == pytest.approx(0.2)
    assert done(one, other) == pytest.approx(1 / 3)


# The laws that are put in: the laboratory is machine code of its own.


def lives_with(failure, scenario, rows=RECORDED):
    world = laboratory(scenario, "desk_at_once", "forced_failure", failure=failure)
    return live_cohort(world, MONTHS, CUSTOMERS, KEY, rows)


@pytest.mark.slow
def test_the_desk_at_once_makes_good_its_share_and_nothing_when_it_has_none():
    rows, failing = (*RECORDED, *FAILURES), changed(default_world(), failure={"failure_per_order": 0.5})
    good, bad, alone = (
        live_cohort(world, MONTHS, CUSTOMERS, KEY, rows)
        for world in (
            laboratory(changed(failing, desk={"recovery_share": 1.0}), "desk_at_once"),
            laboratory(changed(failing, desk={"recovery_share": 0.0}), "desk_at_once"),
            laboratory(failing),
        )
    )
    first = 1  # what the first month leaves is the same in all worlds but for the desk
    cases = bad.recorded["failure_felt"][first] - alone.recorded["failure_felt"][first]
    assert set(np.unique(cases)) == {0.0, 1.0}
    np.testing.assert_array_equal(good.recorded["made_good"][first], cases)
    np.testing.assert_array_equal(good.recorded["failure_felt"][first], alone.recorded["failure_felt"][first])
    assert not any(alone.recorded["made_good"].ravel())
    assert not any(bad.recorded["recovery_glow"].ravel())
    assert good.recorded["recovery_glow"].max() > 0.1


@pytest.mark.slow
def test_a_forced_failure_is_felt_by_everybody_from_its_month_on_and_by_nobody_before():
    rows = (*RECORDED, *FAILURES)
    none, recovered, unrecovered = (
        lives_with(failure, default_world(), rows)
        for failure in (ForcedFailure(4, 0, 0), ForcedFailure(4, 0, 1), ForcedFailure(4, 1, 0))
    )
    for forced in (recovered, unrecovered):
        np.testing.assert_array_equal(forced.stage[:6], none.stage[:6])
        np.testing.assert_array_equal(forced.satisfaction[:6], none.satisfaction[:6])
    there = none.there[5]
    added = {
        row: (lives.recorded[row] - none.recorded[row])[5][there]
        for row, lives in (("made_good", recovered), ("failure_felt", unrecovered))
    }
    assert all((each == 1.0).all() for each in added.values())
    assert (unrecovered.satisfaction[6][there] < none.satisfaction[6][there]).all()


@pytest.mark.slow
def test_without_the_law_a_failure_made_good_changes_nothing():
    scenario = without_laws(default_world(), "recovery")
    none, recovered = (
        lives_with(failure, scenario) for failure in (ForcedFailure(4, 0, 0), ForcedFailure(4, 0, 1))
    )
    np.testing.assert_array_equal(none.stage, recovered.stage)
    np.testing.assert_array_equal(reported(none, -1), reported(recovered, -1))


@pytest.mark.slow
def test_where_everything_is_forgiven_a_failure_made_good_is_only_talked_about():
    scenario = with_setting(default_world(), "recovery.unforgiving_months", 0.0)
    none, recovered = (
        lives_with(failure, scenario) for failure in (ForcedFailure(4, 0, 0), ForcedFailure(4, 0, 1))
    )
    np.testing.assert_array_equal(none.stage, recovered.stage)
    np.testing.assert_array_equal(none.satisfaction, recovered.satisfaction)
    there = none.there[6]
    np.testing.assert_array_equal(reported(none, 5), reported(recovered, 5))
    assert (reported(none, 6)[there] < reported(recovered, 6)[there]).mean() > 0.9
