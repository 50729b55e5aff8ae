"""The settings with which a study was begun, kept beside its runs, so that it goes on with the same ones."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from hooper.foundation.errors import Fault, InputError
from hooper.study.durable import replace_for_good
from hooper.study.provenance import flat_settings

FILE: Final = "settings.json"
# With more replications, or another rule to stop by, the runs that are there are still those that are wanted.
_MAY_RISE: Final = ("study.replications", "study.stopping.most_replications")
_MAY_CHANGE: Final = ("study.stopping", "study.run_limit_seconds")
_ABSENT: Final = "not set"


def keep_settings(out: Path, settings: Mapping[str, Any], *, resume: bool) -> None:
    """Write the settings of a study that begins under `out`, and compare them with those that are there.

    Raises `InputError` with every difference if a study is to be resumed with others.
    """
    file = out / FILE
    told = json.dumps(settings, indent=1, sort_keys=True)
    if resume and file.is_file():
        faults = [
            Fault(f"{file}: {key}", f"was {old} when the study began and is {new} now", _REMEDY)
            for key, old, new in _differences(_flat(file.read_text(encoding="utf-8")), _flat(told))
        ]
        if faults:
            raise InputError(faults)
    out.mkdir(parents=True, exist_ok=True)
    replace_for_good(file, told.encode())


_REMEDY: Final = "resume with what it was, or leave --resume out to begin anew, or give another --out"


def _differences(before: dict[str, str], now: dict[str, str]) -> list[tuple[str, str, str]]:
    keys = dict.fromkeys((*before, *now))
    return [
        (key, before.get(key, _ABSENT), now.get(key, _ABSENT))
        for key in keys
        if before.get(key) != now.get(key) and not _allowed(key, before.get(key), now.get(key))
    ]


def _allowed(key: str, before: str | None, now: str | None) -> bool:
    if key in _MAY_RISE and before is not None and now is not None and now != "None" and before != "None":
        return int(now) > int(before)
    return key.startswith(_MAY_CHANGE)


def _flat(text: str) -> dict[str, str]:
    return flat_settings(json.loads(text))
