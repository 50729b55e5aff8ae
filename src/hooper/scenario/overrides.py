"""What `--set key.path=value` does to settings that were read from a file."""

import tomllib
from collections.abc import Sequence
from typing import Any

from hooper.foundation.errors import Fault, InputError
from hooper.scenario.setting_places import Places, key_text
from hooper.scenario.toml_lines import KeyPath

_FORM = "write --set key.path=value, as in --set seed=7"


def apply_overrides(settings: dict[str, Any], places: Places, arguments: Sequence[str]) -> list[Fault]:
    """Put every `key.path=value` into `settings`, note it in `places`, and return what was wrong.

    A value is read as TOML; what is not TOML is taken as text, so that `--set world=retail` needs no
    quotes. An element of a list is named by its number. Of two for the same key the last one wins.

    >>> settings = {"arms": [{"cost": 1.0}]}
    >>> apply_overrides(settings, Places("study.toml"), ["arms.0.cost=2.5", "world=retail"])
    []
    >>> settings
    {'arms': [{'cost': 2.5}], 'world': 'retail'}
    """
    faults: list[Fault] = []
    for argument in arguments:
        try:
            places.override(_apply(settings, argument), argument)
        except InputError as error:
            faults.extend(error.faults)
    return faults


def _apply(settings: dict[str, Any], argument: str) -> KeyPath:
    key, equals, value = argument.partition("=")
    parts = _key_parts(key)
    if not (equals and parts):
        raise InputError([Fault(f"--set {argument}", "does not give a value to a key", _FORM)])
    path: KeyPath = ()
    table: Any = settings
    for part in parts[:-1]:
        path = (*path, _index(table, part, path, argument))
        table = table.setdefault(part, {}) if isinstance(table, dict) else table[path[-1]]
    last = _index(table, parts[-1], path, argument)
    table[last] = _value(value)
    return (*path, last)


def _index(holder: object, part: str, path: KeyPath, argument: str) -> str | int:
    """Return how `holder`, which stands at `path`, knows its `part`: by name, or in a list by number."""
    if isinstance(holder, dict):
        return part
    if not isinstance(holder, list):
        problem, remedy = f"{key_text(path)} is not a table", f"set {key_text(path)} itself"
    elif not part.isdecimal():
        problem, remedy = f"{key_text(path)} is a list", f"name its element by number: {key_text((*path, 0))}"
    elif int(part) >= len(holder):
        problem, remedy = f"{key_text(path)} has {len(holder)} elements", "count from 0"
    else:
        return int(part)
    raise InputError([Fault(f"--set {argument}", problem, remedy)])


def _value(text: str) -> object:
    try:
        read = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        return text
    return read["value"] if set(read) == {"value"} else text


def _key_parts(key: str) -> list[str]:
    """Return the parts of a TOML key, none if it is not one."""
    parts: list[str] = []
    try:
        node = tomllib.loads(f"{key} = 0")
    except tomllib.TOMLDecodeError:
        return parts
    while isinstance(node, dict) and node:
        part, node = next(iter(node.items()))
        parts.append(part)
    return parts
