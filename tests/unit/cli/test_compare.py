"""`hooper compare`: what it would take, who wins where, and what failed."""

import json
from pathlib import Path

import pytest

from hooper.study.study import Study
from tests.bad_strategies import StudyThatRaises
from tests.command_line import answer, hooper
from tests.tiny_studies import TINY, written

MANY = '[factors."levers.offer_value"]\nlevels = [0.3, 4.0]\n'


def test_a_dry_run_says_what_it_would_take_and_writes_nothing():
    written(Path())
    plan = answer("compare", "study.toml", "--dry-run", "--workers", 3)
    assert plan["runs_by_kind"] == {"strategies": 6, "parameter draws": 0, "futures": 0}
    assert (plan["runs"], plan["workers"], plan["worlds"]) == (6, 3, ["retail"])
    assert plan["seconds"] > 0.0
    assert plan["disk_bytes"] > 0
    assert plan["memory_bytes"] > 3 * 100 * 2**20
    assert [path.name for path in Path().iterdir()] == ["study.toml"]


def test_a_dry_run_grows_with_the_study():
    written(Path())
    small = answer("compare", "study.toml", "--dry-run")
    large = answer("compare", "study.toml", "--dry-run", "--set", "world.customers=2000000")
    assert large["seconds"] > small["seconds"]
    assert large["memory_bytes"] > small["memory_bytes"]
    again = answer("compare", "study.toml", "--dry-run", "--replications", 300)
    assert again["disk_bytes"] > small["disk_bytes"]


def test_a_study_of_many_worlds_is_answered_by_world_and_by_winner():
    written(Path(), TINY + MANY)
    told = answer("compare", "study.toml", "--replications", 2, "--workers", 1, "--out", "out")
    assert [(each["world"], each["point"], each["levels"]) for each in told["worlds"]] == [
        ("retail", 0, {"levers.offer_value": 0.3}),
        ("retail", 1, {"levers.offer_value": 4.0}),
    ]
    assert [row["strategy"] for row in told["winners"]] == [
        each["ranking"][0]["strategy"] for each in told["worlds"]
    ]
    assert told["complete"]
    assert all(Path(each["report"]).is_file() for each in told["worlds"])
    assert told["report"] == "out/report.html"
    assert "mass discount" in Path(told["report"]).read_text()
    assert Path("out/figures/where_each_wins_retail.png").is_file()
    [header, *rows] = Path("out/tables/where_each_wins.csv").read_text().splitlines()
    assert header.startswith('"world","point","levers.offer_value","price_factor","horizon","winner"')
    assert len(rows) == sum(len(each["where_each_wins"]) for each in told["worlds"]) > 0
    levers = [{row["lever"] for row in each["break_even_by_lever"]} for each in told["worlds"]]
    assert levers == [{"discount"}] * 2
    lines = Path("out/tables/winners.csv").read_text().splitlines()
    assert lines[0].startswith('"world","point","levers.offer_value","strategy","difference"')
    assert len(lines) == 3


def test_runs_that_fail_are_named_beside_the_ranking_of_the_others(monkeypatch):
    written(Path())
    study = Study.read(Path("study.toml"), ("replications=2",))
    failing = StudyThatRaises.model_validate_json(study.model_dump_json())
    monkeypatch.setattr(Study, "read", lambda *_: failing)
    result = hooper("compare", "study.toml", "--workers", 1, "--json", "--out", "out")
    assert result.exit_code == 3
    told = json.loads(result.stdout)
    assert not told["complete"]
    assert [(run["strategy"], run["replication"]) for run in told["failed"]] == [
        ("raises", "0"),
        ("raises", "1"),
    ]
    assert [row["rank"] for row in told["ranking"]] == [1, 2, None]
    assert "2 runs failed" in result.stderr
    assert "strategy raises, replication 0: strategy 'raises', period" in result.stderr
    assert result.stderr.count("ZeroDivisionError: a share of nobody") == 1
    assert "; and 1 more alike" in result.stderr
    assert "hooper compare study.toml --out out --resume" in result.stderr


@pytest.mark.parametrize(
    ("option", "told"), [("--executor=loky", "choose one of"), ("--scheduler=tcp://a:1", "has no scheduler")]
)
def test_an_executor_that_is_not_there_is_refused(option, told):
    written(Path())
    result = hooper("compare", "study.toml", option)
    assert result.exit_code == 2
    assert told in result.stderr
