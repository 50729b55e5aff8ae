"""`hooper verify`: the oracles, each with its figure, its band, and whether it holds."""

from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli import completions
from hooper.cli.checked import verdict
from hooper.cli.exits import ANSWER_IS_NO
from hooper.cli.options import LARGEST_SEED, AsJson, Quiet
from hooper.cli.talk import Talk

if TYPE_CHECKING:
    from hooper.evidence.oracles.oracle import Oracle, OracleResult
    from hooper.report.numbers import Cell
    from hooper.report.table import Table


def verify(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            autocompletion=completions.names_of("oracles"),
            help="Oracles; without one, all of them.",
        ),
    ] = None,
    as_json: AsJson = False,
    seed: Annotated[int, typer.Option(min=0, max=LARGEST_SEED, help="Seed of chance.")] = 1,
    quiet: Quiet = False,
) -> None:
    """Measure what theory gives in closed form, and tell whether the simulator agrees.

    The exit code is 1 if an oracle fails.
    """
    from hooper.evidence.oracles import catalogue

    talk = Talk(as_json, quiet)
    chosen = [catalogue.get(name) for name in names or catalogue.names()]
    checked: list[tuple[Oracle, OracleResult]] = []
    for oracle in chosen:
        talk.note(f"measuring {oracle.name}")
        checked.append((oracle, oracle.check(seed)))
    shown: list[Table | str] = []
    for oracle, result in checked:
        shown += [f"{oracle.name}: {oracle.claim}", _table(result)]
    results = [result for _, result in checked]
    talk.answer(
        {"oracles": [_record(*each) for each in checked], "seed": seed}, *shown, verdict(results, "oracles")
    )
    if not all(result.passed for result in results):
        raise typer.Exit(ANSWER_IS_NO)


def _record(oracle: "Oracle", result: "OracleResult") -> dict[str, object]:
    return {
        "name": result.name,
        "claim": oracle.claim,
        "value": result.value,
        "expected": result.expected,
        "tolerance": result.tolerance,
        "passed": result.passed,
        "figures": [
            {
                "label": figure.label,
                "value": figure.value,
                "expected": figure.expected,
                "tolerance": figure.tolerance,
                "passed": figure.passed,
            }
            for figure in result.figures
        ],
    }


def _table(result: "OracleResult") -> "Table":
    from hooper.report.numbers import significant, verbatim
    from hooper.report.table import Column, Table

    rows = [
        (each.label, each.value, each.expected, each.tolerance, "pass" if each.passed else "FAIL")
        for each in result.figures
    ]
    columns = (
        Column("figure", "figure", verbatim),
        Column("value", "value", significant),
        Column("expected", "expected", significant),
        Column("tolerance", "+/-", _tolerance),
        Column("verdict", "", verbatim),
    )
    return Table("", columns, tuple(rows))


def _tolerance(value: "Cell") -> str:
    from hooper.report.numbers import significant

    return significant(value) if value else "exactly"
