"""What is said against the firm: now by customers, and for a while by those who have left in anger."""

import pytest

from hooper.firm.ill_talk import IllTalk
from hooper.foundation.units import DAYS_PER_MONTH

WEEK = 7.0


@pytest.mark.parametrize("days", [WEEK, DAYS_PER_MONTH])
def test_the_lost_say_in_the_end_all_that_they_have_to_say(days):
    talk = IllTalk(months_after_leaving=3.0, period_days=days)
    assert talk.hear(0.0, of_leaving=12.0) == 0.0, "who leaves now talks afterwards"
    said = [talk.hear(0.0, 0.0) for _ in range(round(60 * DAYS_PER_MONTH / days))]
    assert sum(said) == pytest.approx(12.0)
    assert said == sorted(said, reverse=True)


@pytest.mark.parametrize("days", [WEEK, DAYS_PER_MONTH])
def test_a_share_of_one_over_e_is_still_to_come_after_the_months_that_they_talk(days):
    talk = IllTalk(months_after_leaving=7.0, period_days=days)
    talk.hear(0.0, of_leaving=1.0)
    for _ in range(28 if days == WEEK else 7):
        talk.hear(0.0, 0.0)
    lived = (28 * WEEK if days == WEEK else 7 * DAYS_PER_MONTH) / DAYS_PER_MONTH
    assert talk.to_come == pytest.approx(2.718281828 ** (-lived / 7.0))


def test_customers_are_heard_at_once_and_besides_the_lost():
    talk = IllTalk(months_after_leaving=3.0, period_days=WEEK)
    talk.hear(5.0, of_leaving=10.0)
    said = talk.hear(4.0, 0.0)
    assert talk.heard == 4.0 + said
    assert 0.0 < said < 10.0
