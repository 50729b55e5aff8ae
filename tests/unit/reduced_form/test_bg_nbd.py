import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.reduced_form.bg_nbd import BgNbdPopulation, generate

POPULATION = BgNbdPopulation(r=0.243, alpha=4.414, a=0.793, b=2.426, p=6.25, q=3.74, v=15.44)


def history(n=500, end_days=273.0, key=(1, 0), **changes):
    population = BgNbdPopulation(**(POPULATION.model_dump() | changes))
    return generate(population, np.zeros(n), end_days, key)


def columns(generated):
    return [generated.transactions[name].to_numpy() for name in ("customer_id", "time_days", "amount")]


def test_the_same_key_gives_the_same_history_and_another_key_another():
    assert history().transactions.equals(history().transactions)
    assert not history().transactions.equals(history(key=(1, 1)).transactions)


def test_more_customers_change_nothing_for_the_first_ones():
    few, many = history(100), history(500)
    kept = columns(many)[0] < 100
    assert all(np.array_equal(a, b[kept]) for a, b in zip(columns(few), columns(many), strict=True))


def test_a_longer_history_begins_with_the_shorter_one():
    short, long = history(end_days=100.0), history(end_days=200.0)
    early = columns(long)[1] <= 100.0
    assert all(np.array_equal(a, b[early]) for a, b in zip(columns(short), columns(long), strict=True))


def test_everybody_buys_first_on_entering_and_nothing_after_the_end():
    entry = np.linspace(0.0, 80.0, 300)
    generated = generate(POPULATION, entry, 273.0, (1, 0))
    customer, time_days, amount = columns(generated)
    assert np.array_equal(time_days[np.searchsorted(customer, np.arange(300))], entry)
    assert time_days.max() <= 273.0
    assert (amount > 0.0).all()
    assert (np.diff(customer.astype(np.int64)) >= 0).all()


def test_those_who_dropped_out_made_a_repeat_purchase():
    generated = history()
    repeats = np.bincount(columns(generated)[0].astype(np.int64), minlength=500) - 1
    assert (repeats[~generated.is_alive] >= 1).all()


def test_certain_dropout_allows_one_repeat_purchase():
    generated = history(a=1e6, b=1e-6, alpha=0.1, r=5.0)
    assert np.bincount(columns(generated)[0].astype(np.int64)).max() == 2
    assert not generated.is_alive.any()


def test_without_dropout_all_are_alive():
    assert history(a=1e-6, b=1e6).is_alive.all()


@pytest.mark.parametrize("entry", [-1.0, 300.0, np.nan])
def test_entry_outside_the_history_is_refused(entry):
    with pytest.raises(InputError, match="customer 1 enters"):
        generate(POPULATION, np.array([0.0, entry]), 273.0, (1, 0))
