"""`hooper facts`: the stylised facts, each with its figures, its bands, and whether the world shows it."""

from math import isfinite
from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli import completions
from hooper.cli.checked import verdict
from hooper.cli.exits import ANSWER_IS_NO
from hooper.cli.options import LARGEST_SEED, AsJson, Quiet
from hooper.cli.talk import Talk
from hooper.foundation.units import PeriodUnit

if TYPE_CHECKING:
    from hooper.evidence.facts.fact import Fact, FactResult, Figure
    from hooper.report.numbers import Cell
    from hooper.report.table import Table


def facts(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            autocompletion=completions.names_of("facts"),
            help="Facts; without one, all of them.",
        ),
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Fewer customers: under a minute.")] = False,
    as_json: AsJson = False,
    seed: Annotated[int, typer.Option(min=0, max=LARGEST_SEED, help="Seed of chance.")] = 1,
    period: Annotated[PeriodUnit, typer.Option(help="By which period customers live.")] = "month",
    quiet: Quiet = False,
) -> None:
    """Measure what is known of customers anywhere, and tell whether the default world shows it.

    The exit code is 1 if a fact fails.
    """
    from hooper.evidence.facts import catalogue
    from hooper.evidence.facts.default_world import default_world
    from hooper.evidence.facts.fact import Sample

    talk = Talk(as_json, quiet)
    scenario = default_world(period)
    chosen = [catalogue.get(name) for name in names or catalogue.names()]
    checked: list[tuple[Fact, FactResult]] = []
    for fact in chosen:
        talk.note(f"measuring {fact.name}")
        checked.append((fact, fact.check(Sample(fact.quick if quick else fact.full, seed, scenario))))
    shown: list[Table | str] = []
    for fact, result in checked:
        shown += [f"{fact.name} ({fact.number}, {fact.kind}): {fact.claim}", _off(fact, result)]
        shown += [_table(result)]
    results = [result for _, result in checked]
    talk.answer(
        {"facts": [_record(*each) for each in checked], "seed": seed, "period": period},
        *shown,
        verdict(results, "facts"),
    )
    if not all(result.passed for result in results):
        raise typer.Exit(ANSWER_IS_NO)


def _record(fact: "Fact", result: "FactResult") -> dict[str, object]:
    headline = result.headline
    return {
        "name": fact.name,
        "number": fact.number,
        "kind": fact.kind,
        "claim": fact.claim,
        "value": headline.value,
        "low": headline.band.low,
        "high": headline.band.high,
        "passed": result.passed,
        "value_off": result.value_off,
        "off": fact.off,
        "bands": [_band(figure) for figure in result.figures],
    }


def _band(figure: "Figure") -> dict[str, object]:
    return {
        "label": figure.band.label,
        "value": figure.value,
        "low": figure.band.low,
        "high": figure.band.high,
        "passed": figure.passed,
    }


def _off(fact: "Fact", result: "FactResult") -> str:
    from hooper.report.numbers import significant

    return f"off ({fact.off}): the first figure is {significant(result.value_off)}"


def _table(result: "FactResult") -> "Table":
    from hooper.report.numbers import significant, verbatim
    from hooper.report.table import Column, Table

    rows = [
        (each.band.label, each.value, each.band.low, each.band.high, "pass" if each.passed else "FAIL")
        for each in result.figures
    ]
    columns = (
        Column("figure", "figure", verbatim),
        Column("value", "value", significant),
        Column("low", "from", _bound),
        Column("high", "to", _bound),
        Column("verdict", "", verbatim),
    )
    return Table("", columns, tuple(rows))


def _bound(value: "Cell") -> str:
    """Write where a band ends; one that does not end there has nothing written."""
    from hooper.report.numbers import significant

    return significant(value) if isinstance(value, float) and isfinite(value) else ""
