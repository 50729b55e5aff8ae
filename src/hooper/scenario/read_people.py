"""People of one's own, read from a file: a row a person, a column a trait; other columns are left alone."""

from collections import defaultdict
from pathlib import Path

import numpy as np

from hooper.foundation.errors import Fault, InputError
from hooper.history.log_faults import SHOWN, row_faults
from hooper.history.log_table import LogTable, open_log
from hooper.scenario.persona_settings import Person, PersonaSettings
from hooper.scenario.scenario import Scenario


def with_people(scenario: Scenario, folder: Path) -> Scenario:
    """Return a scenario with the people of its file, a path from `folder`, in the file's place.

    Raises InputError with everything that is wrong: file, line, column, value and remedy.

    >>> with_people(Scenario(), Path()) == Scenario()
    True
    """
    personas = scenario.personas
    if personas is None or personas.file is None:
        return scenario
    people = _read(folder / personas.file, personas)
    return scenario.model_copy(
        update={"personas": personas.model_copy(update={"file": None, "people": people})}
    )


def _read(path: Path, personas: PersonaSettings) -> tuple[Person, ...]:
    if not path.exists():
        problem = f"there is no file {str(path)!r}"
        raise InputError([Fault("personas.file", problem, "give a path from the folder of the scenario")])
    source = open_log(path)
    people = _rows(source, personas)
    faults = [*source.faults, *_faults_in_rows(source, personas, people)]
    if faults:
        raise InputError(faults)
    return people


def _rows(source: LogTable, personas: PersonaSettings) -> tuple[Person, ...]:
    present = source.table.column_names
    faults = [
        Fault(source.name, f"{present.count(name)} columns are named {name!r}", _remedy(present))
        for name in personas.names
        if present.count(name) != 1
    ]
    if not faults and not source.table.num_rows:
        faults = [Fault(source.name, "there is nobody in it", "give a row a person below the header")]
    if faults:
        raise InputError(faults)
    columns = [source.table[name].to_pylist() for name in personas.names]
    return tuple(zip(*(map(_written, column) for column in columns), strict=True))


def _written(value: object) -> float | str:
    """Return what stands in a cell: a number, or a text without the spaces around it."""
    if isinstance(value, int | float):
        return float(value)
    return "" if value is None else str(value).strip()


def _remedy(present: list[str]) -> str:
    return f"name one column after each trait; there are: {', '.join(present)}"


def _faults_in_rows(source: LogTable, personas: PersonaSettings, people: tuple[Person, ...]) -> list[Fault]:
    wrong: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for row, person in enumerate(people):
        for number, problem in personas.problems_of(person):
            wrong[number, problem].append(row)
    faults: list[Fault] = []
    for (number, problem), rows in wrong.items():
        what, _, remedy = problem.partition("; ")
        values = [str(people[row][number]) for row in rows[:SHOWN]]
        places = source.places_in(personas.names[number])
        faults += row_faults(np.array(rows), values, f"this {what}", remedy, places)
    return faults
