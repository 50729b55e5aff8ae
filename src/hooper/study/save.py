"""Writes a finished comparison to a folder: outcomes, report, figures, tables and manifest."""

import json
from pathlib import Path

from hooper.report.page import write_report
from hooper.study.outcome_table import write_outcome
from hooper.study.provenance import versions
from hooper.study.report_content import report_content
from hooper.study.results import Comparison


def save(comparison: Comparison, out: Path) -> Path:
    """Write everything under `out`, the manifest last; return the path of `report.html`."""
    report = write_report(report_content(comparison), out)
    write_outcome(comparison.outcome, out)
    manifest = {
        "study": comparison.study.model_dump(mode="json"),
        "scenario": comparison.scenario.model_dump(mode="json"),
        "seed": comparison.study.seed,
        "versions": versions(),
        "digest": comparison.digest,
        "digests": comparison.digests,
        "ranking": [row.record() for row in comparison.ranking],
    }
    temporary = out / "manifest.json.unfinished"
    temporary.write_text(json.dumps(manifest, indent=2), encoding="utf-8")
    temporary.replace(out / "manifest.json")
    return report
