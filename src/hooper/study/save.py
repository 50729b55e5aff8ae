"""Writes a finished study to a folder: outcomes, report, figures, tables and manifest by world."""

import json
from collections.abc import Iterator
from pathlib import Path

from hooper.report.page import write_report
from hooper.report.worlds_page import write_worlds_report
from hooper.study.durable import replace_for_good
from hooper.study.outcome_table import write_outcome
from hooper.study.progress import Silent
from hooper.study.provenance import versions
from hooper.study.report_content import report_content
from hooper.study.results import Comparison, ManyWorlds
from hooper.study.sole_driver import sole_driver
from hooper.study.study_worlds import is_one_world
from hooper.study.worlds_content import worlds_content


def save(world: Comparison, folder: Path) -> Path:
    """Write everything of one world into `folder`, the manifest last; return the path of `report.html`."""
    folder.mkdir(parents=True, exist_ok=True)
    report = write_report(report_content(world), folder)
    write_outcome(world.outcome, folder)
    manifest = {
        "study": world.study.model_dump(mode="json"),
        "scenario": world.scenario.model_dump(mode="json"),
        "seed": world.study.seed,
        "versions": versions(),
        "digest": world.digest,
        "digests": world.digests,
        "ranking": [row.record() for row in world.ranking],
        "stopping": world.stopped and world.stopped.record(),
    }
    replace_for_good(folder / "manifest.json", json.dumps(manifest, indent=2).encode())
    return report


def save_worlds(done: ManyWorlds, out: Path) -> Iterator[Path]:
    """Write everything under `out`, and yield the path of each world's `report.html` once it is there.

    One world has its report in `out` itself; several have folders of their own, and in `out` a page of who
    wins where. Raises `InputError` if another process is at work there.
    """
    with sole_driver(out, Silent()):
        for world in done.worlds:
            yield save(world, folder_of(world, out))
        if not is_one_world(done.study):
            paths = {f"{each.world}-{each.point}": folder_of(each, Path()) for each in done.worlds}
            reports = {label: (path / "report.html").as_posix() for label, path in paths.items()}
            write_worlds_report(worlds_content(done, reports), out)


def folder_of(world: Comparison, out: Path) -> Path:
    """Return where the report of a world is, under the folder of its study."""
    return out if is_one_world(world.study) else out / "worlds" / f"{world.world}-{world.point}"
