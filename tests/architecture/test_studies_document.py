"""The studies of docs/studies.md can be read, and their worlds made."""

import re
from pathlib import Path

from hooper.study.compare import check
from hooper.study.executors.catalogue import EXECUTORS
from hooper.study.study import Study
from hooper.study.study_worlds import worlds_of

DOCUMENT = (Path(__file__).parents[2] / "docs" / "studies.md").read_text()
PLAIN, MANY, COMPETITION, STOPPING = re.findall(r"^```toml\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)


def read(text, folder):
    path = folder / "study.toml"
    path.write_text(text)
    study = Study.read(path)
    check(study)
    return study


def test_the_plain_study_is_of_one_world_and_may_have_a_stopping_rule(tmp_path):
    study = read(PLAIN + STOPPING, tmp_path)
    assert study.stopping is not None
    assert [world.label for world in worlds_of(study, tmp_path)] == ["retail"]


def test_the_study_of_many_worlds_has_as_many_as_the_document_says(tmp_path):
    worlds = list(worlds_of(read(MANY, tmp_path), tmp_path))
    assert len(worlds) == 2 * 16
    assert all(0.1 <= world.scenario.levers.offer_value <= 2.0 for world in worlds)
    assert all(0.5 <= world.study.budget.per_customer_per_year <= 5.0 for world in worlds)


def test_the_study_of_competition_has_a_world_a_level(tmp_path):
    worlds = worlds_of(read(COMPETITION, tmp_path), tmp_path)
    assert [world.scenario.loyalty.competition for world in worlds] == [0.2, 0.6, 0.9]


def test_every_executor_is_in_the_table():
    assert re.findall(r"^\| `(\w+)` \|", DOCUMENT, re.MULTILINE) == [*EXECUTORS]
