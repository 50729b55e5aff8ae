import importlib.util
from pathlib import Path

import numpy as np
import pytest

from hooper.lifetime_value.customer_bins import CustomerBins
from hooper.lifetime_value.tracking import Tracking
from hooper.report import figures


@pytest.fixture(scope="session")
def content():
    """The made-up study; loaded by path, since test files are no package."""
    path = Path(__file__).with_name("example_content.py")
    spec = importlib.util.spec_from_file_location("example_content", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.example_content()


@pytest.fixture(scope="session")
def draw_checks():
    """A function that draws, at a width, how made-up models did on a made-up log."""
    rng = np.random.default_rng(23)
    rate = rng.gamma(0.4, 2.0, 1500)
    before, actual = (rng.poisson(rate).astype(np.float64) for _ in range(2))
    predicted = {"bg_nbd": 0.6 + 0.6 * before, "mbg_nbd": 0.5 + 0.6 * before, "my_model": 0.1 + before}
    weeks = np.arange(78.0)
    pace = 90.0 * np.exp(-weeks / 60.0) * np.minimum(weeks / 12.0, 1.0)
    tracked = Tracking(
        period_days=7.0,
        cut_days=272.0,
        ends_days=7.0 * weeks + 6.0,
        actual=rng.poisson(pace),
        expected={"bg_nbd": pace, "pareto_nbd": 1.03 * pace},
    )
    seven = CustomerBins((*"0123456", "7+"), np.minimum(before, 7.0).astype(np.int64))
    weekly = CustomerBins(tuple(f"{4 * k}-{4 * k + 4}" for k in range(10)), rng.integers(0, 10, 1500))
    made = seven.customers.astype(np.float64)
    expected = {"bg_nbd": 1.05 * made, "mbg_nbd": 0.97 * made}

    def draw(width):
        return {
            "tracking": figures.tracking(tracked, width),
            "frequency_check": figures.frequency_check(seven, expected, width),
            "conditional_expectations": figures.conditional_expectations(
                weekly, actual, predicted, "weeks since the last purchase", width
            ),
            "holdout_ranking": figures.holdout_ranking(predicted["bg_nbd"], actual, "purchases", width),
        }

    return draw
