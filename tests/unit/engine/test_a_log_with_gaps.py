"""Business intelligence in a world: lives and books stay whole, and all who look see the same log."""

import numpy as np
import pyarrow as pa
import pytest

from hooper.engine.simulate import simulate
from hooper.history.customer_summary import summarise
from hooper.history.observed import Observed
from hooper.strategies.actions import Actions
from tests.small_worlds import (
    changed,
    default_world,
    digests_however_lived,
    retail,
    run_with,
    subscription,
    tables,
)

WEEKS = 26
WHOLE = {"delay_days": 0.0, "missing_share": 0.0, "amount_noise_log_sd": 0.0}
POOR = {"delay_days": 10.0, "missing_share": 0.2, "amount_noise_log_sd": 0.3}


def seen_by(world, **settings):
    return changed(world, business_intelligence=settings)


@pytest.mark.parametrize("make", [retail, subscription, default_world])
def test_a_log_without_delay_gaps_or_noise_is_as_good_as_none(make):
    world = make(200)
    assert simulate(seen_by(world, **WHOLE), WEEKS).digest == simulate(world, WEEKS).digest


def test_only_the_log_is_poor():
    whole, poor = simulate(retail(300), WEEKS), simulate(seen_by(retail(300), **POOR), WEEKS)
    told, seen = tables(whole), tables(poor)
    assert all(seen[name].equals(table) for name, table in told.items() if name != "transactions")
    assert np.array_equal(poor.books.ledger.accounts, whole.books.ledger.accounts)
    sold, written = told["transactions"], seen["transactions"]
    assert set(written["customer_id"].to_pylist()) == set(sold["customer_id"].to_pylist())
    assert written.num_rows < sold.num_rows
    days = {name: set(table["time_days"].to_pylist()) for name, table in (("of", sold), ("in", written))}
    assert days["in"] < days["of"], "an order has the day on which it was placed"
    first = sold["time_days"].to_numpy()[np.unique(sold["customer_id"].to_numpy(), return_index=True)[1]]
    latest = max(days["in"] - set(first.tolist()))
    assert WEEKS * 7.0 - 17.0 < latest <= WEEKS * 7.0 - 10.0


class Keeper:
    """Keeps every view it is shown."""

    name, source, sees_truth, fits_models = "keeper", "a test", False, False

    def __init__(self):
        self.views = []

    def decide(self, view, budget, draws):
        del budget, draws
        assert view.known
        self.views.append(view)
        return Actions()


def test_a_review_sees_what_is_in_the_log_by_then_and_nothing_younger_than_its_delay():
    keeper = Keeper()
    often = {"buyer": {"rate_mean_per_month": 12.0}}
    log = run_with(keeper, seen_by(retail(300, **often), **POOR), 60).history.observed.transactions
    ids, days = log["customer_id"].to_numpy(), log["time_days"].to_numpy()
    is_first = np.zeros(ids.size, np.bool_)
    is_first[np.unique(ids, return_index=True)[1]] = True
    for view in keeper.views[1:]:
        seen = view.summary
        by_then = np.where(is_first, days, days + POOR["delay_days"]) <= seen.cut_days
        expected = summarise(Observed(log.filter(pa.array(by_then)), seen.cut_days))
        order = np.argsort(seen.customer_id)
        assert expected.frequency.max() > 3
        for name in ("customer_id", "frequency", "recency", "age", "first_time_days"):
            np.testing.assert_array_equal(getattr(seen, name)[order], getattr(expected, name), err_msg=name)
        np.testing.assert_allclose(seen.total_spend[order], expected.total_spend, rtol=1e-13)
        youngest = (seen.first_time_days + 7.0 * seen.recency)[seen.frequency > 0].max()
        assert youngest <= seen.cut_days - POOR["delay_days"] + 1e-9


def test_both_engines_any_threads_and_a_checkpoint_give_the_same_bits(tmp_path):
    world = seen_by(default_world(150), **POOR | {"delay_days": 40.0})
    assert len(digests_however_lived(world, WEEKS, tmp_path)) == 1
