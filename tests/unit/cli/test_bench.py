import pytest

from hooper.cli import bench
from tests.command_line import answer, hooper

BENCHMARK = """NAME = "{name}"
GROUP = "{group}"


def run():
    return {{"seconds": 0.25, "ratios": {{"peer / mine": 2.0}}}}
"""


@pytest.fixture
def repository(monkeypatch, tmp_path):
    """A repository with three benchmarks in two groups, and a file beside them that is none."""
    folder = tmp_path / "benchmarks"
    folder.mkdir()
    (tmp_path / "pyproject.toml").touch()
    (folder / "helper.py").write_text("raise RuntimeError('nobody should run this')\n")
    for name, group in (("fit_small", "fit"), ("fit_large", "fit"), ("step", "engine")):
        (folder / f"{name}.py").write_text(BENCHMARK.format(name=name, group=group))
    monkeypatch.setattr(bench, "REPOSITORY", tmp_path)


@pytest.mark.usefixtures("repository")
def test_a_benchmark_tells_its_figures_and_what_they_were_measured_on():
    told = answer("bench", "step")
    assert (told["name"], told["seconds"], told["ratios"]) == ("step", 0.25, {"peer / mine": 2.0})
    assert told["cpu"]
    assert {"python", "numpy", "numba"} <= told["versions"].keys()
    assert told["peak_rss_bytes"] > 1_000_000


@pytest.mark.usefixtures("repository")
def test_a_group_gives_all_its_benchmarks():
    told = answer("bench", "fit")
    assert [each["name"] for each in told["benchmarks"]] == ["fit_large", "fit_small"]


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
    assert {each.group for each in found} == {"bg_nbd", "engine"}
    assert all(each.name == each.path.stem for each in found)


@pytest.mark.slow
def test_the_fit_of_cdnow_can_be_measured():
    told = answer("bench", "bg_nbd_cdnow")
    assert told["customers"] == 2357
    assert told["ratios"]["lifetimes / hooper"] > 0.0
