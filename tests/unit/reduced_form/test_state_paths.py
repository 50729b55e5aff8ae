"""Paths of states against a plain twin that walks one customer through one period after another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from hooper.foundation.random_words import words
from hooper.reduced_form.state_paths import (
    UNSEEN,
    Distribution,
    last_states,
    periods_begun,
    state_paths,
)

INITIAL = (0.5, 0.25, 0.25)
TRANSITIONS = ((0.5, 0.5, 0.0), (0.0, 0.125, 0.875), (0.25, 0.0, 0.75))


def twin(customer, entry_day, end_days, period_days, key):
    path, chances, period = [], INITIAL, 0
    while entry_day + period * period_days <= end_days:
        word = int(words(key, customer, 0, period, 83)[0, 0])
        totals = [sum(chances[: state + 1]) for state in range(3)]
        path.append(next(state for state, total in enumerate(totals) if (word + 0.5) / 2**32 <= total))
        chances, period = TRANSITIONS[path[-1]], period + 1
    return path


@given(entry=st.lists(st.floats(0.0, 60.0), max_size=8), key=st.tuples(st.integers(0, 99), st.integers(0, 9)))
def test_every_customer_walks_as_one_alone(entry, key):
    paths = state_paths(INITIAL, TRANSITIONS, 7.0, np.array(entry), 60.0, key)
    assert paths.shape[0] == len(entry)
    for customer, entry_day in enumerate(entry):
        walked = twin(customer, entry_day, 60.0, 7.0, key)
        assert paths[customer].tolist() == walked + [UNSEEN] * (paths.shape[1] - len(walked))
        assert last_states(paths)[customer] == walked[-1]


def test_a_move_without_chance_is_never_made():
    paths = state_paths(INITIAL, TRANSITIONS, 7.0, np.zeros(2000), 700.0, (1, 0))
    made = np.zeros((3, 3), int)
    np.add.at(made, (paths[:, :-1].ravel(), paths[:, 1:].ravel()), 1)
    assert ((made > 0) == (np.array(TRANSITIONS) > 0.0)).all()


def test_the_last_state_takes_what_rounding_leaves():
    """Ten tenths sum to less than one, and the largest uniform may lie above."""
    tenths = (0.1,) * 10
    assert sum(tenths) < 1.0
    paths = state_paths(tenths, (tenths,) * 10, 1.0, np.zeros(1000), 100.0, (1, 0))
    assert paths.max() == 9


@pytest.mark.parametrize("days", [0.1, 7.0, 30.4, 365.25 / 12.0])
def test_a_period_that_begins_on_the_last_day_counts(days):
    for last in range(200):
        end = last * days
        assert periods_begun(days, np.zeros(1), end).tolist() == [last + 1]
        assert periods_begun(days, np.zeros(1), np.nextafter(end, np.inf)).tolist() == [last + 1]
        if last:
            assert periods_begun(days, np.zeros(1), np.nextafter(end, 0.0)).tolist() == [last]


@pytest.mark.parametrize("wrong", [(0.5, 0.4), (), (0.7, 0.7), (1.5, -0.5)])
def test_chances_that_do_not_sum_to_one_are_refused(wrong):
    with pytest.raises(ValidationError):
        TypeAdapter(Distribution).validate_python(wrong)
