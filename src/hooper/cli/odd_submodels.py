"""The submodels of the ODD page: each law with its equation, what it touches, and its settings."""

import inspect
import re
import sys
from collections.abc import Iterable
from types import ModuleType
from typing import get_type_hints

from hooper.cli.markdown import markdown_table
from hooper.cli.parameters import Parameter, parameters_of
from hooper.foundation.settings import Settings
from hooper.mechanisms.customer_period import ALL_LAWS, ENTRY_LAWS
from hooper.mechanisms.law import Law


def submodels() -> str:
    """Return a section for each file of laws, in the order in which they first act."""
    by_module: dict[str, list[Law]] = {}
    for law in ALL_LAWS:
        by_module.setdefault(law.function.__module__, []).append(law)
    return "\n\n".join(_section(sys.modules[name], laws) for name, laws in by_module.items())


def settings_section(settings: type[Settings]) -> str:
    """Return a section about settings of the firm."""
    return "\n\n".join([f"#### {_words(settings)}", inspect.getdoc(settings) or "", _settings(settings)])


def _section(module: ModuleType, laws: list[Law]) -> str:
    """Return the section of a file of laws: its docstring, its laws, and its settings."""
    name = module.__name__.rpartition(".")[2]
    parts = [f"#### {name.replace('_', ' ').capitalize()}", inspect.getdoc(module) or "", _laws(laws)]
    for settings in _settings_in(module):
        parts += [inspect.getdoc(settings) or "", _settings(settings)]
    if not _settings_in(module):
        numbers = [name for law in laws if law.settings_type for name in get_type_hints(law.settings_type)]
        parts += [f"From the settings of other laws: {_fields(numbers)}."] if numbers else []
    return "\n\n".join(parts)


def _laws(laws: list[Law]) -> str:
    """Return what each law reads, draws and writes, and what it does when it is switched off."""
    return markdown_table(
        ("law", "reads", "draws", "writes", "raises", "switched off"),
        [
            (
                f"`{law.name}`",
                _fields(name for name in law.reads if name not in _drawn(law)),
                _fields(_drawn(law)),
                _fields(law.writes),
                _fields(event.table for event in law.events),
                _off(law),
            )
            for law in laws
        ],
    )


def _off(law: Law) -> str:
    if law in ENTRY_LAWS:
        return ""
    return "writes what is neutral" if law.when_off else "changes nothing"


def _drawn(law: Law) -> list[str]:
    return [draw.name for draw in law.draws]


def _fields(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _settings_in(module: ModuleType) -> list[type[Settings]]:
    """Return the settings classes that a module defines, in its order."""
    return [
        each
        for each in vars(module).values()
        if inspect.isclass(each) and issubclass(each, Settings) and each.__module__ == module.__name__
    ]


def _settings(settings: type[Settings]) -> str:
    return markdown_table(
        ("setting", "default", "unit", "range", "source"), [_row(each) for each in parameters_of(settings())]
    )


def _row(parameter: Parameter) -> tuple[str, ...]:
    return f"`{parameter.name}`", parameter.value, parameter.unit, parameter.range, parameter.source


def _words(settings: type[Settings]) -> str:
    """Return the name of a settings class as a heading: `LeverSettings` is about levers."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", settings.__name__.removesuffix("Settings"))
