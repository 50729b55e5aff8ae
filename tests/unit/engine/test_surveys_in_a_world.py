"""Surveys in a world: to be asked changes nobody, to be listened to does."""

import numpy as np
import pytest

from hooper.engine.simulate import simulate
from tests.small_worlds import changed, default_world, digests_however_lived, retail, subscription, tables

WEEKS = 26
FAULTY = {"failure": {"failure_per_order": 0.5, "failure_per_month_of_use": 0.3, "complaint_share": 0.3}}
ALL_ANSWER = {"every_months": 0.25, "sample_share": 1.0, "answer": 50.0, "made_good_share": 1.0}


def asked(world, **settings):
    return changed(world, surveys=settings)


@pytest.mark.parametrize("world", [retail(200), subscription(200), default_world(200)])
def test_to_be_asked_changes_no_life(world):
    with_surveys, without = (tables(simulate(each, WEEKS)) for each in (asked(world), world))
    assert with_surveys.pop("survey_answers").num_rows > without.pop("survey_answers").num_rows == 0
    assert all(with_surveys[name].equals(table) for name, table in without.items())


def test_who_listens_to_failures_that_nobody_voiced_has_more_satisfied_customers():
    # Where a second failure is forgiven too: otherwise little of what is made good counts.
    world = default_world(1_000, **FAULTY, recovery={"unforgiving_months": 0.0})
    deaf, half, all_ears = (
        simulate(asked(world, **ALL_ANSWER, voice_share=share), WEEKS) for share in (0.0, 0.5, 1.0)
    )
    satisfaction = [np.nanmean(each.books.means[1:, 3]) for each in (deaf, half, all_ears)]
    assert satisfaction[0] + 0.02 < satisfaction[1] < satisfaction[2] - 0.02
    assert all_ears.books.leaks.sum() < deaf.books.leaks.sum()


def test_surveys_cost_what_was_asked_and_answered():
    world = simulate(asked(default_world(200), every_months=1.0), WEEKS)
    invited, answered = (
        np.nan_to_num(world.books.operations[f"surveys.{name}"]) for name in ("invitations", "answered_share")
    )
    assert world.books.pools["surveys"] == pytest.approx(0.1 * invited + 0.5 * invited * answered)


def test_both_engines_any_threads_and_a_checkpoint_give_the_same_bits(tmp_path):
    world = asked(default_world(300, **FAULTY), every_months=1.0, voice_share=1.0)
    assert len(digests_however_lived(world, WEEKS, tmp_path)) == 1
