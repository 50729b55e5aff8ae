"""The page of the ODD protocol is what the command prints, and leaves out nothing that a law has."""

from pathlib import Path

import pytest

from hooper.cli.catalogues import laws
from hooper.cli.odd_page import odd_page
from hooper.cli.odd_tables import PHASES
from hooper.engine.clock import Phase
from hooper.evidence.facts import catalogue
from hooper.mechanisms.customer_period import ENTRY_LAWS, PERIOD_LAWS, SIGNALS
from hooper.mechanisms.dimensions import SEVEN
from tests.command_line import answer, hooper

DOCUMENT = Path(__file__).parents[3] / "docs" / "odd.md"
ELEMENTS = (
    "Purpose and patterns",
    "Entities, state variables and scales",
    "Process overview and scheduling",
    "Design concepts",
    "Initialisation",
    "Input data",
    "Submodels",
)


@pytest.fixture(scope="module")
def page():
    return odd_page()


def section(page, heading):
    """Return the text below a heading of submodels, up to the next one."""
    _, _, text = page.partition(f"\n#### {heading}\n")
    return text.partition("\n#### ")[0]


def test_the_document_is_what_the_command_prints():
    told = hooper("odd").stdout
    assert DOCUMENT.read_text() == told, "the model has changed: run `hooper odd > docs/odd.md`"


def test_programs_get_the_same_page(page):
    assert answer("odd") == {"page": page}


def test_it_has_the_seven_elements_in_their_order(page):
    headings = [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]
    assert headings == [f"{number}. {name}" for number, name in enumerate(ELEMENTS, 1)]


def test_every_fact_is_a_pattern(page):
    assert all(f"| `{fact.name}` | {fact.kind} | {fact.claim} |" in page for fact in catalogue.FACTS)


@pytest.mark.parametrize("law", (*ENTRY_LAWS, *PERIOD_LAWS), ids=lambda law: law.name)
def test_a_law_stands_there_with_all_that_it_reads_draws_and_writes(page, law):
    heading = law.function.__module__.rpartition(".")[2].replace("_", " ").capitalize()
    [row] = [line for line in section(page, heading).splitlines() if line.startswith(f"| `{law.name}` |")]
    assert all(f"`{name}`" in row for name in (*law.reads, *law.writes))
    assert all(f"`{draw.name}`" in row for draw in law.draws)
    assert all(f"| `{field}` |" in page for field in law.state)
    decisions = {draw.decision for draw in law.draws_in(SEVEN)}
    rows = [line for line in page.splitlines() if line.startswith(f"| `{law.name}` | `")]
    assert all(any(str(decision) in row for row in rows) for decision in decisions)


def test_every_equation_and_setting_of_a_law_is_told(page):
    for entry in laws():
        assert entry.texts[0] in page
        assert all(f"| `{parameter.name}` | {parameter.value} |" in page for parameter in entry.parameters)


def test_every_phase_of_a_period_and_every_signal_is_told(page):
    assert set(PHASES) == set(Phase)
    places = [page.index(f"| {phase.name.lower()} |") for phase in Phase]
    assert places == sorted(places)
    assert all(f"`{signal}`" in page for signal in SIGNALS)
