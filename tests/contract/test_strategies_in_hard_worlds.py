"""Strategies where there is little to go by: nobody came back, models cannot be fitted, all have left."""

import numpy as np
import pytest

from hooper.strategies import catalogue
from hooper.strategies.draws import Draws
from tests.made_views import budget, made_view

# An oracle looks behind the view, and there is nothing behind one that is made by hand.
SEEING = [strategy for strategy in catalogue.STRATEGIES if not strategy.sees_truth]
EVERY = pytest.mark.parametrize("strategy", SEEING, ids=[strategy.name for strategy in SEEING])
DRAWS = Draws((5, 0), 26)
HARD = {
    "everybody has just come": lambda: made_view([0] * 30, [0.0] * 30, [9.0] * 30, age=0.0),
    "nobody came back": lambda: made_view([0] * 30, [0.0] * 30, [9.0] * 30),
    "nobody spent anything": lambda: made_view([3] * 30, [20.0] * 30, [0.0] * 30),
    "all are alike": lambda: made_view([3] * 30, [20.0] * 30, [120.0] * 30),
    "all have left": lambda: made_view([3] * 30, [20.0] * 30, [120.0] * 30, ended_days=[300.0] * 30),
    "all are members": lambda: made_view([3] * 30, [20.0] * 30, [120.0] * 30, enrolled=[1.0] * 30),
}


@EVERY
@pytest.mark.parametrize("world", HARD)
def test_it_decides_all_the_same(strategy, world):
    view = HARD[world]()
    actions = strategy().decide(view, budget(20.0), DRAWS)
    assert np.isfinite(actions.costs).all()
    assert actions.costs.sum() <= 20.0


@EVERY
def test_who_comes_first_does_not_depend_on_the_order_of_the_customers(strategy):
    """Lots hang on ids: of customers in another order the same get the same."""
    n = 60
    columns = (np.arange(n) % 7, 3.0 * (np.arange(n) % 7), 20.0 + 7.0 * (np.arange(n) % 13))
    straight = made_view(*columns)
    turned = np.arange(n)[::-1].copy()
    known = straight.known
    back = made_view(*(column[::-1] for column in columns)).known
    back = type(known)(
        known.summary.take(turned),
        *(
            getattr(known, name)[turned]
            for name in ("service_cases", "contacts", "enrolled", "ended_days", "reason_told")
        ),
    )
    view = type(straight)(lambda: back, 1000.0, 0.0, 0.0)

    def chosen(seen):
        actions = strategy().decide(seen, budget(20.0), DRAWS)
        ids = seen.summary.customer_id[actions.rows]
        return list(zip(ids.tolist(), actions.levers.tolist(), actions.costs.tolist(), strict=True))

    assert chosen(view) == chosen(straight)
