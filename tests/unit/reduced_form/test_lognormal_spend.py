import numpy as np
import pytest
from scipy import stats

from hooper.foundation.errors import InputError
from hooper.foundation.random_words import words
from hooper.reduced_form.lognormal_spend import LognormalSpendPopulation, draw_mean_amounts, with_amounts
from tests.unit.reduced_form.populations import columns, draw

SPEND = LognormalSpendPopulation(median_amount=26.9, sigma=0.56, tau=0.47)


def test_amounts_are_put_on_the_purchases_and_move_none():
    bare = draw("bg_nbd", np.zeros(200))
    spent = with_amounts(bare, SPEND, (1, 0))
    assert np.isnan(bare.mean_amount).all()
    assert (columns(spent.transactions)[2] > 0.0).all()
    assert spent.transactions.drop_columns("amount").equals(bare.transactions.drop_columns("amount"))
    assert spent.transactions.schema == bare.transactions.schema
    assert spent.traits is bare.traits


def test_the_mean_amount_of_a_customer_depends_neither_on_the_purchases_nor_on_the_others():
    means = [
        with_amounts(draw(name, np.zeros(50)), SPEND, (1, 0)).mean_amount for name in ("bg_nbd", "bg_bb")
    ]
    assert np.array_equal(means[0], means[1])
    assert np.array_equal(means[0], draw_mean_amounts(SPEND, 80, (1, 0))[:50])


def test_an_amount_is_the_quantile_of_its_own_word():
    history = with_amounts(draw("bg_nbd", np.zeros(40), key=(3, 4)), SPEND, (7, 2))
    customer, _, amount = columns(history.transactions)
    numbers = [int((customer[:i] == c).sum()) for i, c in enumerate(customer)]
    for who, number, what in zip(customer.tolist(), numbers, amount, strict=True):
        mean_word, amount_word = (words((7, 2), who, 0, n, d)[0, 0] for n, d in ((0, 85), (number, 86)))
        own = stats.lognorm.ppf((float(mean_word) + 0.5) / 2**32, SPEND.tau, scale=SPEND.median_amount)
        expected = stats.lognorm.ppf((float(amount_word) + 0.5) / 2**32, SPEND.sigma, scale=own)
        assert what == pytest.approx(expected, rel=1e-9)
        assert history.mean_amount[who] == pytest.approx(stats.lognorm.mean(SPEND.sigma, scale=own), rel=1e-9)


def test_a_longer_history_keeps_the_amounts_it_had():
    short, long = (
        with_amounts(draw("bg_nbd", np.zeros(200), end_days=days), SPEND, (1, 0)) for days in (100.0, 200.0)
    )
    early = columns(long.transactions)[1] <= 100.0
    assert np.array_equal(columns(short.transactions)[2], columns(long.transactions)[2][early])


def test_amounts_are_drawn_once():
    history = with_amounts(draw("bg_nbd", np.zeros(20)), SPEND, (1, 0))
    with pytest.raises(InputError, match="have amounts"):
        with_amounts(history, SPEND, (1, 0))
