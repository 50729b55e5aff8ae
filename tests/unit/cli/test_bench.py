import pytest

from hooper.cli import bench
from hooper.cli.machine import isa
from tests.command_line import answer, hooper

BENCHMARK = """NAME = "{name}"
GROUP = "{group}"
{bars}


def run():
    return {{"seconds": 0.25, "disk_bytes": None, "ratios": {{"peer / mine": 2.0}}}}
"""
BARS = """MUST = {"seconds": 0.2, "peer / mine": 1.5, "disk_bytes": 10}
AIM = {"seconds": 0.1, "peer / mine": 3.0}"""


@pytest.fixture
def repository(monkeypatch, tmp_path):
    """A repository with benchmarks in four groups, one with bars, and a file beside them that is none."""
    folder = tmp_path / "benchmarks"
    folder.mkdir()
    (tmp_path / "pyproject.toml").touch()
    (folder / "helper.py").write_text("raise RuntimeError('nobody should run this')\n")
    groups = {"fit_small": "fit", "fit_large": "fit", "step": "engine", "barred": "bars", "endless": "large"}
    for name, group in groups.items():
        bars = BARS if name == "barred" else ""
        (folder / f"{name}.py").write_text(BENCHMARK.format(name=name, group=group, bars=bars))
    monkeypatch.setattr(bench, "REPOSITORY", tmp_path)


@pytest.mark.usefixtures("repository")
def test_a_benchmark_tells_its_figures_and_what_they_were_measured_on():
    told = answer("bench", "step")
    assert (told["name"], told["seconds"], told["ratios"]) == ("step", 0.25, {"peer / mine": 2.0})
    assert told["cpu"]
    assert told["isa"] == isa()
    assert {"python", "numpy", "numba"} <= told["versions"].keys()
    assert told["peak_rss_bytes"] > 1_000_000


@pytest.mark.usefixtures("repository")
def test_a_group_gives_all_its_benchmarks():
    told = answer("bench", "fit")
    assert [each["name"] for each in told["benchmarks"]] == ["fit_large", "fit_small"]


@pytest.mark.usefixtures("repository")
def test_figures_stand_beside_their_bars():
    met = {each["figure"]: each["met"] for each in answer("bench", "barred")["figures"]}
    assert met == {"seconds": "MISSED", "peer / mine": "must met", "disk_bytes": "not measured"}


@pytest.mark.usefixtures("repository")
def test_a_missed_bar_is_said_plainly_and_is_no_error():
    result = hooper("bench", "barred")
    assert result.exit_code == 0
    [row] = [line.split() for line in result.stdout.splitlines() if " seconds " in line and "at most" in line]
    assert row == "barred seconds 0.25 at most 0.2 at most 0.1 MISSED".split()
    assert "missed: 1 of 3: barred (seconds)" in result.stdout
    assert "not measured: 1 of 3: barred (disk bytes)" in result.stdout


@pytest.mark.usefixtures("repository")
def test_all_benchmarks_are_one_table_without_the_large_ones():
    result = hooper("bench", "--quiet")
    rows = [line.split()[0] for line in result.stdout.splitlines() if " peer / mine " in line]
    assert rows == ["barred", "fit_large", "fit_small", "step"]
    assert "left out, since they take minutes: endless" in result.stdout
    told = answer("bench", "--quiet")
    assert told["left_out"] == ["endless"]
    assert [each["name"] for each in told["benchmarks"]] == rows


@pytest.mark.usefixtures("repository")
def test_a_large_benchmark_runs_when_its_group_is_named():
    told = answer("bench", "large")
    assert [each["name"] for each in told["benchmarks"]] == ["endless"]
    assert told["left_out"] == []


@pytest.mark.usefixtures("repository")
def test_an_unknown_benchmark_is_answered_with_the_nearest():
    result = hooper("bench", "fit_smal", "stepp")
    assert result.exit_code == 2
    assert "did you mean fit_small" in result.stderr
    assert "did you mean step?" in result.stderr


def test_an_installed_package_says_where_the_benchmarks_are(monkeypatch, tmp_path):
    monkeypatch.setattr(bench, "REPOSITORY", tmp_path)
    result = hooper("bench")
    assert result.exit_code == 2
    assert "clone the repository" in result.stderr


def test_the_benchmarks_of_this_repository_can_be_found():
    found = bench.benchmarks_in(bench.REPOSITORY)
    assert {"engine", "estimators", "large", "startup", "world"} <= {each.group for each in found}
    assert all(each.name == each.path.stem for each in found)


def test_what_this_repository_aims_at_is_beyond_what_it_must():
    """The side of `must` on which `aim` lies decides whether more or less is better."""
    for each in bench.benchmarks_in(bench.REPOSITORY):
        module = bench.load(each.path)
        must, aim = getattr(module, "MUST", {}), getattr(module, "AIM", {})
        assert all(must[name] != aim[name] for name in must.keys() & aim.keys()), each.name


@pytest.mark.slow
def test_the_fit_of_cdnow_can_be_measured():
    told = answer("bench", "bg_nbd_cdnow")
    assert told["customers"] == 2357
    assert told["ratios"]["lifetimes / hooper"] > 0.0
