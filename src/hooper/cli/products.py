"""`hooper products`: the customer-product matrix, products by segments of customers."""

from typing import TYPE_CHECKING, Annotated

import typer

from hooper.cli import completions
from hooper.cli.logs import open_log
from hooper.cli.options import AsJson, Columns, Log, Overrides, Profiles, Quiet, UnusedSeed
from hooper.cli.scheme_settings import settings_with
from hooper.cli.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hooper.report.numbers import Cell, Format
    from hooper.report.table import Table


def products(
    log: Log,
    scheme: Annotated[
        str,
        typer.Option(
            "--scheme",
            metavar="NAME",
            autocompletion=completions.names_of("schemes"),
            help="A scheme of `hooper list schemes`.",
        ),
    ] = "category_count",
    profiles: Profiles = None,
    columns: Columns = None,
    overrides: Overrides = None,
    as_json: AsJson = False,
    seed: UnusedSeed = None,
    quiet: Quiet = False,
) -> None:
    """Tell, of a log with products, what share of each segment buys a product, and what it spends there.

    Rows are products and columns segments of any scheme. A product that few of a segment buy, and many of
    another, is one to offer.
    """
    from hooper.history.log_profiles import profiles_of
    from hooper.report.numbers import money, percent
    from hooper.segmentation import catalogue
    from hooper.segmentation.customer_records import CustomerRecords
    from hooper.segmentation.product_matrix import product_matrix

    chosen = catalogue.get(scheme)
    settings = settings_with(overrides or [], chosen.settings, f"scheme {scheme}")
    talk = Talk(as_json, quiet)
    read = open_log(log, columns, talk)
    records = CustomerRecords.of(read.observed, profiles=profiles_of(log, read.observed, profiles))
    segments = chosen.assign(records, settings)
    cells = product_matrix(records, segments).to_pylist()
    record = {"scheme": scheme, "cells": cells, "cleaning": read.cleaning_record()}
    shown = (
        ("share_of_customers", "share of the customers of a segment who buy the product", percent),
        ("share_of_spend", "share of the spend of a segment that goes to the product", percent),
        ("mean_spend", "mean spend of a buyer on the product", money),
    )
    talk.answer(record, *(_matrix(cells, segments.labels, *each) for each in shown))


def _matrix(
    cells: "Sequence[dict[str, Cell]]", segments: "Sequence[str]", figure: str, title: str, show: "Format"
) -> "Table":
    """Return one figure of the cells, a row a product and a column a segment."""
    from hooper.report.numbers import words
    from hooper.report.table import Column, table_of_records

    rows: dict[Cell, dict[str, Cell]] = {}
    for cell in cells:
        row = rows.setdefault(cell["product"], {"product": cell["product"]})
        row[str(cell["segment"])] = cell[figure]
    columns = [Column(label, label, show) for label in segments]
    return table_of_records(title, rows.values(), Column("product", "product", words), *columns)
