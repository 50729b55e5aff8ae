from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.history.date_text import take_apart

EPOCH = date(1970, 1, 1)


def read(*texts, order=None):
    parts = take_apart(pa.array(texts))
    days, real = parts.days(order or parts.order())
    return [EPOCH + timedelta(days=int(day)) if good else None for day, good in zip(days, real, strict=True)]


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_is_read_in_every_form(day):
    forms = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y-%m-%d 23:59", "%Y-%m-%dT00:00:00.125"]
    assert read(*(day.strftime(form) for form in forms)) == [day] * len(forms)
    assert read(day.strftime("%d/%m/%Y"), order="day first") == [day]
    assert read(day.strftime("%m-%d-%Y"), order="month first") == [day]


def test_one_day_above_twelve_tells_the_order_of_all():
    assert read("01/02/2020", "13/02/2020") == [date(2020, 2, 1), date(2020, 2, 13)]
    assert read("01/02/2020", "02/13/2020") == [date(2020, 1, 2), date(2020, 2, 13)]


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["2020-01-02"], "none"),
        (["01/02/2020"], "ambiguous"),
        (["13/02/2020", "02/13/2020"], "contradictory"),
        (["02/02/2020"], "day first"),
    ],
)
def test_the_order_is_that_of_all_texts_together(texts, order):
    assert take_apart(pa.array(texts)).order() == order


@pytest.mark.parametrize(
    "text",
    (
        "2021-02-29 2020-13-01 2020-00-01 2020-01-00 31/04/2020 1899-12-31 2201-01-01 1/2/20 soon 43831 "
        "2020-01-01T25:00 2020-01-01T10:60 2020-01 1-1-1"
    ).split(),
)
def test_what_is_no_date_is_not_read(text):
    assert read(text, order="day first") == [None]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("8:26", 506 / 1440),
        ("08:26:30", 506.5 / 1440),
        ("12:00 AM", 0.0),
        ("12:00 pm", 0.5),
        ("11:30 p.m.", 1410 / 1440),
    ],
)
def test_the_time_of_day_is_a_share_of_the_day(text, share):
    assert take_apart(pa.array([f"2020-01-31 {text}"])).day_share[0] == pytest.approx(share)


def test_an_empty_text_is_no_date():
    assert read("", order="none") == [None]


def test_zones_are_kept_apart():
    texts = ["2020-01-31T10:00Z", "2020-01-31T10:00+01:00", "2020-01-31 10:00"]
    assert take_apart(pa.array(texts)).zone.tolist() == ["Z", "+01:00", ""]
