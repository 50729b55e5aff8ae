"""Run an experiment in its quick form and check the result against its `expected.json`."""

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HOOPER = Path(sys.executable).with_name("hooper")


def main(folder: Path) -> int:
    """Print every figure that is not as expected; return the exit code."""
    expected = json.loads((folder / "expected.json").read_text())
    with tempfile.TemporaryDirectory(prefix="hooper-experiment-") as out:
        found = figures(_compare(folder / "study.toml", expected["quick"], Path(out)), Path(out))
    missed = list(misses(found, expected["figures"]))
    print(*missed, f"{folder}: {len(expected['figures'])} figures checked, {len(missed)} missed", sep="\n")
    return 1 if missed else 0


def figures(record: Mapping[str, Any], out: Path) -> dict[str, Any]:
    """Return what a comparison found, by name.

    The names are those of the JSON, `ranking.STRATEGY.COLUMN`, and, of worlds made from a log,
    `reproduction.CHECK`: the worlds' figure less the log's.
    """
    found = {name: value for name, value in record.items() if not isinstance(value, list)}
    for row in record["ranking"]:
        found |= {f"ranking.{row['strategy']}.{column}": value for column, value in row.items()}
    checks = out / "tables" / "reproduction.csv"
    if not checks.exists():
        return found
    with checks.open(encoding="utf-8", newline="") as file:
        found |= {f"reproduction.{row['name']}": float(row["difference"]) for row in csv.DictReader(file)}
    return found


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


def _compare(study: Path, settings: Mapping[str, Any], out: Path) -> dict[str, Any]:
    changes = [part for key, value in settings.items() for part in ("--set", f"{key}={value}")]
    command = [str(HOOPER), "compare", str(study), "--out", str(out), "--json", *changes]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit(done.returncode)
    return json.loads(done.stdout)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
