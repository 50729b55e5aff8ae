"""The benchmarks as groups of pytest-benchmark, to be kept and compared from commit to commit.

    pytest benchmarks/test_benchmarks.py --benchmark-autosave
    pytest benchmarks/test_benchmarks.py --benchmark-compare

Times are processor times, those of started processes included. The worlds are small here; the figures that
have bars, at full size, are those of `hooper bench`.
"""

import resource
from collections.abc import Callable, Iterator

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from hooper.cli.bench import REPOSITORY, benchmarks_in, load


def processor_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def tasks() -> Iterator[object]:
    """Yield the benchmarks that have a `task`: it prepares, and returns what is to be timed."""
    for each in benchmarks_in(REPOSITORY):
        task = getattr(load(each.path), "task", None)
        if task:
            group = pytest.mark.benchmark(group=each.group, timer=processor_seconds)
            yield pytest.param(task, id=each.name, marks=group)


@pytest.mark.parametrize("task", list(tasks()))
def test_benchmark(benchmark: BenchmarkFixture, task: Callable[[], Callable[[], object]]) -> None:
    benchmark.pedantic(task(), rounds=3, warmup_rounds=1)
