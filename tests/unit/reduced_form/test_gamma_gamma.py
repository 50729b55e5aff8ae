import numpy as np
import pytest
from scipy import stats

from hooper.foundation.errors import InputError
from hooper.foundation.random_words import words
from hooper.reduced_form.gamma_gamma import draw_mean_amounts, with_amounts
from tests.unit.reduced_form.populations import POPULATIONS, SPEND, columns, draw

PURCHASE_MODELS = [name for name in POPULATIONS if name != "markov_stages"]


@pytest.mark.parametrize("name", PURCHASE_MODELS)
def test_amounts_go_with_any_model_of_purchases_and_move_none(name):
    bare = draw(name, np.zeros(200))
    spent = with_amounts(bare, SPEND, (1, 0))
    assert np.isnan(bare.mean_amount).all()
    assert not columns(bare.transactions)[2].any()
    assert (columns(spent.transactions)[2] > 0.0).all()
    assert spent.transactions.drop_columns("amount").equals(bare.transactions.drop_columns("amount"))
    assert spent.transactions.schema == bare.transactions.schema
    assert spent.traits is bare.traits


def test_the_mean_amount_of_a_customer_does_not_depend_on_the_purchases():
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
        nu_word, amount_word = (words((7, 2), who, 0, n, d)[0, 0] for n, d in ((0, 85), (number, 86)))
        nu = stats.gamma.ppf((float(nu_word) + 0.5) / 2**32, SPEND.q, scale=1.0 / SPEND.v)
        expected = stats.gamma.ppf((float(amount_word) + 0.5) / 2**32, SPEND.p, scale=1.0 / nu)
        assert what == pytest.approx(expected, rel=1e-9)
        assert history.mean_amount[who] == pytest.approx(SPEND.p / nu, rel=1e-9)


def test_a_longer_history_keeps_the_amounts_it_had():
    short, long = (
        with_amounts(draw("bg_nbd", np.zeros(200), end_days=days), SPEND, (1, 0)) for days in (100.0, 200.0)
    )
    early = columns(long.transactions)[1] <= 100.0
    assert np.array_equal(columns(short.transactions)[2], columns(long.transactions)[2][early])


@pytest.mark.parametrize("name", ["markov_stages", "bg_nbd"])
def test_amounts_are_drawn_once(name):
    history = draw(name, np.zeros(20))
    if name == "bg_nbd":
        history = with_amounts(history, SPEND, (1, 0))
    with pytest.raises(InputError, match="have amounts"):
        with_amounts(history, SPEND, (1, 0))
