from typing import Any

import numpy as np
import pytest
import xarray as xr

CAUSES = ["service", "staff", "quality", "assortment", "value", "rival", "natural"]


@pytest.fixture
def outcome():
    """Three strategies in four replications: loyalty gains 30, discount loses 10, per world."""
    names = ["no_intervention", "discount", "loyalty"]
    equity = np.array([[100.0, 200, 300, 400], [91, 189, 290, 390], [129, 231, 331, 429]])
    scalar = {"equity": equity, "equity_beyond_horizon": equity / 10, "retention": 0.5 + equity / 10_000}
    scalar |= {"customers_held": equity * 10, "revenue": equity * 5, "mean_satisfaction": equity * 0}
    scalar |= {"budget": equity * 0 + 50, "refused": equity * 0 + 2}
    scalar |= {"strategy_spend": np.repeat([[0.0], [20.0], [15.0]], 4, axis=1)}
    variables: dict[str, Any] = {name: (("strategy", "replication"), own) for name, own in scalar.items()}
    leaks = np.broadcast_to(np.arange(7.0), (3, 4, 7))
    variables["leaks"] = (("strategy", "replication", "cause"), leaks)
    over_time = ("strategy", "replication", "period")
    variables["active"] = (over_time, np.zeros((3, 4, 6)))
    # All is earned in the third period after the branch, and spent in the first.
    variables["discounted_profit"] = (over_time, equity[:, :, None] * np.array([0.0, 0, 0, 0, 1, 0]))
    spend = scalar["strategy_spend"]
    variables["discounted_spend"] = (over_time, spend[:, :, None] * np.array([0.0, 0, 1, 0, 0, 0]))
    coordinates = {"strategy": names, "replication": np.arange(4), "period": np.arange(6), "cause": CAUSES}
    return xr.Dataset(variables, coordinates, {"branch_period": 2})
