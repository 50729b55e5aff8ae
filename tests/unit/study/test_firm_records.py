"""What the firm of a simulated world knows when it divides its customers."""

import numpy as np
import pytest

from hooper.engine.simulate import simulate
from hooper.scenario import presets
from hooper.segmentation.catalogue import get
from hooper.study.firm_records import firm_records


@pytest.fixture(scope="module")
def world():
    return presets.load("loyalty_card", ["founders.customers=300"])


@pytest.fixture(scope="module")
def lived(world):
    return simulate(world, 12)


def test_it_knows_profiles_and_products_and_nothing_from_after_the_cut(world, lived):
    cut = 6 * world.period_days
    records = firm_records(lived, world, cut)
    lines = records.table("product_lines")
    bought = lived.history.observed.column("time_days") <= cut
    assert lines.num_rows == np.count_nonzero(bought)
    assert set(lines["product"].to_pylist()) <= {each.name for each in world.assortment.products}
    assert records.traits().num_rows == records.n_customers
    assert records.period_days == world.period_days


def test_schemes_of_products_and_people_find_what_they_need(world, lived):
    records = firm_records(lived, world, 12 * world.period_days)
    for name in ("main_product", "demographic", "credit_grades", "emotional_loyalty_classes"):
        scheme = get(name)
        assert scheme.assign(records, scheme.settings()).status == "ok"


def test_a_firm_without_products_has_no_lines_of_them():
    plain = presets.load("default", ["founders.customers=100"])
    records = firm_records(simulate(plain, 3), plain, 3 * plain.period_days)
    assert not records.has_table("product_lines")
    assert records.profiles is None
