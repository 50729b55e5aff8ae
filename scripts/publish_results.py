"""Bring the result of the study in full to where the paper and the documents read it."""

import csv
import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "paper" / "results"
EXPERIMENT = ROOT / "experiments" / "which_retention_strategy" / "README.md"

TABLES = (
    "ranking",
    "leaks_by_cause",
    "parameter_ignorance",
    "reproduction",
    "repeat_curves",
    "log_summary",
    "log_fit_parameters",
    "estimator_errors",
)
FIGURES = ("ranking", "leaky_bucket")
_ANSWER = re.compile(r"(?<=<!-- answer -->\n).*?(?=<!-- end of answer -->)", re.DOTALL)
_MINUS = "\N{MINUS SIGN}"


def main(finished: Path) -> None:
    """Copy the figures, the tables and what they came from; put the answer into the experiment's page."""
    manifest = json.loads((finished / "manifest.json").read_text())
    RESULTS.mkdir(exist_ok=True)
    for name in TABLES:
        shutil.copyfile(finished / "tables" / f"{name}.csv", RESULTS / f"{name}.csv")
    for name in FIGURES:
        shutil.copyfile(finished / "figures" / f"{name}.svg", RESULTS / f"{name}.svg")
    kept = {key: manifest[key] for key in ("study", "seed", "versions", "digest")}
    (RESULTS / "study.json").write_text(json.dumps(kept, indent=2) + "\n")
    EXPERIMENT.write_text(with_answer(EXPERIMENT.read_text(), RESULTS / "ranking.csv"))


def with_answer(page: str, ranking: Path) -> str:
    """Return the page with the table of the ranking between the marks of its answer."""
    with ranking.open(encoding="utf-8", newline="") as file:
        return _ANSWER.sub("\n".join(_answer(list(csv.DictReader(file)))) + "\n", page)


def _answer(rows: list[dict[str, str]]) -> Iterator[str]:
    yield "| strategy | gain, USD | 95 % interval | best in draws | 90 % of draws, USD | retention |"
    yield "|---|---:|---:|---:|---:|---:|"
    for row in rows:
        name = row["strategy"].replace("_", " ")
        gain, best, retention = float(row["difference"]), float(row["share_best"]), float(row["retention"])
        interval, draws = _span(row["low"], row["high"]), _span(row["drawn_low"], row["drawn_high"])
        cells = (name, f"{gain:,.0f}", interval, f"{best:.0%}", draws, f"{retention:.1%}")
        yield f"| {' | '.join(cells)} |".replace("%", " %").replace("-", _MINUS)


def _span(low: str, high: str) -> str:
    return "reference" if low == high else f"{float(low):,.0f} to {float(high):,.0f}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
