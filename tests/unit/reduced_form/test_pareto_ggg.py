import numpy as np
import pytest

from hooper.reduced_form import pareto_ggg
from hooper.reduced_form.pareto_ggg import ParetoGggPopulation
from tests.unit.reduced_form.populations import POPULATIONS, columns, draw, equal_columns


def with_regularity(monkeypatch, regularity):
    monkeypatch.setattr(pareto_ggg, "gamma", lambda shape, rate, uniform: np.full(uniform.size, regularity))
    return draw("pareto_ggg", np.zeros(3000))


def test_with_regularity_one_it_is_the_pareto_nbd_purchase_by_purchase(monkeypatch):
    regular = with_regularity(monkeypatch, 1.0)
    plain = draw("pareto_nbd", np.zeros(3000))
    one, other = columns(regular.transactions), columns(plain.transactions)
    assert np.array_equal(one[0], other[0])
    assert np.allclose(one[1], other[1], rtol=1e-12, atol=0.0)
    assert np.array_equal(regular.is_alive, plain.is_alive)


def test_without_regularity_one_it_is_another(monkeypatch):
    regular = with_regularity(monkeypatch, 1.1)
    plain = draw("pareto_nbd", np.zeros(3000))
    assert not equal_columns(columns(regular.transactions), columns(plain.transactions))


def test_great_regularity_is_a_clock(monkeypatch):
    ticking = with_regularity(monkeypatch, 1e8)
    customer, time_days, _ = columns(ticking.transactions)
    customer = customer.astype(np.int64)
    waits = np.diff(time_days)[np.diff(customer) == 0] / 7.0
    mean_wait = 1.0 / ticking.traits.rate_per_week[customer[1:][np.diff(customer) == 0]]
    assert waits.size > 1000
    assert np.abs(waits / mean_wait - 1.0).max() < 1e-3


def test_who_lives_is_the_same_with_any_regularity():
    regular, plain = draw("pareto_ggg", np.zeros(500)), draw("pareto_nbd", np.zeros(500))
    assert np.array_equal(regular.traits.lifetime_weeks, plain.traits.lifetime_weeks)
    assert np.array_equal(regular.traits.rate_per_week, plain.traits.rate_per_week)


def test_clusters_without_a_mean_size_are_refused():
    values = POPULATIONS["pareto_ggg"].model_dump()
    with pytest.raises(ValueError, match="greater than 1"):
        ParetoGggPopulation(**(values | {"t": 1.0}))
