"""What is wrong with a study is named before anything is run; what goes wrong in it can be resumed."""

import json
import resource
from pathlib import Path

import pytest

from hooper.study.compare import compare
from hooper.study.progress import Silent
from hooper.study.study import Study
from tests.command_line import answer, hooper, hooper_process
from tests.tiny_studies import TINY

STUDY = "study.toml"
SILENT = Silent()
RUN = ("compare", STUDY, "--out", "out", "--workers", 1, "--quiet")


@pytest.fixture(autouse=True)
def study():
    Path(STUDY).write_text(TINY)


def refused(*changes, add=""):
    Path(STUDY).write_text(TINY + add)
    changed = [part for change in changes for part in ("--set", change)]
    result = hooper(*RUN, *changed)
    assert result.exit_code == 2
    assert "remedy:" in result.stderr
    assert not Path("out").exists()
    return result.stderr


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (["replications=0"], ["replications", "0 is below 1"]),
        (["scoring.futures=1"], ["scoring", "0 for no scores"]),
        (["run_limit_seconds=0"], ["run_limit_seconds"]),
        (["stopping={}"], ["stopping", "half_width, relative_half_width or indifference_zone"]),
        (["stopping={half_width=1, relative_half_width=0.1}"], ["stopping", "needs one rule"]),
        (["stopping.half_width=-1"], ["stopping.half_width"]),
        (
            ["stopping={relative_half_width=0, first_stage=1, most_replications=1}"],
            ["stopping.relative_half_width", "stopping.first_stage", "stopping.most_replications"],
        ),
        (
            ["stopping={indifference_zone=1, most_replications=2, first_stage=5}"],
            ["stopping.most_replications: 2 are fewer than the 3 replications", "stopping.first_stage: 5"],
        ),
        (["design.kind=sobol"], ["design.kind", "nothing to fill", "design.points"]),
        (["design.points=4"], ["design.points", "a grid has 1 points"]),
        (["scenarios.a.scenario=retail"], ["world", "take its place"]),
        (["scenarios.'../a'.scenario=retail"], ["scenarios", "form"]),
    ],
)
def test_a_setting_that_cannot_be(changes, told):
    said = refused(*changes)
    assert all(part in said for part in told), said


@pytest.mark.parametrize(
    ("factor", "told"),
    [
        ('"levers.ofer_value"]\nlevels = [1.0]', ["factors: levers.ofer_value", "offer_value"]),
        ('"leverz.offer_value"]\nlevels = [1.0]', ["factors: leverz", "levers"]),
        ('"levers.offer_value.more"]\nlevels = [1.0]', ["'offer_value' is no table"]),
        ('"levers.offer_value"]\nlevels = ["much"]', ['"much" is not a number']),
        ('"levers.offer_value"]\nlevels = []', ["factors", "at least 1"]),
        ('"levers.offer_value"]\nlow = 1.0', ["give both"]),
        ('"levers.offer_value"]\nlow = 1.0\nhigh = 2.0', ["does not fit a grid", "levels"]),
        ('"study.seed"]\nlevels = [1]', ["factors: study.seed", "horizon_periods"]),
        ('"study.budget.per_yaer"]\nlevels = [1.0]', ["factors: study: budget.per_yaer"]),
    ],
)
def test_a_factor_that_cannot_be(factor, told):
    said = refused(add=f"[factors.{factor}\n")
    assert all(part in said for part in told), said


def test_a_rule_that_has_nothing_to_look_at_is_refused_and_an_oracle_is_no_rival():
    lone = TINY.replace("[strategies.mass_discount]", "[strategies.oracle_offer]")
    Path(STUDY).write_text(lone + "[stopping]\nindifference_zone = 1.0\n")
    alone = hooper(*RUN)
    assert alone.exit_code == 2
    assert "stopping.indifference_zone: there is nothing to select" in alone.stderr
    Path(STUDY).write_text(TINY.replace("[strategies.mass_discount]", "[stopping]\nhalf_width = 1.0"))
    assert "stopping: there is no difference to the baseline" in hooper(*RUN).stderr
    assert not Path("out").exists()


def test_draws_and_scores_of_several_worlds_are_refused():
    said = refused("parameter_draws.draws=3", add='[factors."levers.offer_value"]\nlevels = [1.0, 2.0]\n')
    assert "parameter_draws: is of a study of one world" in said


def carried_out(*changes, resume=False, progress=SILENT):
    study = Study.read(Path(STUDY), changes)
    return compare(study, Path(), Path("out"), workers=1, resume=resume, progress=progress)


def test_a_study_is_resumed_with_its_own_settings_only():
    carried_out()
    changed = hooper(
        *RUN, "--resume", "--set", "world.customers=210", "--set", "budget.per_customer_per_year=2"
    )
    assert changed.exit_code == 2
    assert "study.world.customers: was 200 when the study began and is 210 now" in changed.stderr
    assert "study.budget.per_customer_per_year: was 1.0" in changed.stderr
    assert hooper(*RUN, "--resume", "--replications", 2).exit_code == 2
    more = carried_out("replications=4", resume=True)
    assert more.outcome.sizes["replication"] == 4
    Path("out/settings.json").unlink()
    assert carried_out("replications=4", resume=True).digest == more.digest


class Noting(Silent):
    def __init__(self):
        self.notes = []

    def note(self, text):
        self.notes.append(text)


def test_a_damaged_run_is_named_and_run_again():
    whole = carried_out()
    damaged = sorted(Path("out/runs").iterdir())[:3]
    content = bytearray((damaged[0] / "outcome.npz").read_bytes())
    content[len(content) // 2] ^= 1
    (damaged[0] / "outcome.npz").write_bytes(content)
    (damaged[1] / "run.json").unlink()
    (damaged[2] / "outcome.npz").write_bytes(b"")
    told = Noting()
    assert carried_out(resume=True, progress=told).digest == whole.digest
    assert sorted(told.notes) == [
        f"{run}/outcome.npz: the run {run.name} is damaged and is run again" for run in damaged
    ]


@pytest.mark.slow
def test_a_full_disk_leaves_a_study_that_can_be_resumed():
    whole = answer(*RUN)
    limit = max(file.stat().st_size for file in Path("out/runs").glob("*/outcome.npz")) - 1

    def no_large_files():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    full = hooper_process(*RUN[:3], "full", *RUN[4:], "--json", preexec_fn=no_large_files)
    assert (full.returncode, full.stdout) == (3, "")
    assert "full: could not be written" in full.stderr
    assert "--resume" in full.stderr
    assert not list(Path("full/runs").glob("unfinished-*"))
    resumed = hooper_process(*RUN[:3], "full", *RUN[4:], "--json", "--resume")
    assert json.loads(resumed.stdout)["digest"] == whole["digest"]


def test_what_does_not_fit_is_refused_by_the_dry_run():
    result = hooper(*RUN, "--dry-run", "--set", "world.customers=100000000")
    assert result.exit_code == 2
    assert "memory: this study takes about" in result.stderr
    assert not Path("out").exists()
