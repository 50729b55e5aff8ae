"""Run an experiment: `full`, or `quick` and checked against its `expected.json`.

An experiment is carried out by the `command` of its `expected.json`, a list of words; without one that is
`hooper compare study.toml`. Words that name a file of the experiment mean that file.
"""

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

BIN = Path(sys.executable).parent
COMPARE = ("hooper", "compare", "study.toml")
# By these, in this order, the rows of a list are named.
NAMES = ("world", "point", "strategy", "estimator", "name")


def main(size: str, folder: Path) -> int:
    """Run one experiment; print every figure of the quick form that is not as expected."""
    expected = json.loads((folder / "expected.json").read_text())
    command = command_of(expected, folder)
    if size == "full":
        return subprocess.run(command, check=False).returncode
    with tempfile.TemporaryDirectory(prefix="hooper-experiment-") as place:
        found = figures(_quick(command, expected["quick"], Path(place)), Path(place))
    missed = list(misses(found, expected["figures"]))
    print(*missed, f"{folder}: {len(expected['figures'])} figures checked, {len(missed)} missed", sep="\n")
    return 1 if missed else 0


def command_of(expected: Mapping[str, Any], folder: Path) -> list[str]:
    """Return the command that carries an experiment out; it can be run from anywhere."""
    program, *words = expected.get("command", COMPARE)
    files = {path.name: str(path.resolve()) for path in folder.iterdir()}
    return [str(BIN / program), *(files.get(word, word) for word in words)]


def figures(record: Mapping[str, Any], place: Path) -> dict[str, Any]:
    """Return what was found, by name.

    The names are those of the JSON, as in `ranking.STRATEGY.COLUMN`, and, of worlds made from a log,
    `reproduction.CHECK`: the worlds' figure less the log's.
    """
    found = dict(_named(record))
    for checks in place.rglob("reproduction.csv"):
        with checks.open(encoding="utf-8", newline="") as file:
            found |= {f"reproduction.{row['name']}": float(row["difference"]) for row in csv.DictReader(file)}
    return found


def _named(record: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in record.items():
        name = f"{before}{key}"
        if isinstance(value, list):
            for row in value:
                own = [str(row[column]) for column in NAMES if column in row] if isinstance(row, dict) else []
                yield from _named(row, f"{name}.{'.'.join(own)}.") if own else ()
        elif isinstance(value, dict):
            yield from _named(value, f"{name}.")
        else:
            yield name, value


def misses(found: Mapping[str, Any], expected: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each expected figure that is absent, outside its [low, high], or another value.

    >>> list(misses({"complete": True, "gain": 7.0}, {"complete": True, "gain": [1.0, 5.0]}))
    ['gain: expected 1.0 to 5.0, found 7.0']
    """
    for name, wanted in expected.items():
        value = found.get(name)
        if isinstance(wanted, list):
            low, high = wanted
            if value is None or not low <= value <= high:
                yield f"{name}: expected {low} to {high}, found {value}"
        elif value != wanted:
            yield f"{name}: expected {wanted}, found {value}"


def _quick(command: list[str], settings: Mapping[str, Any], place: Path) -> dict[str, Any]:
    changes = [part for key, value in settings.items() for part in ("--set", f"{key}={value}")]
    asked = [*command, "--json", *changes]
    done = subprocess.run(asked, check=False, stdout=subprocess.PIPE, text=True, cwd=place)
    if done.returncode != 0:
        raise SystemExit(done.returncode)
    return json.loads(done.stdout)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
