"""Histories and experiments that are written by hand."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest

from hooper.history.observed import SCHEMAS, TRANSACTIONS, Observed
from hooper.targeting.experiment import Experiment
from hooper.targeting.features_at_review import FeaturesAtReview


@pytest.fixture(scope="session")
def observed() -> Callable[..., Observed]:
    """A function from orders (customer, day, amount), weeks and rows of other tables to what was observed."""

    def build(orders, weeks, **others):
        columns = zip(*sorted(orders), strict=True)
        told = dict(zip(("customer_id", "time_days", "amount"), columns, strict=True))
        tables = {
            name: pa.table(
                dict(zip(SCHEMAS[name].names, zip(*rows, strict=True), strict=True)), SCHEMAS[name]
            )
            for name, rows in others.items()
        }
        return Observed(pa.table(told, TRANSACTIONS), 7.0 * weeks, others=tables)

    return build


@pytest.fixture(scope="session")
def made_up() -> Callable[..., Experiment]:
    """A function from a seed, a size and an effect of the features to an experiment with noise."""

    def build(seed, customers, effect, features=3, noise=1.0):
        rng = np.random.default_rng(seed)
        values = rng.normal(size=(customers, features))
        treated = rng.random(customers) < 0.5
        outcome = values[:, 0] + np.where(treated, effect(values), 0.0) + noise * rng.normal(size=customers)
        known = FeaturesAtReview(
            np.arange(customers, dtype=np.uint64), tuple(f"x{k}" for k in range(features)), values
        )
        return Experiment(known, treated, {"spend": outcome}, 13, 91.0, 91.0, 0)

    return build
