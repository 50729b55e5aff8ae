from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hooper.segmentation import (
    stage_vocabularies,
    stages_lifecycle_management,
    stages_new_business,
    stages_prospect_to_loyal,
    stages_telecom,
)
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.stage_vocabularies import (
    LIFECYCLE_MANAGEMENT,
    PROSPECT_TO_EXISTING,
    PROSPECT_TO_LOYAL,
    STAGES,
    TELECOM,
)
from hooper.segmentation.stages_by_silence import StageSettings, stage_of
from hooper.segmentation.stages_new_business import NewBusinessSettings

# Gaps of 70 days by two purchases, 35 by three, 10 by eight; who came once has the median of all, 10.
DAYS, PURCHASES = [10, 10, 35, 20, 40, 61, 45], [1, 2, 3, 8, 8, 8, 1]
WANTED = ["exploration", "exploration", "formation", "stability", "decline", "gone", "decline"]


@pytest.fixture
def known(customers):
    return CustomerRecords(customers(DAYS, PURCHASES, np.ones(7)))


def words(segments):
    return [segments.labels[code] for code in segments.code]


def test_stages_by_hand(known):
    assert [STAGES[each] for each in stage_of(known.summary, StageSettings())] == WANTED


def test_a_silence_at_a_cut_is_not_yet_beyond_it(customers):
    stages = stage_of(customers([30, 31, 60, 61], [8, 8, 8, 8], np.ones(4)), StageSettings())
    assert [STAGES[each] for each in stages] == ["stability", "decline", "decline", "gone"]


@pytest.mark.parametrize(
    ("scheme", "wanted"),
    [
        (
            stages_lifecycle_management,
            ["acquisition", "acquisition", "development", "maintenance", "churn", "churn", "churn"],
        ),
        (
            stages_prospect_to_loyal,
            ["first-time", "first-time", "repeat", "loyal", "unnamed", "unnamed", "unnamed"],
        ),
        (
            stages_telecom,
            ["acquisition", "acquisition", "growth", "maturity", "decline", "off-net", "decline"],
        ),
    ],
    ids=["lifecycle management", "prospect to loyal", "telecom"],
)
def test_each_vocabulary_has_its_word_for_the_same_stages(scheme, wanted, known):
    assert words(scheme.assign(known, StageSettings())) == wanted


@pytest.mark.parametrize(
    "vocabulary", [PROSPECT_TO_EXISTING, LIFECYCLE_MANAGEMENT, PROSPECT_TO_LOYAL, TELECOM]
)
def test_every_stage_has_a_word_and_equal_words_stand_together(vocabulary):
    assert len(vocabulary) == len(STAGES)
    changes = sum(one != other for one, other in pairwise(vocabulary))
    assert changes == len(set(vocabulary)) - 1


def test_who_takes_up_another_product_is_a_new_business_customer(log_of):
    monthly = [(1, day, 5.0, "calls") for day in range(5, 360, 30)]
    also = [(2, day, 5.0, "calls") for day in range(6, 360, 30)] + [(2, 300.0, 9.0, "internet")]
    long_ago = [(3, day, 5.0, "calls") for day in range(7, 360, 30)] + [(3, 100.0, 9.0, "internet")]
    begun = [(4, 350.0, 5.0, "internet"), (4, 355.0, 5.0, "calls")]
    records = CustomerRecords.of(log_of([*monthly, *also, *long_ago, *begun]))
    found = stages_new_business.assign(records, NewBusinessSettings())
    assert words(found) == ["existing", "new business", "existing", "new"]
    assert words(stages_new_business.assign(records, NewBusinessSettings(new_for_days=30.0)))[1] == "existing"


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 9)), min_size=1, max_size=30))
def test_nobody_comes_back_from_an_end_by_keeping_silent(customers, rows):
    days, bought = (np.array(column) for column in zip(*rows, strict=True))
    before, after = (
        stage_of(customers(silence, bought, np.ones(days.size)), StageSettings())
        for silence in (days, days + 5)
    )
    ended = before >= stage_vocabularies.DECLINE
    assert (after[ended & (bought > 1)] >= before[ended & (bought > 1)]).all()


@pytest.mark.parametrize(
    ("given_settings", "said"),
    [({"fading_gaps": 6.0}, "lost_gaps is 6 and fading_gaps 6"), ({"trial_purchases": 5}, "more purchases")],
)
def test_cuts_that_do_not_rise_are_refused(given_settings, said):
    with pytest.raises(ValidationError, match=said):
        StageSettings(**given_settings)
