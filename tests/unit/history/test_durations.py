import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.history.durations import Durations, durations_from_start


def test_causes_are_counted_and_those_still_there_are_none():
    durations = durations_from_start([2.5, 1.0, 4.0], [0, 3, 1])
    assert durations.n_customers == 3
    assert durations.n_causes == 3
    assert durations.has_left.tolist() == [False, True, True]
    assert durations.entry.tolist() == [0.0, 0.0, 0.0]


def test_nobody_is_no_fault():
    durations = durations_from_start([], [])
    assert (durations.n_customers, durations.n_causes) == (0, 0)


@pytest.mark.parametrize(
    ("entry", "duration", "cause", "told"),
    [
        ([0.0, 0.0], [1.0, 0.0], [1, 1], r"row 1: has a duration of 0\.0"),
        ([0.0, 0.0], [1.0, np.nan], [1, 1], r"row 1: has a duration of nan"),
        ([0.0, 0.0], [np.inf, 1.0], [1, 1], r"row 0: has a duration of inf"),
        ([-1.0, 0.0], [1.0, 1.0], [1, 1], r"row 0: has an entry at -1\.0"),
        ([0.0, np.nan], [1.0, 1.0], [1, 1], r"row 1: has an entry at nan"),
        ([0.0, 1.0], [1.0, 1.0], [1, 1], r"row 1: has no time under observation: an entry at 1\.0"),
        ([0.0, 0.0], [1.0, 1.0], [1, -1], r"row 1: has a cause -1"),
        ([0.0], [1.0, 1.0], [1, 1], r"shapes"),
    ],
)
def test_what_cannot_be_is_told(entry, duration, cause, told):
    with pytest.raises(InputError, match=told):
        Durations(np.array(entry), np.array(duration), np.array(cause))


def test_a_cause_between_two_numbers_is_told():
    with pytest.raises(InputError, match=r"row 1: has cause 0\.5"):
        durations_from_start([1, 1], [1, 0.5])


def test_durations_cannot_be_written_to_and_their_source_can():
    mine = np.array([1.0, 2.0])
    durations = durations_from_start(mine, [1, 0])
    with pytest.raises(ValueError, match="read-only"):
        durations.duration[0] = 3.0
    mine[0] = 3.0
