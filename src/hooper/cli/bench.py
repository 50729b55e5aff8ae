"""`hooper bench`: the benchmarks of the repository, each measured in a process of its own."""

import ast
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import hooper
from hooper.cli.machine import cpu, peak_rss_bytes, versions
from hooper.cli.nearest import nearest
from hooper.cli.options import AsJson, Quiet, UnusedSeed
from hooper.cli.talk import Talk
from hooper.foundation.errors import Fault, InputError

if TYPE_CHECKING:
    from hooper.report.table import Table

REPOSITORY = Path(hooper.__file__).parents[2]


@dataclass(frozen=True)
class Benchmark:
    """A file of the folder `benchmarks`: it says `NAME` and `GROUP`, and its `run()` measures."""

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
    """Run benchmarks: how long things take, on this machine at this moment.

    Compare ratios, which were measured in one run; times drift with the machine.
    """
    talk = Talk(as_json, quiet)
    chosen = _choose(names or [], benchmarks_in(REPOSITORY))
    records: list[dict[str, Any]] = []
    for benchmark in chosen:
        talk.note(f"measuring {benchmark.name}")
        records.append(_in_own_process(benchmark))
    is_one = names is not None and names == [chosen[0].name]
    talk.answer(records[0] if is_one else {"benchmarks": records}, _table(records), f"on {cpu()}")


def benchmarks_in(repository: Path) -> list[Benchmark]:
    """Return the benchmarks of a repository; raises `InputError` where there are none."""
    folder = repository / "benchmarks"
    if not (repository / "pyproject.toml").is_file() or not folder.is_dir():
        problem = "benchmarks are files of the repository, and this is an installed package"
        raise InputError([Fault("hooper bench", problem, "clone the repository and run `make bench` there")])
    said = [(path, _constants(path)) for path in sorted(folder.glob("*.py"))]
    return [Benchmark(named["NAME"], named["GROUP"], path) for path, named in said if "NAME" in named]


def measure(path: Path) -> dict[str, Any]:
    """Run one benchmark in this process; return what it measured, and on what."""
    sys.path.insert(0, str(path.parent))
    measured = import_module(path.stem).run()
    return {**measured, "peak_rss_bytes": peak_rss_bytes(), "cpu": cpu(), "versions": versions()}


def _in_own_process(benchmark: Benchmark) -> dict[str, Any]:
    """Measure in a fresh process, so that the memory it took is its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        measured = process.submit(measure, benchmark.path).result()
    return {"name": benchmark.name, "group": benchmark.group, **measured}


def _choose(names: list[str], known: list[Benchmark]) -> list[Benchmark]:
    offered = [name for each in known for name in (each.name, each.group)]
    faults = [
        Fault("NAME", f"there is no benchmark or group '{name}'", nearest(name, dict.fromkeys(offered)))
        for name in names
        if name not in offered
    ]
    if faults:
        raise InputError(faults)
    return [each for each in known if not names or each.name in names or each.group in names]


def _constants(path: Path) -> dict[str, str]:
    """Return the texts that a file assigns to names, without running it."""
    return {
        target.id: statement.value.value
        for statement in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Constant)
        for target in statement.targets
        if isinstance(target, ast.Name) and isinstance(statement.value.value, str)
    }


def _table(records: list[dict[str, Any]]) -> "Table":
    from hooper.report.numbers import significant
    from hooper.report.table import Column, Table

    rows = [
        (record["name"], record.get("ns_per_customer_period"), record.get("seconds"), _ratios(record))
        for record in records
    ]
    columns = (
        Column("name", "benchmark"),
        Column("ns_per_customer_period", "ns a customer-period", significant),
        Column("seconds", "seconds", significant),
        Column("ratios", "ratios"),
    )
    return Table("", columns, tuple(rows))


def _ratios(record: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value:.3g}" for name, value in record["ratios"].items())
