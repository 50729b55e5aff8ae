import numpy as np

from hooper.foundation.units import DAYS_PER_YEAR
from hooper.reduced_form.bg_bb import BgBbPopulation
from tests.unit.reduced_form.populations import POPULATIONS, columns, draw, purchases_of

SURE = {"alpha": 1e9, "beta": 1e-9}
STAYS = {"gamma": 1e-9, "delta": 1e9}
GOES = {"gamma": 1e9, "delta": 1e-9}


def history(changes, end_days=60.0):
    values = POPULATIONS["bg_bb"].model_dump() | {"opportunity_days": 10.0} | changes
    return draw("bg_bb", np.zeros(500), end_days, population=BgBbPopulation(**values))


def test_purchases_fall_on_opportunities_counted_from_the_entry():
    generated = draw("bg_bb", np.full(500, 3.5), 160.0)
    days = 3.5 + DAYS_PER_YEAR / 12 * np.arange(6)
    assert np.unique(columns(generated.transactions)[1]).tolist() == days.tolist()


def test_who_always_buys_and_never_leaves_takes_every_opportunity():
    generated = history(SURE | STAYS)
    assert (purchases_of(generated, 500) == 7).all()
    assert generated.is_alive.all()


def test_who_leaves_at_once_has_no_opportunity():
    """They leave before the first opportunity, not after it."""
    generated = history(SURE | GOES)
    assert (purchases_of(generated, 500) == 1).all()
    assert not generated.is_alive.any()
    assert history(SURE | GOES, end_days=9.0).is_alive.all()


def test_who_always_buys_does_so_until_leaving():
    generated = history(SURE)
    missed = generated.traits.missed_opportunity
    assert np.array_equal(purchases_of(generated, 500), np.minimum(missed, 7.0))
    assert np.array_equal(generated.is_alive, missed > 6.0)
