"""Write the pages of the documents that tell how the oracles and the facts came out.

`publish_checks.py ORACLES.json FACTS.json` takes what `hooper verify --json` and `hooper facts --json` print.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hooper.report.numbers import significant

DOCS = Path(__file__).parent.parent / "docs"
_ORACLES = """\
# Oracles, measured

An oracle is what theory gives in closed form: that the simulator agrees shows that the laws are computed
rightly. ([Facts](facts.md) ask whether they are good laws.) A figure may differ by its tolerance: 4.5
standard errors of the simulation, which a right program leaves seven times in a million, or the roundings
that are counted. `hooper verify` measures them, and `hooper explain NAME` has the source of each; this page
is what was found with seed {seed}, and is made by `scripts/publish_checks.py`.
"""
_FACTS = """\
# Facts, measured

What each fact asks, and why, is on [its page](facts.md). These are the figures that `hooper facts` found at
full size in the preset `default`, lived by {period}s, with seed {seed}. The page is made by
`scripts/publish_checks.py`. Only emergent facts count as evidence for the laws.

Of {count} facts, {shown} show.{but}
"""
_VERDICTS = {True: "holds", False: "**does not hold**"}


def main(oracles: Path, facts: Path) -> None:
    """Write both pages."""
    (DOCS / "oracles.md").write_text(oracles_page(json.loads(oracles.read_text())), encoding="utf-8")
    (DOCS / "facts_measured.md").write_text(facts_page(json.loads(facts.read_text())), encoding="utf-8")


def oracles_page(told: dict[str, Any]) -> str:
    """Return the page of the oracles: each with its claim and every figure beside its closed form."""
    lines = [_ORACLES.format(seed=told["seed"])]
    for oracle in told["oracles"]:
        lines += [f"## {_words(oracle['name'])}\n", f"{_sentence(oracle['claim'])}\n"]
        lines += ["| figure | measured | theory | tolerance | |", "|---|---:|---:|---:|---|"]
        lines += [_row(figure, "value", "expected", "tolerance") for figure in oracle["figures"]]
        lines.append("")
    return "\n".join(lines)


def facts_page(told: dict[str, Any]) -> str:
    """Return the page of the facts: each with its claim, its kind, and every figure beside its band."""
    lines = [_FACTS.format(seed=told["seed"], period=told["period"], **_counted(told["facts"]))]
    for fact in told["facts"]:
        about = f"Kind: {fact['kind']}. Off means: {fact['off']}."
        lines += [f"## {fact['number']}: {_words(fact['name'])}\n", f"{_sentence(fact['claim'])} {about}\n"]
        lines += ["| figure | measured | at least | at most | |", "|---|---:|---:|---:|---|"]
        lines += [_row(figure, "value", "low", "high") for figure in fact["bands"]]
        lines.append("")
    return "\n".join(lines)


def _counted(facts: list[dict[str, Any]]) -> dict[str, object]:
    missed = [f"{each['number']} ({_words(each['name'])})" for each in facts if not each["passed"]]
    but = f" Not so: {', '.join(missed)}." if missed else ""
    return {"count": len(facts), "shown": len(facts) - len(missed), "but": but}


def _row(figure: dict[str, Any], *keys: str) -> str:
    cells = (figure["label"], *_numbers(figure, keys), _VERDICTS[figure["passed"]])
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _numbers(figure: dict[str, Any], keys: tuple[str, ...]) -> Iterator[str]:
    return ("" if figure[key] is None else significant(figure[key]) for key in keys)


def _words(name: str) -> str:
    return name.replace("_", " ")


def _sentence(claim: str) -> str:
    return f"{claim[0].upper()}{claim[1:]}."


if __name__ == "__main__":
    main(*(Path(each) for each in sys.argv[1:]))
