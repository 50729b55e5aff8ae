"""What `hooper compare --dry-run` says: what would be run, and what it would take."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from hooper.cli.talk import Talk

if TYPE_CHECKING:
    from hooper.study.study import Study, WorldSettings

_MIB = 1 << 20
_MINUTE = 60.0


def answer_plan(study: "Study", beside: Path, out: Path, workers: int, talk: Talk) -> None:
    """Check everything, live one short life, and print the plan; raises `InputError` if there is no room."""
    from hooper.study.compare import check
    from hooper.study.study_size import require_room_for, study_size
    from hooper.study.study_worlds import scenarios_of, worlds_of
    from hooper.study.worlds import read_real_log

    check(study)
    logs = [
        read_real_log(study.model_copy(update={"world": settings}), beside)
        for settings in scenarios_of(study).values()
    ]
    worlds = tuple(worlds_of(_without_logs(study), beside))
    size = study_size(study, worlds, workers)
    require_room_for(size, workers, out)
    record = {
        "worlds": [world.label for world in worlds],
        "strategies": list(study.chosen),
        "replications": study.replications,
        "runs": sum(size.runs.values()),
        "runs_by_kind": size.runs,
        "customer_periods": sum(size.runs.values()) * study.world.customers * study.periods,
        "workers": workers,
        "seconds": size.seconds,
        "disk_bytes": size.disk_bytes,
        "memory_bytes": size.memory_bytes,
        "log": next((log.name for log in logs if log), None),
    }
    talk.answer(record, *_lines(record), "nothing was written, and of the study nothing was run")


def _without_logs(study: "Study") -> "Study":
    """Return the study with its scenarios as they stand: a calibration takes minutes and changes no size."""

    def plain(world: "WorldSettings") -> "WorldSettings":
        return world.model_copy(update={"log": None})

    scenarios = {name: plain(world) for name, world in study.scenarios.items()}
    return study.model_copy(update={"world": plain(study.world), "scenarios": scenarios})


def _lines(record: dict[str, Any]) -> list[str]:
    by_kind = ", ".join(f"{count:,} of {kind}" for kind, count in record["runs_by_kind"].items())
    return [
        f"worlds: {', '.join(record['worlds'])}",
        f"strategies: {', '.join(record['strategies'])}",
        f"runs: {record['runs']:,} ({by_kind})",
        f"time: about {_duration(record['seconds'])} on {record['workers']} workers, calibration apart",
        f"disk: about {record['disk_bytes'] / _MIB:,.0f} MiB",
        f"memory: about {record['memory_bytes'] / _MIB:,.0f} MiB at once",
    ]


def _duration(seconds: float) -> str:
    return f"{seconds / _MINUTE:.1f} minutes" if seconds >= _MINUTE else f"{seconds:.0f} seconds"
