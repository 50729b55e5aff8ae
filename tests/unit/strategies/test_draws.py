import numpy as np

from hooper.strategies.draws import Draws

IDS = np.array([3, 1 << 62, 7 | 2 << 62], np.uint64)


def test_a_draw_depends_on_the_id_and_not_on_who_else_is_asked_about():
    whole, alone = Draws((1, 0), 26).uniforms(IDS), Draws((1, 0), 26).uniforms(IDS[1:2])
    assert whole[1] == alone[0]
    assert Draws((1, 0), 26).uniforms(IDS[::-1]).tolist() == whole.tolist()[::-1]


def test_another_review_seed_or_replication_is_another_lot():
    lots = [Draws((1, 0), 26), Draws((1, 0), 39), Draws((2, 0), 26), Draws((1, 1), 26)]
    assert len({lot.uniforms(IDS).tobytes() for lot in lots}) == 4


def test_draws_are_uniform_over_customers():
    drawn = Draws((1, 0), 26).uniforms(np.arange(100_000, dtype=np.uint64))
    # One fixed seed; 5 standard errors (false alarm 6e-7 each).
    assert abs(drawn.mean() - 0.5) < 5 * np.sqrt(1 / 12 / drawn.size)
    assert abs((drawn < 0.01).mean() - 0.01) < 5 * np.sqrt(0.01 * 0.99 / drawn.size)


def test_lots_for_good_are_the_same_at_all_reviews_and_trials_are_drawn_anew():
    first, second = Draws((3, 1), 4), Draws((3, 1), 17)
    ids = np.arange(100, dtype=np.uint64)
    assert np.array_equal(first.for_good(ids), second.for_good(ids))
    assert not np.array_equal(first.trials(ids), second.trials(ids))
    assert not np.array_equal(first.trials(ids), first.uniforms(ids))
