"""Write the pages of the documents that tell how the oracles and the facts came out.

`publish_checks.py ORACLES.json FACTS.json` takes what `hooper verify --json` and `hooper facts --json` have printed.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from hooper.report.numbers import significant

DOCS = Path(__file__).parent.parent / "docs"
_VERDICTS = {True: "holds", False: "**does not hold**"}


def main(oracles: Path, facts: Path) -> None:
    """Write both pages."""
    (DOCS / "oracles.md").write_text(oracles_page(json.loads(oracles.read_text())), encoding="utf-8")
    (DOCS / "facts_measured.md").write_text(facts_page(json.loads(facts.read_text())), encoding="utf-8")


def oracles_page(told: dict[str, Any]) -> str:
    """Return the page of the oracles: each with its claim and every figure beside its closed form."""
    lines = [
        "# Oracles, measured",
        "",
        "An oracle is what theory gives in closed form: that the simulator agrees shows that the laws are computed rightly.",
        "([Facts](facts.md) ask whether they are good laws.) A figure may differ by its tolerance: 4.5 standard errors of the",
        "simulation, which a right program leaves seven times in a million, or the roundings that are counted.",
        f"`hooper verify` measures them; this page is what it found with seed {told['seed']}, and is made by",
        "`scripts/publish_checks.py`. `hooper explain NAME` has the source of each.",
        "",
    ]
    for oracle in told["oracles"]:
        rows = [
            (each["label"], *_numbers(each, "value", "expected", "tolerance"), _VERDICTS[each["passed"]])
            for each in oracle["figures"]
        ]
        lines += [f"## {_words(oracle['name'])}", "", f"{_sentence(oracle['claim'])}", ""]
        lines += [*_table(("figure", "measured", "theory", "tolerance", ""), rows), ""]
    return "\n".join(lines)


def facts_page(told: dict[str, Any]) -> str:
    """Return the page of the facts: each with its claim, its kind, and every figure beside its band."""
    failed = [f"{each['number']} ({_words(each['name'])})" for each in told["facts"] if not each["passed"]]
    lines = [
        "# Facts, measured",
        "",
        "What each fact asks, and why, is on [its page](facts.md). These are the figures that `hooper facts` has found at full",
        f"size in the preset `default`, lived by {told['period']}s, with seed {told['seed']}. The page is made by "
        "`scripts/publish_checks.py`. Only",
        "emergent facts count as evidence for the laws.",
        "",
        f"Of {len(told['facts'])} facts, {len(told['facts']) - len(failed)} show. "
        + (f"These do not: {', '.join(failed)}." if failed else ""),
        "",
    ]
    for fact in told["facts"]:
        rows = [
            (each["label"], *_numbers(each, "value", "low", "high"), _VERDICTS[each["passed"]])
            for each in fact["bands"]
        ]
        lines += [f"## {fact['number']}: {_words(fact['name'])}", ""]
        lines += [f"{_sentence(fact['claim'])} Kind: {fact['kind']}. Off means: {fact['off']}.", ""]
        lines += [*_table(("figure", "measured", "at least", "at most", ""), rows), ""]
    return "\n".join(lines)


def _words(name: str) -> str:
    return name.replace("_", " ")


def _sentence(claim: str) -> str:
    return f"{claim[0].upper()}{claim[1:]}."


def _numbers(figure: dict[str, Any], *keys: str) -> Iterator[str]:
    return ("" if figure[key] is None else significant(figure[key]) for key in keys)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|---|---:|---:|---:|---|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"


if __name__ == "__main__":
    main(*(Path(each) for each in sys.argv[1:]))
