"""Schemes that look at more than purchases: at answers, referrals, failures voiced, and profiles."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from pydantic import ValidationError

from hooper.foundation.errors import InputError
from hooper.segmentation import (
    emotional_loyalty_classes,
    engagement_classes,
    relationship_ladder,
    relationship_quality_classes,
    seven_indicators,
)
from hooper.segmentation.customer_records import CustomerRecords
from hooper.segmentation.emotional_loyalty_classes import EmotionalLoyaltySettings
from hooper.segmentation.index_thirds import IndexThirds
from hooper.segmentation.observed_loyalty_indicators import IndicatorColumns, observed_indicators
from hooper.segmentation.relationship_ladder import LadderSettings
from hooper.segmentation.seven_indicators import SevenIndicatorsSettings
from tests.unit.economics.observed_by_hand import MONTH, NOT_ANSWERED, OTHERS, answer, by_hand, table
from tests.unit.segmentation.records_by_hand import by_label, records

THIRDS = IndexThirds()


def seen(observed=None, profiles=None):
    """Return the records of customers 1, 4, 7 and 9, whose lives are told in `observed_by_hand`."""
    log = by_hand() if observed is None else observed
    return CustomerRecords(CustomerRecords.of(log).summary, log, profiles, period_days=MONTH)


def asked(*answers):
    return replace(by_hand(), others={"survey_answers": table("survey_answers", *answers)})


def test_emotional_loyalty_by_hand():
    """A premium at 1 and 2, a standard at 5: (1.5 + 5) / 2 on a scale from 1 to 5."""
    log = asked(
        *(answer(1, 3, "pays_a_premium", 1.0), answer(1, 6, "pays_a_premium", 2.0)),
        *(answer(1, 6, "is_the_standard", 5.0), answer(4, 6, "is_helped", 5.0)),
        *(answer(7, 6, "is_recommended", 1.0), answer(9, 6, "is_recommended", NOT_ANSWERED)),
    )
    told, settings = seen(log), EmotionalLoyaltySettings()
    index = emotional_loyalty_classes.emotional_loyalty_index(told, settings)
    assert np.array_equal(index, [(3.25 - 1.0) / 4.0, 1.0, 0.0, np.nan], equal_nan=True)
    segments = emotional_loyalty_classes.assign(told, settings)
    assert by_label(segments) == ["inclined", "attached", "indifferent", "unknown"]
    two = emotional_loyalty_classes.assign(told, EmotionalLoyaltySettings(fewest_items=2))
    assert by_label(two) == ["inclined", "unknown", "unknown", "unknown"]


def test_an_answer_beyond_the_scale_is_refused_with_the_scales_there_are():
    log = asked(answer(1, 3, "is_helped", 7.0))
    with pytest.raises(InputError, match="answer of 7, and the scale ends at 5"):
        emotional_loyalty_classes.assign(seen(log), EmotionalLoyaltySettings())
    of_seven = emotional_loyalty_classes.assign(seen(log), EmotionalLoyaltySettings(points=7))
    assert by_label(of_seven)[0] == "attached"


@pytest.mark.parametrize("cuts", [(0.6, 0.4), (0.0, 0.5), (0.5, 1.0)])
def test_cuts_off_the_scale_are_refused(cuts):
    with pytest.raises(ValidationError, match="do not rise between 0 and 1"):
        EmotionalLoyaltySettings(cuts=cuts)


@pytest.mark.parametrize(
    ("scheme", "settings"),
    [
        (emotional_loyalty_classes, EmotionalLoyaltySettings()),
        (relationship_quality_classes, THIRDS),
        (engagement_classes, THIRDS),
    ],
)
def test_a_log_of_purchases_alone_is_refused_by_the_name_of_what_it_lacks(scheme, settings):
    with pytest.raises(InputError, match="survey answers"):
        scheme.assign(seen(replace(by_hand(), others={})), settings)


def test_who_lacks_a_part_of_relationship_quality_is_unknown():
    segments = relationship_quality_classes.assign(seen(), THIRDS)
    assert by_label(segments)[1::2] == ["unknown", "unknown"], "4 was never asked, and 9 did not answer"
    assert segments.code[0] > segments.code[2], "1 forgave and is satisfied, 7 is neither"


def test_who_was_never_asked_and_shows_nothing_is_of_unknown_engagement():
    segments = engagement_classes.assign(seen(), THIRDS)
    assert segments.code.tolist() == [2, 3, 1, 0]


def test_the_seven_indicators_by_hand():
    profiles = pa.table({"customer_id": pa.array([1, 7], pa.uint64()), "hours": [2.0, 30.0]})
    found = observed_indicators(seen(profiles=profiles), IndicatorColumns(days_choosing="hours"))
    expected = {
        "repeat_purchases": [3, 0, 1, 1],
        "categories": [np.nan] * 4,
        "price_sensitivity": [np.nan] * 4,
        "tolerance_of_failures": [1.0, np.nan, 0.5, np.nan],
        "days_choosing": [2.0, np.nan, 30.0, np.nan],
        "customers_referred": [2, 0, 1, 0],
        "days_of_relationship": [11.0 * MONTH, 0.0, 3.0 * MONTH, 0.5 * MONTH],
    }
    assert list(found) == list(expected)
    for name, values in expected.items():
        assert found[name] == pytest.approx(np.array(values, np.float64), nan_ok=True, abs=1e-6), name


def test_a_premium_paid_is_no_price_sensitivity_and_products_are_categories():
    lines = pa.table({"customer_id": pa.array([1, 1, 1, 9], pa.uint64()), "product": ["a", "b", "a", "c"]})
    lines = lines.append_column("time_days", pa.array([1.0, 1.0, 2.0, 3.0]))
    others = asked(answer(7, 3, "pays_a_premium", 4.0)).others | {"product_lines": lines}
    found = observed_indicators(seen(replace(by_hand(), others=others)), IndicatorColumns())
    assert found["categories"].tolist() == [2.0, 0.0, 0.0, 1.0]
    assert np.array_equal(found["price_sensitivity"], [np.nan, np.nan, -4.0, np.nan], equal_nan=True)


def test_the_reason_says_which_indicators_are_not_known():
    segments = seven_indicators.assign(seen(), SevenIndicatorsSettings())
    assert "tolerance of failures 50%" in segments.reason
    assert segments.reason.endswith("not known of anybody: categories, price sensitivity, days choosing")
    assert segments.code.tolist() == [2, 0, 1, 0]
    most = seven_indicators.assign(seen(), SevenIndicatorsSettings(fewest_known=4))
    assert by_label(most)[1::2] == ["unknown", "unknown"]


def test_the_rungs_of_the_ladder_by_hand():
    told = records([366, 365, 10, 10, 10, 400], [9, 1, 2, 4, 5, 1], [50, 0, 9, 9, 9, 0], [1] * 6)
    segments = relationship_ladder.assign(told, LadderSettings())
    assert by_label(segments) == ["aware", "first", "returning", "returning", "loyal", "aware"]
    assert segments.reason.endswith("the log knows of no referrals")


def test_who_refers_is_on_the_top_rung_while_she_is_current():
    segments = relationship_ladder.assign(seen(), LadderSettings(current_days=200.0))
    assert by_label(segments) == ["recommending", "first", "aware", "returning"]
    assert "no referrals" not in segments.reason
    assert len(OTHERS["referrals"]) == 3
