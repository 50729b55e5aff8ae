import numpy as np
import pytest
from pydantic import ValidationError

from hooper.foundation.random_words import words
from hooper.reduced_form.hidden_markov import HiddenMarkovPopulation
from hooper.reduced_form.purchases_in_states import BernoulliPurchases, PoissonPurchases
from tests.unit.reduced_form.populations import HIDDEN, HIDDEN_VISITS, columns, draw

RATES = np.array(HIDDEN.purchases.mean_purchases)


def population(**changes):
    return HIDDEN.model_copy(update=changes)


def test_poisson_purchases_are_unit_waits_on_the_clock_of_the_states():
    """The twin turns the sums of the waits into days through the whole of each customer's own clock."""
    entry = np.linspace(0.0, 50.0, 60)
    generated = draw("hidden_markov", entry, 300.0, key=(8, 9))
    customer, time_days, _ = columns(generated.transactions)
    for who in range(60):
        seen = generated.traits.states[who][generated.traits.states[who] < 3]
        clock = np.concatenate([[0.0], np.cumsum(RATES[seen])])
        word = words((8, 9), who, 0, np.arange(400), 81)[0]
        arrivals = np.cumsum(-np.log((word + 0.5) / 2**32))
        arrivals = arrivals[arrivals < clock[-1]]
        days = entry[who] + 7.0 * np.interp(arrivals, clock, np.arange(clock.size))
        assert time_days[customer == who] == pytest.approx(days[days <= 300.0], rel=1e-9)


def test_visits_happen_on_the_first_day_of_a_period_with_the_chance_of_its_state():
    entry = np.linspace(0.0, 50.0, 60)
    generated = draw("hidden_markov", entry, 300.0, key=(8, 9), population=HIDDEN_VISITS)
    customer, time_days, _ = columns(generated.transactions)
    chances = HIDDEN_VISITS.purchases.mean_purchases
    for who in range(60):
        word = words((8, 9), who, 0, np.arange(generated.traits.states.shape[1]), 84)[0]
        states = generated.traits.states[who]
        periods = [t for t, g in enumerate(states) if g < 3 and (word[t] + 0.5) / 2**32 < chances[g]]
        assert time_days[customer == who].tolist() == [entry[who] + 30.4 * t for t in periods]


def test_a_state_without_purchases_sells_nothing():
    silent = population(purchases=PoissonPurchases(per_period=(0.0, 0.0, 5.0)))
    generated = draw("hidden_markov", np.zeros(500), population=silent)
    customer, time_days, _ = columns(generated.transactions)
    period = np.minimum((time_days / 7.0).astype(int), generated.traits.states.shape[1] - 1)
    assert (generated.traits.states[customer.astype(int), period] == 2).all()


def test_alive_is_who_can_still_reach_a_state_with_purchases():
    """0 and 1 trap each other; only 2 buys, 3 leads to it, and 4 leads to 3."""
    chain = HiddenMarkovPopulation(
        initial=(0.2, 0.2, 0.2, 0.2, 0.2),
        transitions=(
            (0.5, 0.5, 0.0, 0.0, 0.0),
            (0.5, 0.5, 0.0, 0.0, 0.0),
            (0.4, 0.2, 0.4, 0.0, 0.0),
            (0.0, 0.0, 0.5, 0.5, 0.0),
            (0.0, 0.0, 0.0, 0.1, 0.9),
        ),
        purchases=BernoulliPurchases(probability=(0.0, 0.0, 0.7, 0.0, 0.0)),
        period_days=7.0,
    )
    generated = draw("hidden_markov", np.zeros(200), 21.0, population=chain)
    assert np.array_equal(generated.is_alive, generated.traits.states[:, -1] >= 2)
    assert np.unique(generated.traits.states[:, -1]).tolist() == [0, 1, 2, 3, 4]


def test_purchases_are_read_by_the_name_of_their_numbers():
    values = HIDDEN.model_dump()
    assert HiddenMarkovPopulation.model_validate(values) == HIDDEN
    visits = values | {"purchases": {"probability": (0.1, 0.2, 0.3)}}
    assert isinstance(HiddenMarkovPopulation.model_validate(visits).purchases, BernoulliPurchases)


@pytest.mark.parametrize(
    "changes",
    [
        {"initial": (0.5, 0.5)},
        {"transitions": HIDDEN.transitions[:2]},
        {"transitions": ((1.0,),) * 3},
        {"purchases": {"per_period": (1.0, 2.0)}},
        {"purchases": {"probability": (0.1, 0.2, 1.3)}},
    ],
)
def test_numbers_of_states_that_disagree_are_refused(changes):
    with pytest.raises(ValidationError):
        HiddenMarkovPopulation.model_validate(HIDDEN.model_dump() | changes)


def test_more_states_than_a_path_can_hold_are_refused():
    even = (1.0 / 256,) * 256
    with pytest.raises(ValidationError):
        HiddenMarkovPopulation(
            initial=even,
            transitions=(even,) * 256,
            purchases=PoissonPurchases(per_period=even),
            period_days=7.0,
        )
