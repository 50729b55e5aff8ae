"""What `hooper compare` says of a finished study: the ranking of its world, or who wins in which."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from hooper.cli.talk import Talk
from hooper.foundation.errors import IncompleteError

if TYPE_CHECKING:
    from hooper.study.results import Comparison, ManyWorlds

CURRENCY = "USD"


def answer_comparison(done: "ManyWorlds", folder: Path, talk: Talk) -> None:
    """Print the ranking of a study of one world, or who wins where in one of many."""
    from hooper.report.console import ranking_parts
    from hooper.study.study_worlds import is_one_world

    failed = [{**run.about, "reason": run.reason, "file": run.file} for run in done.failed]
    about = {"out": str(folder), "complete": done.complete, "baseline": done.study.baseline, "failed": failed}
    if not is_one_world(done.study):
        _answer_worlds(done, folder, about, talk)
        return
    [world] = done.worlds
    record = {
        **_record(world, folder),
        **about,
        "parameter_draws": [vars(row) for row in world.ignorance],
        "for_whom": [each.record() for each in world.for_whom],
    }
    parts = ranking_parts(world.ranking, world.ignorance, CURRENCY, done.study.level, world.stopped)
    talk.answer(record, *parts, f"report: {record['report']}", f"digest {world.digest}")


def answer_failures(done: "ManyWorlds", again: str) -> None:
    """Raise `IncompleteError` with the runs that have failed, if there are any, and how to try them again."""
    if not done.failed:
        return
    from hooper.study.failed_runs import told_of

    raise IncompleteError(f"{told_of(done.failed)}\n    try them again with `{again}`")


def _answer_worlds(done: "ManyWorlds", folder: Path, about: dict[str, Any], talk: Talk) -> None:
    from hooper.report.stopping_text import stopping_text
    from hooper.report.winners_table import winners_table
    from hooper.study.save import folder_of

    worlds = [
        {
            "world": each.world,
            "point": each.point,
            "levels": dict(each.levels),
            **_record(each, folder_of(each, folder)),
        }
        for each in done.worlds
    ]
    rows = [row.record() for row in done.winners]
    record = {"worlds": worlds, "winners": rows, **about, "report": str(folder / "report.html")}
    record["digest"] = done.digest
    ended = [
        f"{each.world}-{each.point}: {stopping_text(each.stopped, CURRENCY)}"
        for each in done.worlds
        if each.stopped
    ]
    told = *ended, f"report: {record['report']}", f"digest {done.digest}"
    talk.answer(record, winners_table(rows, CURRENCY), *told)


def _record(world: "Comparison", folder: Path) -> dict[str, Any]:
    from hooper.comparison.lever_break_even import break_even_by_lever
    from hooper.comparison.where_each_wins import places
    from hooper.study.winner_maps import where_in

    found = where_in(world)
    levers = break_even_by_lever(world.outcome, world.study.baseline, world.study.level)
    return {
        "ranking": [row.record() for row in world.ranking],
        "break_even_by_lever": [row.record() for row in levers],
        "where_each_wins": [] if found is None else places(found),
        "replications": world.outcome.sizes["replication"],
        "stopping": world.stopped and world.stopped.record(),
        "report": str(folder / "report.html"),
        "digest": world.digest,
    }
