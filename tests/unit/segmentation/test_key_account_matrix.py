import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hooper.segmentation import key_account_matrix
from hooper.segmentation.account_factors import MEASURES, LogFactor, ProfileFactor, axis_score
from hooper.segmentation.key_account_matrix import KeyAccountSettings, account_axes, assign
from tests.unit.segmentation.records_by_hand import by_label, in_another_unit, records

PLAIN = KeyAccountSettings()
GRADES = tuple(ProfileFactor(column=f"a{k}") for k in range(5))
STRENGTHS = tuple(ProfileFactor(column=f"s{k}") for k in range(5))
GRADED = KeyAccountSettings(attractiveness=GRADES, strength=STRENGTHS)


def graded(attractiveness, strength):
    """Return accounts that have the same grade in all factors of an axis."""
    columns = {f"a{k}": attractiveness for k in range(5)} | {f"s{k}": strength for k in range(5)}
    n = len(attractiveness)
    return records([5] * n, [2] * n, [9] * n, [9] * n, **columns)


def test_the_four_cells_by_hand():
    told = graded([9, 9, 1, 1], [9, 1, 9, 1])
    assert [key_account_matrix.LABELS[k] for k in assign(told, GRADED).code] == [
        "key",
        "key development",
        "maintenance",
        "opportunistic",
    ]


def test_a_score_is_the_weighted_mean_of_ranks():
    told = records([1, 9], [2, 2], [9, 9], [30, 10], grade=[1.0, 5.0])
    factors = (
        LogFactor(measure="spend", weight=3.0),
        LogFactor(measure="days_since_last", less_is_better=True),
        ProfileFactor(column="grade", weight=4.0),
    )
    assert axis_score(told, factors).tolist() == pytest.approx([0.5, 0.5])
    assert axis_score(told, factors[:2]).tolist() == [0.75, 0.25]


def test_who_lacks_more_than_half_of_the_weight_is_unknown():
    told = records([1, 9, 5], [2, 2, 2], [9, 9, 9], [30, 10, 20], grade=[None, 5.0, 1.0])
    half = (LogFactor(measure="spend"), ProfileFactor(column="grade"))
    assert np.isfinite(axis_score(told, half)).all()
    more = (LogFactor(measure="spend"), ProfileFactor(column="grade", weight=1.1))
    assert np.isfinite(axis_score(told, more)).tolist() == [False, True, True]
    one_missing = graded([9, 9, 1], [9, None, 1])
    assert by_label(assign(one_missing, GRADED)) == ["key", "unknown", "opportunistic"]


def test_measures_of_the_log_by_hand():
    told = records([73.05], [5], [292.2], [100.0]).summary
    found = {name: round(float(measure(told)[0]), 6) for name, measure in MEASURES.items()}
    assert found == {
        "spend": 100.0,
        "spend_per_year": 100.0,
        "spend_per_purchase": 20.0,
        "purchases": 5.0,
        "purchases_per_year": 5.0,
        "days_since_last": 73.05,
        "silence_in_own_intervals": 1.0,
        "lifetime_days": 292.2,
        "active_share": 0.8,
        "days_known": 365.25,
    }


def test_the_silence_of_who_bought_once_is_not_known():
    assert np.isnan(MEASURES["silence_in_own_intervals"](records([3], [1], [0], [5]).summary)).all()


@pytest.mark.parametrize("count", [4, 11])
def test_an_axis_has_five_to_ten_factors(count):
    with pytest.raises(ValidationError, match="items"):
        KeyAccountSettings(strength=(LogFactor(measure="spend"),) * count)


def test_a_measure_that_no_log_tells_is_refused():
    with pytest.raises(ValidationError, match="spend_per_purchase"):
        KeyAccountSettings.model_validate({"strength": ({"measure": "love"},) * 5})


grade = st.integers(1, 5)
some = st.lists(st.tuples(grade, grade), min_size=1, max_size=40)


@given(some)
def test_axes_that_change_places_transpose_the_matrix(grades):
    """Oracle 4.20: key and opportunistic accounts stay, development and maintenance change places."""
    told = graded(*zip(*grades, strict=True))
    swapped = KeyAccountSettings(attractiveness=STRENGTHS, strength=GRADES)
    transposed = np.array([0, 2, 1, 3])
    assert np.array_equal(assign(told, swapped).code, transposed[assign(told, GRADED).code])


@given(some)
def test_who_is_graded_higher_on_an_axis_is_never_in_a_lower_half(grades):
    told = graded(*zip(*grades, strict=True))
    for number, axis in enumerate(account_axes(told, GRADED).values()):
        order = np.argsort([grade[number] for grade in grades], kind="stable")
        assert (np.diff(axis.is_high[order].astype(int)) >= 0).all()


def test_the_unit_of_money_changes_nothing():
    told = records([1, 9, 40, 80], [2, 5, 1, 3], [9, 99, 0, 50], [30.3, 10.1, 20.2, 7.7])
    for factor in (0.01, 100.0, 7.46):
        assert np.array_equal(assign(in_another_unit(told, factor), PLAIN).code, assign(told, PLAIN).code)
