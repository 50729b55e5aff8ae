"""`hooper verify`: the oracles, each with its figure, its band, and whether it holds."""

from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli.exits import ANSWER_IS_NO
from hooper.cli.options import LARGEST_SEED, AsJson, Quiet
from hooper.cli.talk import Talk

if TYPE_CHECKING:
    from hooper.evidence.oracles.oracle import OracleResult
    from hooper.report.table import Table


def verify(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Oracles; without one, all of them.")
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
    results: list[OracleResult] = []
    for oracle in chosen:
        talk.note(f"{oracle.name}: {oracle.claim}")
        results.append(oracle.check(seed))
    talk.answer({"oracles": [_record(result) for result in results], "seed": seed}, _table(results))
    if not all(result.passed for result in results):
        raise typer.Exit(ANSWER_IS_NO)


def _record(result: "OracleResult") -> dict[str, object]:
    return {
        "name": result.name,
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


def _table(results: "list[OracleResult]") -> "Table":
    from hooper.report.numbers import significant, verbatim, words
    from hooper.report.table import Column, Table

    rows = [
        (result.name, each.label, each.value, each.expected, each.tolerance, _verdict(each.passed))
        for result in results
        for each in result.figures
    ]
    columns = (
        Column("oracle", "oracle", words),
        Column("figure", "figure", verbatim),
        Column("value", "value", significant),
        Column("expected", "expected", significant),
        Column("tolerance", "+/-", significant),
        Column("verdict", "", verbatim),
    )
    return Table("", columns, tuple(rows))


def _verdict(passed: bool) -> str:
    return "pass" if passed else "FAIL"
