import sys

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from hooper.foundation.errors import InputError
from hooper.history.observed import TRANSACTIONS, Observed
from hooper.segmentation.stage_classifier import StageClassifierSettings, train
from hooper.segmentation.stage_features import StageFeatureSettings, stage_features
from tests.unit.segmentation.logs import END_DAYS, log_of

SETTINGS = StageClassifierSettings(trees=20, customers_in_leaf=5, learning_rate=0.3)
PLACE = np.arange(600.0)
FEATURES = np.column_stack((PLACE % 7, PLACE % 11, np.where(PLACE % 5, PLACE % 3, np.nan)))
STAGES = ((PLACE % 7 > 3) + 2 * (PLACE % 11 > 5)).astype(np.int64)


def test_what_is_told_apart_by_the_features_is_learnt():
    assert np.array_equal(train(FEATURES, STAGES, SETTINGS).predict(FEATURES), STAGES)


def test_the_same_lessons_make_the_same_classifier_on_any_number_of_threads():
    one, again = train(FEATURES, STAGES, SETTINGS), train(FEATURES, STAGES, SETTINGS)
    chances = one.trees.predict_proba(FEATURES)
    assert np.array_equal(chances, again.trees.predict_proba(FEATURES))
    with threadpool_limits(2, user_api="openmp"):
        assert np.array_equal(chances, one.trees.fit(FEATURES, STAGES).predict_proba(FEATURES))


def test_it_tells_the_stage_of_everybody_in_a_log_and_of_nobody_in_an_empty_one():
    log = log_of({1: [5.0, 300.0], 2: [350.0]})
    values = np.repeat(stage_features(log, END_DAYS, StageFeatureSettings()).values, 50, axis=0)
    taught = train(values, np.repeat([3, 0], 50), SETTINGS)
    assert taught.stage_of(log, END_DAYS, StageFeatureSettings()).tolist() == [3, 0]
    nobody = Observed(TRANSACTIONS.empty_table(), END_DAYS)
    assert taught.stage_of(nobody, END_DAYS, StageFeatureSettings()).size == 0


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        (STAGES[1:], r"stages \(599,\)(.|\n)*a row of features and a stage a customer"),
        (STAGES + 1, "there is a stage 4(.|\n)*from 0 to 3"),
        (np.zeros(600, np.int64), "in one stage(.|\n)*a world that lives longer"),
    ],
)
def test_lessons_of_which_nothing_can_be_learnt_are_refused(stages, expected):
    with pytest.raises(InputError, match=expected):
        train(FEATURES, stages, SETTINGS)


def test_it_says_what_to_install_where_the_learner_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.ensemble", None)
    with pytest.raises(InputError, match=r"needs scikit-learn(.|\n)*hooper\[learning\]"):
        train(FEATURES, STAGES, SETTINGS)
