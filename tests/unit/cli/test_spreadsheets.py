"""Files as spreadsheets and shops export them: whatever the dialect, the answers are the same."""

import csv
from pathlib import Path

import pytest

from tests.command_line import answer, hooper

GERMAN = ("--columns", "customer_id=Kunde,date=Datum,amount=Betrag")


def german(amount):
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


# encoding, delimiter, header, date, amount, options
DIALECTS = {
    "german spreadsheet": ("utf-8-sig", ";", ("Kunde", "Datum", "Betrag"), "{:%d.%m.%Y}", german, GERMAN),
    "us spreadsheet": (
        "utf-8-sig",
        ",",
        ("Customer ID", "Order Date", "Amount"),
        "{:%m/%d/%Y}",
        "${:,.2f}".format,
        (),
    ),
    "old windows": (
        "cp1252",
        ";",
        ("Käufer", "Datum", "Betrag (€)"),
        "{:%d.%m.%Y}",
        "{:.2f} €".format,
        ("--columns", "customer_id=Käufer,date=Datum,amount=Betrag (€)"),
    ),
    "tabs": ("utf-16", "\t", ("customer", "date", "sales"), "{:%Y-%m-%d}", "{:.2f}".format, ()),
}


@pytest.fixture(params=DIALECTS)
def exported(request, purchases):
    """Return the name of a file in a dialect, and what must be said about its columns."""
    encoding, delimiter, header, date, amount, options = DIALECTS[request.param]
    with Path("export.csv").open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows((customer, date.format(day), amount(paid)) for customer, day, paid in purchases)
    return ("export.csv", *options)


def test_fit_reads_it(exported, shop):
    mine, plain = (answer("fit", *log, "--all")["fits"] for log in (exported, (shop,)))
    assert [fit["parameters"] for fit in mine] == [fit["parameters"] for fit in plain]


def test_segment_reads_it(exported, shop):
    mine, plain = (answer("segment", *log, "--scheme", "rfm") for log in (exported, (shop,)))
    assert mine["segments"] == plain["segments"]
    assert Path(mine["labels"]).read_text() == Path(plain["labels"]).read_text()


def test_value_reads_it(exported, shop):
    mine, plain = (answer("value", *log) for log in (exported, (shop,)))
    assert mine["total"] == plain["total"]
    assert Path(mine["file"]).read_text() == Path(plain["file"]).read_text()


def test_a_column_that_is_not_there_is_answered_with_those_that_are(shop):
    result = hooper("fit", shop, "--model", "bg_nbd", "--columns", "customer_id=Kunde")
    assert result.exit_code == 2
    assert "there is no column 'Kunde'" in result.stderr
    assert "customer_id" in result.stderr


@pytest.mark.parametrize("text", ["date", "=Datum", "date=", "customer_id=a,,"])
def test_a_map_of_columns_must_name_a_column_for_each_role(text, shop):
    result = hooper("fit", shop, "--model", "bg_nbd", "--columns", text)
    assert result.exit_code == 2
    assert "--columns" in result.stderr
