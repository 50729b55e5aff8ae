from dataclasses import replace

from hooper.comparison.paired_differences import PairedDifference
from hooper.report.console import ranking_parts
from hooper.report.plain_text import plain_text
from hooper.report.table import Table


def ranking_text(*of):
    """The parts as aligned text, tables as wide as they need to be."""
    return "\n".join(plain_text(part) if isinstance(part, Table) else part for part in ranking_parts(*of))


def test_the_ranking_fits_a_terminal_and_names_every_strategy(content):
    text = ranking_text(content.ranking, content.ignorance, "USD")
    assert max(len(line) for line in text.splitlines()) <= 100
    lines = [line for line in text.splitlines() if line.lstrip().startswith(tuple("12345"))]
    assert [line.split("  ")[1].strip() or line for line in lines]
    assert [row.strategy.replace("_", " ") in line for row, line in zip(content.ranking, lines, strict=True)]


def test_columns_stand_under_their_headings(content):
    lines = ranking_text(content.ranking, (), "USD").splitlines()
    head = next(k for k, line in enumerate(lines) if line.startswith("rank"))
    rule = lines[head + 1]
    assert set(rule) == {"-", " "}
    assert all(len(line) <= len(rule) for line in lines[head : head + 7])


def test_ignorance_has_a_block_of_its_own_or_none(content):
    assert "Ranking over 30 draws" in ranking_text(content.ranking, content.ignorance, "USD")
    assert "draws" not in ranking_text(content.ranking, (), "USD")


def test_what_is_not_ok_is_said_below_the_table(content):
    lone = PairedDifference("x", "no_intervention", 1, "one_replication", "an interval needs two", 3.0)
    text = ranking_text([replace(content.ranking[0], gain=lone)], (), "USD")
    assert text.endswith("x: an interval needs two")
    assert "n/a" in text
