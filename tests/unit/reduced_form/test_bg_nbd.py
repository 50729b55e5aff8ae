import numpy as np

from hooper.reduced_form.bg_nbd import BgNbdPopulation
from tests.unit.reduced_form.populations import POPULATIONS, columns, draw, purchases_of


def history(**changes):
    population = BgNbdPopulation(**(POPULATIONS["bg_nbd"].model_dump() | changes))
    return draw("bg_nbd", np.zeros(500), population=population)


def test_everybody_buys_first_on_entering():
    entry = np.linspace(0.0, 80.0, 300)
    customer, time_days, _ = columns(draw("bg_nbd", entry).transactions)
    assert np.array_equal(time_days[np.searchsorted(customer, np.arange(300))], entry)


def test_those_who_dropped_out_made_their_last_repeat_purchase():
    generated = history()
    repeats = purchases_of(generated, 500) - 1
    gone = ~generated.is_alive
    assert np.array_equal(repeats[gone], generated.traits.last_repeat[gone])
    assert (repeats[generated.is_alive] < generated.traits.last_repeat[generated.is_alive]).all()
    assert (generated.traits.last_repeat >= 1.0).all()


def test_certain_dropout_allows_one_repeat_purchase():
    generated = history(a=1e6, b=1e-6, alpha=0.1, r=5.0)
    assert purchases_of(generated, 500).max() == 2
    assert not generated.is_alive.any()


def test_without_dropout_all_are_alive():
    assert history(a=1e-6, b=1e6).is_alive.all()
