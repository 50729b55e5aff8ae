from datetime import date

import pytest

from hooper.foundation.errors import InputError
from hooper.history.calendar import end_of_day, is_daily, seen_until


def test_the_end_of_a_day_in_a_log_of_whole_days_is_the_day(history):
    observed = history([(0, 0.0, 1.0), (0, 30.0, 1.0)], 30.0, date(2020, 1, 1))
    assert is_daily(observed)
    assert end_of_day(observed, date(2020, 1, 11)) == 10.0
    assert seen_until(observed) == 31.0


def test_the_end_of_a_day_in_a_log_with_times_is_before_the_next_midnight(history):
    observed = history([(0, 0.5, 1.0), (0, 11.0, 1.0)], 30.0, date(2020, 1, 1))
    assert not is_daily(observed)
    assert 10.999 < end_of_day(observed, date(2020, 1, 11)) < 11.0
    assert seen_until(observed) == 30.0


def test_a_day_outside_the_log_is_refused(history):
    observed = history([(0, 0.0, 1.0)], 30.0, date(2020, 1, 1))
    with pytest.raises(InputError, match="outside the log"):
        end_of_day(observed, date(2020, 3, 1))


def test_a_simulated_history_has_no_calendar(history):
    with pytest.raises(InputError, match="no dates"):
        end_of_day(history([(0, 0.0, 1.0)], 30.0), date(2020, 1, 1))
