import json
import tomllib
from pathlib import Path

import pytest

import hooper as package
from hooper.study.compare import check
from hooper.study.study import Study
from tests.command_line import answer, hooper

EXPERIMENTS = Path(package.__file__).parents[2] / "experiments"
WHICH = EXPERIMENTS / "which_retention_strategy"


def test_the_folder_holds_a_study_a_page_and_what_the_quick_form_must_give():
    assert answer("new", "experiment", "keep_or_win")["folder"] == "keep_or_win"
    folder = Path("keep_or_win")
    assert sorted(path.name for path in folder.iterdir()) == ["README.md", "expected.json", "study.toml"]
    study = Study.read(folder / "study.toml")
    check(study)
    assert study.name == "keep_or_win"
    page = (folder / "README.md").read_text()
    for part in ("# Keep or win", "**Question.**", "**World.**", "**Answer.**", "## Run it"):
        assert part in page
    assert page.index("<!-- answer -->") < page.index("<!-- end of answer -->")
    assert study.question in page


def test_the_quick_form_runs_and_finds_what_is_expected():
    answer("new", "experiment", "keep_or_win")
    expected = json.loads(Path("keep_or_win/expected.json").read_text())
    smaller = expected["quick"] | {"world.customers": 300, "pre_periods": 13, "horizon_periods": 13}
    changes = [part for key, value in smaller.items() for part in ("--set", f"{key}={value}")]
    found = answer("compare", "keep_or_win/study.toml", "--workers", 1, "--quiet", *changes)
    assert {key: found[key] for key in expected["figures"]} == expected["figures"]
    assert Path("results/keep_or_win/report.html").is_file()


def test_an_experiment_begun_from_another_is_the_same_study_under_its_own_name():
    answer("new", "experiment", "my_own", "--from", WHICH)
    ours, theirs = (tomllib.loads((place / "study.toml").read_text()) for place in (Path("my_own"), WHICH))
    assert ours == theirs | {"name": "my_own"}
    assert Path("my_own/scenario.toml").read_bytes() == (WHICH / "scenario.toml").read_bytes()
    expected = json.loads(Path("my_own/expected.json").read_text())
    assert expected["quick"] == json.loads((WHICH / "expected.json").read_text())["quick"]
    assert expected["figures"] == {"complete": True, "baseline": "no_intervention"}
    assert theirs["question"] in Path("my_own/README.md").read_text()


def test_people_are_told_what_to_do_next():
    text = hooper("new", "experiment", "mine", "--out", "somewhere/mine").stdout
    assert "hooper compare somewhere/mine/study.toml" in text
    assert "expected.json" in text


def test_a_folder_that_is_there_stays_as_it_is():
    Path("mine").mkdir()
    result = hooper("new", "experiment", "mine")
    assert (result.exit_code, list(Path("mine").iterdir())) == (2, [])
    assert "is there already" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("experiment", "Mine"), "write mine"),
        (("experiment", "mine", "--from", "nowhere"), "--from nowhere: there is no study.toml"),
        (("strategy", "mine", "--from", "."), "leave --from out"),
        (("experimnt", "mine"), "did you mean experiment?"),
    ],
)
def test_what_cannot_be_begun_is_said_with_its_remedy_and_nothing_is_written(arguments, told):
    result = hooper("new", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("expected", ["[1, 2]", "{", '{"figures": {}}'])
def test_a_model_whose_quick_form_cannot_be_read_is_named(expected):
    answer("new", "experiment", "model")
    Path("model/expected.json").write_text(expected)
    result = hooper("new", "experiment", "mine", "--from", "model")
    assert result.exit_code == 2
    assert "model/expected.json" in result.stderr
    assert not Path("mine").exists()


def test_a_model_whose_study_is_wrong_is_named_before_anything_is_written():
    answer("new", "experiment", "model")
    Path("model/study.toml").write_text('name = "model"\nreplications = 0\n')
    result = hooper("new", "experiment", "mine", "--from", "model")
    assert result.exit_code == 2
    assert "replications" in result.stderr
    assert not Path("mine").exists()
