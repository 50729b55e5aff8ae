import numpy as np
import pytest

from hooper.cli.customer_life import life_of
from hooper.foundation.errors import InputError
from hooper.foundation.units import DAYS_PER_WEEK
from hooper.mechanisms.defection import CAUSES
from hooper.mechanisms.life_stages import GONE
from hooper.strategies.risk_targeted_offer import RiskTargetedOffer
from tests.small_worlds import retail, run_with


@pytest.fixture(scope="module")
def history():
    return run_with(RiskTargetedOffer(), retail(200), 40, grant=500.0).history


def counted(table, **columns):
    """Return how many rows of a table belong to each customer, where columns have values below a limit."""
    kept = np.ones(table.num_rows, bool)
    for name, limit in columns.items():
        kept &= table[name].to_numpy() < limit
    ids, counts = np.unique(table["customer_id"].to_numpy()[kept], return_counts=True)
    return dict(zip(ids.tolist(), counts.tolist(), strict=True))


def test_lives_together_hold_every_row_of_the_history(history):
    lives = {
        each: life_of(each, history, DAYS_PER_WEEK)
        for each in history.truth.traits["customer_id"].to_pylist()
    }
    tables = {
        "entry": counted(history.truth.traits),
        "purchase": counted(history.observed.transactions),
        "service_case": counted(history.observed.others["service_cases"]),
        "contact": counted(history.observed.others["contacts"]),
        "referral": counted(history.observed.others["referrals"]),
        "stage": counted(history.truth.stage_moves, stage=GONE),
        "exit": counted(history.truth.exits),
    }
    for event, counts in tables.items():
        told = {each: sum(one.event == event for one in life.events) for each, life in lives.items()}
        assert {each: count for each, count in told.items() if count} == counts, event
    assert all(tables.values()), "every kind of event occurs in this world"


def test_a_life_is_in_order_and_ends_with_its_exit(history):
    row = history.truth.exits.slice(0, 1).to_pylist()[0]
    life = life_of(row["customer_id"], history, DAYS_PER_WEEK)
    assert [event.day for event in life.events] == sorted(event.day for event in life.events)
    own = [event for event in life.events if event.event != "contact"]  # the firm writes to who has left, too
    assert own[-1].event == "exit"
    assert own[-1].detail == f"cause: {CAUSES[row['cause']]}"
    assert own[-1].day == (row["period"] + 1) * DAYS_PER_WEEK


def test_who_is_not_there_is_answered_with_the_nearest_id(history):
    with pytest.raises(InputError, match="the nearest id is 199"):
        life_of(1000, history, DAYS_PER_WEEK)
