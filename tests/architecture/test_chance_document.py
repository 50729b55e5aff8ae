"""What docs/chance.md says of ids, decisions and the battery is what the code and the results say."""

import json
import re
from pathlib import Path

from hooper.firm.customer_ids import PAID, acquired_ids, founder_ids, referred_ids
from hooper.foundation import decisions
from tests.long.dieharder import STORED, TESTS
from tests.long.word_stream import ORDERS

DOCUMENT = Path(__file__).parents[2] / "docs" / "chance.md"
TEXT = DOCUMENT.read_text()


def table(first_heading):
    """Return the rows of the table whose first column is called so, each a dictionary by heading."""
    lines = iter(TEXT.splitlines())
    heading = next(line for line in lines if line.startswith(f"| {first_heading} |"))
    next(lines)
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append(dict(zip(cells(heading), cells(line), strict=True)))
    return rows


def cells(line):
    return [cell.strip() for cell in line.strip("|").split("|")]


def bits(customer_id, heading):
    high, low = map(int, re.findall(r"\d+", heading))
    return int(customer_id) >> low & (1 << (high - low + 1)) - 1


def test_the_decisions_are_those_of_the_code():
    named = {name: number for name, number in vars(decisions).items() if name.isupper()}
    orders = named.pop("TRIES_PER_ORDER")
    assert {row["decision"].strip("`"): int(row["number"]) for row in table("number")} == named
    assert f"has the {orders} numbers from {decisions.ORDER} + {orders}*k* on" in TEXT


def test_the_layout_of_ids_is_that_of_the_code():
    rows = {row["customer"]: row for row in table("customer")}
    [founder], [*_, acquired] = founder_ids(5, 1), acquired_ids(PAID, 0xABCDEF, 0x1235)
    [referred] = referred_ids((1, 0), founder_ids(5, 1), 3)
    for name, customer_id in {"founder": founder, "acquired": acquired, "referred": referred}.items():
        [first, *_] = [heading for heading in rows[name] if heading.startswith("bits")]
        assert bits(customer_id, first) == int(rows[name][first], 2)
    fields = {
        value: bits(acquired, heading) for heading, value in rows["acquired"].items() if "bits" in heading
    }
    assert (fields["channel"], fields["period"], fields["ordinal"]) == (PAID, 0xABCDEF, 0x1234)
    assert {rows["founder"][heading] for heading in rows["founder"]} == {"founder", "00", "ordinal"}
    assert {rows["referred"][heading] for heading in rows["referred"]} == {"referred", "10", "hash"}


def test_what_is_said_of_the_battery_is_what_was_found():
    results = json.loads(STORED.read_text())["results"]
    p_values = sum(len(each["rows"]) for each in results)
    weak = sum(row["assessment"] == "WEAK" for each in results for row in each["rows"])
    words = sum(run["words"] for each in results for run in (each, *each["again"]))
    wanted = len(TESTS) * len(ORDERS)
    assert f"{len(results)} of {wanted} runs, {p_values} p-values" in TEXT
    assert f"{weak} of them WEAK" in TEXT
    assert f"{words / 1e9:.0f} thousand million words" in TEXT


def test_every_test_that_the_document_names_is_there():
    named = re.findall(r"`(tests/[\w/.]+)`", TEXT)
    assert len(named) >= 6
    assert not [path for path in named if not (DOCUMENT.parents[1] / path).exists()]
