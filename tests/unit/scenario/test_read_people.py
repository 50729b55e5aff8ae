"""People of one's own from a file: they take its place in the scenario, wherever the scenario lies."""

import pyarrow as pa
import pytest
from pyarrow import parquet

from hooper.scenario import presets

SCENARIO = """
[founders]
customers = 100
[personas]
file = "lists/people.csv"
[[personas.traits]]
name = "age"
kind = "demographic"
distribution = "normal"
mean = 45.0
sd = 15.0
[[personas.traits]]
name = "home"
kind = "geographic"
distribution = "category"
levels = [{ name = "town" }, { name = "village" }]
"""
ROWS = "name,home,age\nann,town,34\nbob, village ,61.5\n"


@pytest.fixture
def scenario(tmp_path):
    (tmp_path / "mine.toml").write_text(SCENARIO)
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "people.csv").write_text(ROWS)
    return tmp_path / "mine.toml"


def people_of(scenario, *overrides):
    personas = presets.load(str(scenario), overrides).personas
    assert personas is not None
    assert personas.file is None
    return personas.people


def test_a_file_is_found_beside_the_scenario_and_columns_by_their_names(scenario):
    assert people_of(scenario) == (("34", "town"), ("61.5", "village"))


def test_a_scenario_with_its_people_is_whole(scenario):
    loaded = presets.load(str(scenario))
    assert type(loaded).model_validate_json(loaded.model_dump_json()) == loaded


def test_a_spreadsheet_of_another_country_and_a_parquet_file_are_read_too(scenario):
    people = scenario.parent / "lists" / "people.csv"
    people.write_bytes("\ufeffage;home;größe\r\n34;town;1\r\n61.5;village;2\r\n".encode())
    assert people_of(scenario) == (("34", "town"), ("61.5", "village"))
    parquet.write_table(pa.table({"age": [34, 61.5], "home": ["town", "village"]}), people)
    assert people_of(scenario) == ((34.0, "town"), (61.5, "village"))


def test_a_preset_finds_a_file_from_here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ages.csv").write_text("age\n20\n70\n")
    trait = '{name="age",kind="demographic",distribution="normal",mean=45.0,sd=15.0}'
    found = people_of("retail", f"personas.traits=[{trait}]", 'personas.file="ages.csv"')
    assert found == (("20",), ("70",))
