import numpy as np

from hooper.reduced_form.mbg_nbd import MbgNbdPopulation
from tests.unit.reduced_form.populations import POPULATIONS, columns, draw, purchases_of


def test_certain_dropout_allows_the_first_purchase_only():
    certain = MbgNbdPopulation(r=5.0, alpha=0.1, a=1e6, b=1e-6)
    generated = draw("mbg_nbd", np.zeros(500), population=certain)
    assert purchases_of(generated, 500).max() == 1
    assert not generated.is_alive.any()


def test_it_is_the_bg_nbd_with_one_chance_more_to_leave():
    """On the same words everybody leaves one purchase earlier, and makes the same purchases until then."""
    values = POPULATIONS["mbg_nbd"].model_dump()
    bg = draw("bg_nbd", np.zeros(500), population=POPULATIONS["bg_nbd"].model_validate(values))
    mbg = draw("mbg_nbd", np.zeros(500))
    assert np.array_equal(mbg.traits.last_repeat, bg.traits.last_repeat - 1.0)
    fewer, more = purchases_of(mbg, 500), purchases_of(bg, 500)
    assert np.array_equal(fewer, np.minimum(more, bg.traits.last_repeat))
    made_by_both = np.isin(columns(bg.transactions)[1], columns(mbg.transactions)[1])
    assert made_by_both.sum() == fewer.sum()
