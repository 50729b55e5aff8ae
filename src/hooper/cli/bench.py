"""`hooper bench`: the benchmarks of the repository, each measured in a process of its own."""

import ast
import os
import sys
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import typer

import hooper
from hooper.cli.nearest import nearest
from hooper.cli.options import AsJson, Quiet, UnusedSeed
from hooper.cli.talk import Talk
from hooper.foundation.errors import Fault, InputError

REPOSITORY = Path(hooper.__file__).parents[2]
ONLY_WHEN_NAMED = "large"


@dataclass(frozen=True)
class Benchmark:
    """A file of the folder `benchmarks`: it says `NAME` and `GROUP`, and its `run()` measures.

    It may say `MUST` and `AIM`: what a figure has to reach, by the name that it has in the record.
    """

    name: str
    group: str
    path: Path


def bench(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Benchmarks or groups; without one, all.")
    ] = None,
    as_json: AsJson = False,
    seed: UnusedSeed = None,
    quiet: Quiet = False,
) -> None:
    """Run benchmarks: how long things take on this machine at this moment, beside what they must and aim at.

    Compare ratios, which were measured in one run; times drift with the machine. The group `large` takes
    minutes and many gigabytes, and is left out unless it is named.
    """
    from hooper.cli.bench_table import bench_table, remarks

    talk = Talk(as_json, quiet)
    chosen, left_out = _choose(names or [], benchmarks_in(REPOSITORY))
    records: list[dict[str, Any]] = []
    for benchmark in chosen:
        talk.note(f"measuring {benchmark.name}")
        records.append(_in_own_process(benchmark))
    is_one = names is not None and names == [chosen[0].name]
    record = records[0] if is_one else {"benchmarks": records, "left_out": left_out}
    talk.answer(record, bench_table(records), *remarks(records, left_out))


def benchmarks_in(repository: Path) -> list[Benchmark]:
    """Return the benchmarks of a repository; raises `InputError` where there are none."""
    folder = repository / "benchmarks"
    if not (repository / "pyproject.toml").is_file() or not folder.is_dir():
        problem = "benchmarks are files of the repository, and this is an installed package"
        raise InputError([Fault("hooper bench", problem, "clone the repository and run `make bench` there")])
    said = [(path, _constants(path)) for path in sorted(folder.glob("*.py"))]
    return [Benchmark(named["NAME"], named["GROUP"], path) for path, named in said if "NAME" in named]


def load(path: Path) -> ModuleType:
    """Return the module of a benchmark, whose helpers lie beside it."""
    if str(path.parent) not in sys.path:
        sys.path.insert(0, str(path.parent))
    return import_module(path.stem)


def measure(path: Path) -> dict[str, Any]:
    """Run one benchmark in this process; return what it measured, and on what."""
    from hooper.cli.bars import figures_of
    from hooper.cli.machine import cpu, isa, peak_rss_bytes, versions

    benchmark = load(path)
    measured = benchmark.run()
    figures = figures_of(measured, getattr(benchmark, "MUST", {}), getattr(benchmark, "AIM", {}))
    machine = {"cpu": cpu(), "isa": isa(), "load_average": os.getloadavg()[0], "versions": versions()}
    beside_bars = [{**asdict(figure), "met": figure.met} for figure in figures]
    return {"peak_rss_bytes": peak_rss_bytes(), **measured, "figures": beside_bars, **machine}


def _in_own_process(benchmark: Benchmark) -> dict[str, Any]:
    """Measure in a fresh process, so that the memory it took is its own."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        measured = process.submit(measure, benchmark.path).result()
    return {"name": benchmark.name, "group": benchmark.group, **measured}


def _choose(names: list[str], known: list[Benchmark]) -> tuple[list[Benchmark], list[str]]:
    """Return the benchmarks that were asked for, and the names of those left out until they are named."""
    offered = [name for each in known for name in (each.name, each.group)]
    faults = [
        Fault("NAME", f"there is no benchmark or group '{name}'", nearest(name, dict.fromkeys(offered)))
        for name in names
        if name not in offered
    ]
    if faults:
        raise InputError(faults)
    if names:
        return [each for each in known if each.name in names or each.group in names], []
    large = [each.name for each in known if each.group == ONLY_WHEN_NAMED]
    return [each for each in known if each.name not in large], large


def _constants(path: Path) -> dict[str, str]:
    """Return the texts that a file assigns to names, without running it."""
    return {
        target.id: statement.value.value
        for statement in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant)
        for target in statement.targets
        if isinstance(target, ast.Name) and isinstance(statement.value.value, str)
    }
