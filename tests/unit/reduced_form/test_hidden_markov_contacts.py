import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from scipy.special import expit
from scipy.stats import norm

from hooper.foundation.errors import InputError
from hooper.foundation.random_words import words
from hooper.reduced_form.hidden_markov_contacts import HiddenMarkovContactsPopulation, generate
from hooper.reduced_form.state_paths import UNSEEN
from tests.unit.reduced_form.populations import HIDDEN_CONTACTS as POPULATION
from tests.unit.reduced_form.populations import columns, equal_columns

entries = st.lists(st.floats(0.0, 100.0), max_size=20)


def test_every_customer_walks_as_the_ordered_logit_says_on_the_words_of_their_own():
    entry = np.linspace(0.0, 50.0, 40)
    traits = generate(POPULATION, entry, 200.0, (8, 9)).traits
    for who in range(40):
        state = None
        for period in range(int((traits.states[who] < UNSEEN).sum())):
            uniforms = (words((8, 9), who, 0, period, 96)[:2, 0] + 0.5) / 2**32
            contacts = uniforms < (0.3, 0.1) if period else np.zeros(2, bool)
            assert traits.contacts[who, period].tolist() == contacts.tolist()
            if state is None:
                up_to = np.cumsum(POPULATION.initial)[:2]
            else:
                pull = np.array(POPULATION.coefficients[state]) @ contacts
                up_to = expit(np.array(POPULATION.thresholds[state]) - pull)
            state = int(((words((8, 9), who, 0, period, 83)[0, 0] + 0.5) / 2**32 > up_to).sum())
            assert traits.states[who, period] == state


def test_contacts_are_as_frequent_as_due_and_none_comes_before_the_first_period():
    """Each kind within what 20,000 customers leave once in 1e5 (two-sided)."""
    contacts = generate(POPULATION, np.zeros(20_000), 35.0, (3, 0)).traits.contacts
    assert not contacts[:, 0].any()
    tries = contacts[:, 1:, 0].size
    for kind, chance in enumerate(POPULATION.contact_probabilities):
        error = contacts[:, 1:, kind].mean() - chance
        assert abs(error) < norm.isf(5e-6) * np.sqrt(chance * (1.0 - chance) / tries)


@settings(max_examples=25)
@given(entry=entries, more=entries, end=st.floats(100.0, 300.0))
def test_a_larger_population_begins_with_the_smaller_one(entry, more, end):
    few, many = (generate(POPULATION, np.array(e), end, (5, 1)) for e in (entry, entry + more))
    kept = columns(many.transactions)[0] < len(entry)
    assert equal_columns(columns(few.transactions), [c[kept] for c in columns(many.transactions)])
    periods = few.traits.states.shape[1]
    assert np.array_equal(few.traits.contacts, many.traits.contacts[: len(entry), :periods])


def test_a_longer_history_begins_with_the_shorter_one():
    short, long = (generate(POPULATION, np.zeros(50), end, (5, 1)) for end in (100.0, 300.0))
    early = columns(long.transactions)[1] <= 100.0
    assert equal_columns(columns(short.transactions), [c[early] for c in columns(long.transactions)])


def test_contacts_that_do_nothing_leave_every_state_as_it_was():
    without = POPULATION.model_copy(update={"coefficients": ((0.0, 0.0),) * 3})
    rare = without.model_copy(update={"contact_probabilities": (0.0, 0.0)})
    one, other = (generate(p, np.zeros(100), 200.0, (5, 1)).traits for p in (without, rare))
    assert np.array_equal(one.states, other.states)
    assert one.contacts.any()
    assert not other.contacts.any()


def test_entry_outside_the_history_is_refused():
    with pytest.raises(InputError, match="customer 1 enters"):
        generate(POPULATION, np.array([0.0, 300.0]), 200.0, (1, 0))


@pytest.mark.parametrize(
    "changes",
    [
        {"initial": (0.5, 0.5)},
        {"thresholds": ((2.0,), (1.0,), (0.0,))},
        {"thresholds": ((2.0, 1.0), (-1.5, 2.0), (-3.5, -1.5))},
        {"coefficients": ((1.0,), (1.0,), (1.0,))},
        {"contact_probabilities": (0.3, 1.1)},
        {"contact_probabilities": (0.1,) * 5, "coefficients": ((0.1,) * 5,) * 3},
    ],
)
def test_sizes_that_disagree_and_thresholds_that_fall_are_refused(changes):
    with pytest.raises(ValidationError):
        HiddenMarkovContactsPopulation.model_validate(POPULATION.model_dump() | changes)
