"""What the pages for newcomers tell them to type works, and what they and the site tell is complete."""

import doctest
import json
import re
import runpy
from pathlib import Path

import pytest

from hooper.evidence.facts import catalogue as facts
from hooper.evidence.oracles import catalogue as oracles
from tests.command_line import hooper

DOCS = Path(__file__).parents[2] / "docs"
SITE = sorted((DOCS / "site").glob("*.py"))
DOCSTRINGS = runpy.run_path(str(DOCS / "site" / "readable_docstrings.py"))
CHECKS = runpy.run_path(str(DOCS.parent / "scripts" / "publish_checks.py"))


@pytest.mark.parametrize("path", SITE, ids=lambda path: path.stem)
def test_what_builds_the_site_does_as_its_examples_say(path):
    names = runpy.run_path(str(path))
    own = [thing for thing in names.values() if getattr(thing, "__module__", "") == "<run_path>"]
    tests = [test for thing in own for test in doctest.DocTestFinder().find(thing, globs=names)]
    assert sum(doctest.DocTestRunner().run(test).failed for test in tests) == 0


def blocks(document, kind):
    return re.findall(rf"^```{kind}\n(.*?)^```", (DOCS / document).read_text(), re.MULTILINE | re.DOTALL)


def commands(document, begin):
    lines = [
        line.partition("#")[0].strip()
        for block in blocks(document, "sh")
        for line in block.splitlines()
        if line.startswith(begin)
    ]
    assert lines
    return [line.split()[1:] for line in lines]


def typed(words):
    done = hooper(*words)
    assert done.exit_code == 0, f"{words}\n{done.stderr}"
    return done.stdout


@pytest.mark.slow
def test_the_commands_of_the_first_five_minutes_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = [typed(words) for words in commands("start.md", "hooper")]
    assert "equation" in told[2] or "hazard" in told[2]
    assert len({*re.findall(r"^digest (\w+)", "".join(told), re.MULTILINE)}) == 2
    assert {*tmp_path.iterdir()} >= {tmp_path / "first"}


@pytest.mark.slow
def test_a_strategy_goes_from_nothing_to_a_ranking_and_is_changed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    [begin] = commands("own_strategy.md", "hooper new")
    [compare] = commands("own_strategy.md", "hooper compare")
    typed(begin)
    [study] = blocks("own_strategy.md", "toml")
    Path("study.toml").write_text(study.replace("replications = 4", "replications = 2"))
    first = json.loads(typed([*compare, "--workers", 1, "--json"]))
    assert {row["strategy"] for row in first["ranking"]} == {
        "no_intervention",
        "random_offer",
        "silent_letter",
    }
    [code] = blocks("own_strategy.md", "python")
    Path("silent_letter.py").write_text(code)
    changed = json.loads(typed([*compare, "--resume", "--workers", 1, "--json"]))
    gains = [{row["strategy"]: row["difference"] for row in told["ranking"]} for told in (first, changed)]
    assert gains[0]["random_offer"] == gains[1]["random_offer"]
    assert gains[0]["silent_letter"] != gains[1]["silent_letter"]


def test_the_estimator_of_the_document_is_scored_in_every_world(tmp_path, capsys):
    [code] = blocks("own_estimator.md", "python")
    (tmp_path / "mine.py").write_text(code)
    runpy.run_path(str(tmp_path / "mine.py"))
    scores = [line.split() for line in capsys.readouterr().out.splitlines()]
    by = {(world, name): float(error) for world, name, error in scores}
    worlds = {world for world, _ in by}
    assert len(worlds) == 5
    assert all(by[world, "fading"] < by[world, "past_carried_forward"] for world in worlds)


@pytest.mark.slow
def test_a_study_and_a_life_go_on_as_the_document_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    [study] = blocks("own_strategy.md", "toml")
    short = study.partition("[strategies.silent_letter]")[0].replace("replications = 4", "replications = 2")
    Path("study.toml").write_text(short)
    told = [typed([*words, "--workers", 1, "--quiet"]) for words in commands("resume.md", "hooper compare")]
    once, again = (re.findall(r"^digest (\w+)", each, re.MULTILINE) for each in told)
    assert once == again
    [words] = commands("resume.md", "hooper simulate")
    typed(words)
    assert hooper(*words, "--resume").exit_code == 2


def test_the_cluster_page_types_options_that_there_are():
    told = typed(["compare", "--help"])
    assert all(word in told for word in ("--executor", "--scheduler", "--workers", "--dry-run"))


@pytest.mark.parametrize(
    ("page", "names"), [("oracles.md", oracles.names()), ("facts_measured.md", facts.names())]
)
def test_every_check_has_its_figures_on_its_page(page, names):
    heads = re.findall(r"^## (?:[\w.]+: )?(.*)$", (DOCS / page).read_text(), re.MULTILINE)
    assert [head.replace(" ", "_") for head in heads] == list(names)


def test_a_check_that_fails_is_told_so():
    figure = {"label": "a|b", "value": 2.0, "low": 0.0, "high": None, "passed": False}
    fact = {"name": "all_stay", "number": "F0", "kind": "emergent", "claim": "all stay", "off": "no world"}
    told = {"facts": [{**fact, "passed": False, "bands": [figure]}], "seed": 1, "period": "month"}
    page = CHECKS["facts_page"](told)
    assert "Not so: F0 (all stay)." in page
    assert "| a&#124;b | 2 | 0 |  | **does not hold** |" in page


def test_docstrings_become_what_sphinx_reads():
    lines = ["Divide `a_b` by 2*c_.", "", "    y = a * b", "", "- one |x|", "", ">>> f(`1`)", "'*'"]
    expected = [r"Divide \ ``a_b``\  by 2\*c\_.", "::", "    y = a * b", r"- one \|x\|", ">>> f(`1`)", "'*'"]
    written = DOCSTRINGS["as_restructured_text"](lines)
    assert [line for line in written if line] == expected
    assert written[written.index("::") + 1] == ""
