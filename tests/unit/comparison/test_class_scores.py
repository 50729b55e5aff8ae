import numpy as np
import pytest

from hooper.comparison.class_scores import score_classes
from hooper.foundation.errors import InputError

TRUE = np.array([0, 0, 0, 0, 1, 1, 3, 3])


def test_scores_counted_by_hand():
    scores = score_classes(TRUE, np.array([0, 0, 0, 1, 1, 1, 3, 2]), classes=4)
    assert scores.confusion.tolist() == [[3, 1, 0, 0], [0, 2, 0, 0], [0, 0, 0, 0], [0, 0, 1, 1]]
    assert scores.accuracy == 6 / 8
    assert scores.largest_class == 4 / 8
    assert scores.balanced_accuracy == pytest.approx((3 / 4 + 1 + 1 / 2) / 3)


def test_to_tell_the_largest_class_of_everybody_is_balanced_as_badly_as_guessing():
    scores = score_classes(TRUE, np.zeros(8, np.int64), classes=4)
    assert scores.accuracy == scores.largest_class
    assert scores.balanced_accuracy == pytest.approx(1 / 3)
    assert scores.adjusted_rand_index == 0.0


@pytest.mark.parametrize(
    ("true", "told", "expected"),
    [
        (TRUE, TRUE[1:], "shape"),
        (TRUE[:0], TRUE[:0], "one at least"),
        (TRUE, TRUE + 1, "told classes: lie outside 0 to 3"),
        (TRUE - 1, TRUE, "true classes: lie outside 0 to 3"),
    ],
)
def test_classes_that_cannot_be_compared_are_refused(true, told, expected):
    with pytest.raises(InputError, match=expected):
        score_classes(true, told, classes=4)
