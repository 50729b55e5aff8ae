"""Bring what the paper reads to `paper/results/`: `python -m scripts.publish_paper FOLDER`, from the root.

FOLDER holds the finished studies of `paper/studies/`, each in a folder of its name, `scores-SEED.json` of
`hooper score --json`, `oracles.json` of `hooper verify --json` and `facts.json` of `hooper facts --json`.
"""

import csv
import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from hooper.report.save_figures import svg_bytes
from scripts.paper_results.checks import facts, oracles
from scripts.paper_results.estimators import estimators
from scripts.paper_results.pictures import gains_by_competition, saved_by_pairing
from scripts.paper_results.strategies import gains, leads, orders_decided, worlds_of

RESULTS = Path(__file__).parent.parent / "paper" / "results"
STUDIES = ("shop", "relationship", "contract")
MAPPED = ("shop", "contract")


def main(folder: Path) -> None:
    """Write the tables and the pictures."""
    worlds = [world for name in STUDIES for world in worlds_of(folder / name, "loyalty.competition", name)]
    doses = worlds_of(folder / "doses", "study.budget.per_customer_per_year")
    by_competition = [row for world in worlds for row in gains(world)]
    by_budget = [row for world in doses for row in gains(world)]
    _write("gains", [asdict(row) for row in by_competition])
    _write("doses", [asdict(row) for row in by_budget])
    _write("leads", [leads(world) for world in worlds])
    _write("orders_decided", [orders_decided(world) for world in worlds])
    _write("estimators", list(estimators(sorted(folder.glob("scores-*.json")))))
    _write("oracles", list(oracles(json.loads((folder / "oracles.json").read_text()))))
    _write("facts", list(facts(json.loads((folder / "facts.json").read_text()))))
    (RESULTS / "gains_by_competition.svg").write_bytes(svg_bytes(gains_by_competition(by_competition)))
    (RESULTS / "saved_by_pairing.svg").write_bytes(svg_bytes(saved_by_pairing(by_budget)))
    for name in MAPPED:
        [drawn] = (folder / name / "figures").glob("where_each_wins_*.svg")
        shutil.copyfile(drawn, RESULTS / f"where_each_wins_{name}.svg")
        shutil.copyfile(
            folder / name / "tables" / "where_each_wins.csv", RESULTS / f"where_each_wins_{name}.csv"
        )


def _write(name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    with (RESULTS / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
