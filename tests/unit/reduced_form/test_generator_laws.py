"""What holds for every history of every model, whatever the entry days, the end and the key."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooper.foundation.errors import InputError
from hooper.reduced_form import catalogue
from hooper.reduced_form.catalogue import TransactionModel
from tests.unit.reduced_form.populations import (
    HIDDEN_VISITS,
    POPULATIONS,
    columns,
    draw,
    equal_columns,
    purchases_of,
)

CASES = [(name, population) for name, population in POPULATIONS.items()] + [("hidden_markov", HIDDEN_VISITS)]
every_model = pytest.mark.parametrize(
    ("name", "population"), CASES, ids=[*POPULATIONS, "hidden_markov_visits"]
)
laws = settings(max_examples=25)
days = st.floats(0.0, 400.0)
entries = st.lists(days, max_size=30)
keys = st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))


def traits(history):
    return [history.is_alive, *vars(history.traits).values()]


@every_model
@laws
@given(entry=entries, more=entries, end=st.floats(400.0, 800.0), key=keys)
def test_a_larger_population_begins_with_the_smaller_one(name, population, entry, more, end, key):
    few = draw(name, entry, end, key, population)
    many = draw(name, entry + more, end, key, population)
    kept = columns(many.transactions)[0] < len(entry)
    assert equal_columns(columns(few.transactions), [c[kept] for c in columns(many.transactions)])
    for one, other in zip(traits(few), traits(many), strict=True):
        assert np.array_equal(one, other[tuple(slice(length) for length in one.shape)])


@every_model
@laws
@given(entry=entries, end=st.floats(400.0, 600.0), longer=st.floats(0.0, 200.0), key=keys)
def test_a_longer_history_begins_with_the_shorter_one(name, population, entry, end, longer, key):
    short = draw(name, entry, end, key, population)
    long = draw(name, entry, end + longer, key, population)
    early = columns(long.transactions)[1] <= end
    assert equal_columns(columns(short.transactions), [c[early] for c in columns(long.transactions)])
    assert (short.is_alive >= long.is_alive).all(), "nobody comes back from the dead"


@every_model
@laws
@given(entry=entries, end=st.floats(400.0, 800.0), key=keys)
def test_purchases_are_sorted_and_lie_between_entry_and_end(name, population, entry, end, key):
    before = np.array(entry)
    history = draw(name, entry, end, key, population)
    customer, time_days, amount = columns(history.transactions)
    customer = customer.astype(np.int64)
    assert np.array_equal(np.lexsort((time_days, customer)), np.arange(customer.size))
    assert (time_days >= before[customer]).all()
    assert (time_days <= end).all()
    assert np.isfinite(amount).all()
    assert history.is_alive.shape == history.mean_amount.shape == history.entry_days.shape == before.shape
    if not name.startswith("hidden_markov"):
        assert (purchases_of(history, before.size) >= 1).all(), "the entry is a purchase"


@every_model
@laws
@given(entry=entries, weeks=st.integers(0, 52), key=keys)
def test_a_life_does_not_depend_on_when_it_begins(name, population, entry, weeks, key):
    """Entry days in sixteenths, so that moving them by whole weeks rounds nothing."""
    start = np.floor(np.array(entry) * 16) / 16
    later = start + 7.0 * weeks
    one = draw(name, start, 500.0, key, population)
    moved = draw(name, later, 500.0 + 7.0 * weeks, key, population)
    customer, time_days, amount = columns(moved.transactions)
    assert np.array_equal(customer, columns(one.transactions)[0])
    assert np.allclose(time_days - 7.0 * weeks, columns(one.transactions)[1], rtol=0.0, atol=1e-9)
    assert np.array_equal(amount, columns(one.transactions)[2])
    assert np.array_equal(one.is_alive, moved.is_alive)


@every_model
def test_another_key_gives_another_history(name, population):
    one, again, other = (
        columns(draw(name, np.zeros(200), key=key, population=population).transactions)
        for key in [(1, 0), (1, 0), (1, 1)]
    )
    assert equal_columns(one, again)
    assert not np.array_equal(one[0], other[0])


@every_model
def test_the_entry_days_are_left_as_they_were(name, population):
    entry = np.linspace(0.0, 80.0, 50)
    entry.flags.writeable = False
    assert draw(name, entry, population=population).entry_days is entry


@every_model
@pytest.mark.parametrize("entry", [-1.0, 300.0, np.nan])
def test_entry_outside_the_history_is_refused(name, population, entry):
    with pytest.raises(InputError, match="customer 1 enters"):
        draw(name, [0.0, entry], population=population)


@every_model
@pytest.mark.parametrize("end", [np.inf, np.nan])
def test_a_history_without_an_end_is_refused(name, population, end):
    with pytest.raises(InputError, match="end_days"):
        draw(name, [0.0], end, population=population)


@pytest.mark.parametrize("model", catalogue.MODELS, ids=catalogue.names())
def test_a_parameter_below_zero_is_refused(model):
    population = POPULATIONS.get(model.name) if isinstance(model, TransactionModel) else None
    values = population.model_dump() if population else dict.fromkeys(model.parameters, 1.0)
    name = next(name for name in reversed(values) if isinstance(values[name], float))
    with pytest.raises(ValueError, match="greater than"):
        model.population(**(values | {name: -1.0}))
