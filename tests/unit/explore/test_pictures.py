import re
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from hooper.comparison.paired_differences import PairedDifference, PairedStatus
from hooper.explore.answer import Answer, Flows
from hooper.explore.bucket_drawing import Drawing, Stream
from hooper.explore.labels import CHINESE, ENGLISH, LABELS
from hooper.explore.pictures import answer_part, bucket_part, ranking_part, top_part
from hooper.explore.what_is_asked import LIBRARY
from hooper.mechanisms.defection import CAUSES

GLOSSARY = Path(__file__).parents[3] / "docs" / "glossary.md"
CAME = {"founder": 0.0, "paid": 30.0, "referred": 10.0, "word_of_mouth": 0.0, "won_back": 0.0}
LEFT = {cause: 5.0 + place for place, cause in enumerate(CAUSES)}
FLOWS = Flows(np.array([100.0, 90.0, 84.0]), CAME, LEFT)
USUAL = Flows(np.array([100.0, 60.0, 40.0]), CAME, LEFT)


def gained(strategy, low, mean, high, status: PairedStatus = "ok"):
    return PairedDifference(strategy, "no_intervention", 4, status, difference=mean, low=low, high=high)


RANKING = (
    gained("your_plan", 100.0, 200.0, 300.0),
    gained("no_intervention", 0.0, 0.0, 0.0, "reference"),
    gained("loyalty_programme", -50.0, -10.0, 30.0),
    gained("mass_discount", -300.0, -200.0, -100.0),
)
ANSWER = Answer(RANKING, FLOWS, USUAL)


@pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS)
def test_every_part_is_written_in_either_language(labels):
    page = top_part(labels, ["<b>slider</b>"]) + answer_part(ANSWER, 1000, 0.5, labels)
    assert "<b>slider</b>" in page
    assert f'lang="{labels.language}"' in page
    assert "{}" not in page


def test_the_languages_have_the_same_words():
    assert ENGLISH.names.keys() == CHINESE.names.keys()
    named = {"your_plan", *(plan.name for plan in LIBRARY), *CAUSES, *CAME}
    assert named - ENGLISH.names.keys() == {"founder"}
    for field in fields(ENGLISH):
        english, chinese = getattr(ENGLISH, field.name), getattr(CHINESE, field.name)
        if isinstance(english, str):
            assert english.count("{}") == chinese.count("{}")


def test_plans_have_the_chinese_names_of_the_glossary():
    rows = GLOSSARY.read_text(encoding="utf-8").splitlines()
    for plan in LIBRARY:
        terms = [row.split("|")[2] for row in rows if f"`{plan.name}`" in row]
        assert any(CHINESE.names[plan.name] in term for term in terms), plan.name


def test_chinese_pages_have_no_english_words_in_them():
    text = re.sub(r"<[^>]*>", "", ranking_part(ANSWER, CHINESE) + bucket_part(ANSWER, CHINESE))
    assert re.findall("[A-Za-z]{2,}", text) == []


def test_the_drawing_tells_those_who_cannot_see_it_what_it_shows():
    told = re.search(r'role="img" aria-label="([^"]*)"', bucket_part(ANSWER, ENGLISH))
    assert told is not None
    for said in (
        "100 customers at the start",
        "84 after two years",
        "40 came",
        "56 left",
        "40 would be left",
    ):
        assert said in told[1]


def test_the_ranking_says_what_its_intervals_say():
    part = ranking_part(ANSWER, ENGLISH)
    assert "Best: your plan." in part
    assert part.index("gains") < part.index("not decided") < part.index("loses")
    assert "+100 … +300" in part


def test_a_plan_that_is_not_sure_to_gain_is_not_called_the_best():
    unsure = replace(ANSWER, ranking=RANKING[1:])
    assert ENGLISH.nobody in ranking_part(unsure, ENGLISH)


def test_intervals_stay_within_their_track():
    part = ranking_part(ANSWER, ENGLISH)
    for left, width in re.findall(r"left:([\d.e-]+)%;width:([\d.e-]+)%", part):
        assert -1e-9 <= float(left) <= float(left) + float(width) <= 100.0 + 1e-9


def test_bands_are_as_wide_as_customers_are_many():
    drawing = Drawing(
        [Stream("few", 10.0, ""), Stream("many", 40.0, "")], [Stream("out", 20.0, "red")], 100.0
    )
    few, many = (float(re.findall(r"h([\d.]+)V", band.path)[0]) for band in drawing.inflow_bands())
    assert many == 4.0 * few
    [leak] = drawing.leak_bands()
    assert leak.colour == "red"


def test_an_empty_bucket_can_be_drawn():
    nobody = Flows(np.zeros(3), dict.fromkeys(CAME, 0.0), dict.fromkeys(LEFT, 0.0))
    assert "<svg" in bucket_part(Answer(RANKING, nobody, nobody), ENGLISH)
