"""What a strategy is shown at a review is what an estimator would read in the log up to that day."""

from typing import ClassVar

import numpy as np
import pytest

from hooper.history.customer_summary import summarise
from hooper.history.observed import Observed
from hooper.strategies.actions import Actions
from tests.small_worlds import retail, run_with, subscription

WORLDS = {
    "retail": (retail, {}, 60),
    "subscription": (subscription, {}, 30),
    "busy days": (retail, {"period": "day"}, 60),
}


class Keeper:
    """Keeps every view it is shown."""

    name: ClassVar[str] = "keeper"
    source: ClassVar[str] = "a test"
    sees_truth: ClassVar[bool] = False
    fits_models: ClassVar[bool] = False

    def __init__(self):
        self.views = []

    def decide(self, view, budget, draws):
        del budget, draws
        assert view.known is view.known, "it is summarised once"
        self.views.append(view)
        return Actions()


@pytest.mark.parametrize("world", WORLDS)
def test_the_view_of_every_review_equals_the_summary_of_the_log_so_far(world):
    make, sections, periods = WORLDS[world]
    keeper = Keeper()
    often = {"buyer": {"rate_mean_per_month": 12.0}}
    simulated = run_with(keeper, make(400, **often, **sections), periods)
    assert len(keeper.views) > 2
    for view in keeper.views[1:]:
        seen = view.summary
        transactions = simulated.history.observed.transactions
        so_far = transactions.filter(transactions["time_days"].to_numpy() <= seen.cut_days)
        expected = summarise(Observed(so_far, seen.cut_days))
        order = np.argsort(seen.customer_id)
        assert expected.frequency.max() > 3
        for name in ("customer_id", "frequency", "recency", "age", "spend_count", "first_time_days"):
            np.testing.assert_array_equal(getattr(seen, name)[order], getattr(expected, name), err_msg=name)
        for name in ("mean_spend", "total_spend"):
            np.testing.assert_allclose(
                getattr(seen, name)[order], getattr(expected, name), rtol=1e-13, err_msg=name
            )
