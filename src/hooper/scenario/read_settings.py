"""From a TOML file and `--set` arguments to checked settings, or to every fault in them at once."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import to_json

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.settings import Settings
from hooper.scenario.overrides import apply_overrides
from hooper.scenario.setting_faults import faults_of
from hooper.scenario.setting_places import Places
from hooper.scenario.toml_lines import key_lines

SettingsT = TypeVar("SettingsT", bound=Settings)


@dataclass(frozen=True)
class GivenSettings:
    """Settings as a person gave them: the table, the place of each key, and what is wrong so far."""

    table: dict[str, Any]
    places: Places
    faults: tuple[Fault, ...] = ()

    def checked(self, model: type[SettingsT]) -> SettingsT:
        """Return the settings as `model`; raises `InputError` with every fault."""
        faults = [*self.faults]
        try:
            checked = _check(self.table, model, self.places)
        except InputError as error:
            raise InputError([*faults, *error.faults]) from None
        if faults:
            raise InputError(faults)
        return checked


def read_settings(path: Path, model: type[SettingsT], overrides: Sequence[str] = ()) -> SettingsT:
    """Read settings of class `model` from a TOML file, with `key.path=value` overrides on top.

    Raises `InputError` with every fault: file, line, key, value and remedy.
    """
    return read_given(path, overrides).checked(model)


def read_given(path: Path, overrides: Sequence[str] = ()) -> GivenSettings:
    """Read what a TOML file gives, with overrides on top, unchecked; raises `InputError` for bad TOML."""
    text = _read_text(path)
    table = _parse(text, path)
    places = Places(str(path), key_lines(text))
    return GivenSettings(table, places, tuple(apply_overrides(table, places, overrides)))


def validate(mapping: Mapping[str, Any], model: type[SettingsT], where: str) -> SettingsT:
    """Check settings that a Python caller gives as a mapping; `where` names them in the faults.

    >>> from hooper.foundation.settings import Positive
    >>> class Budget(Settings):
    ...     per_year: Positive
    >>> validate({"per_year": 12}, Budget, where="budget")
    Budget(per_year=12.0)
    """
    return _check(mapping, model, Places(where))


def _check(mapping: Mapping[str, Any], model: type[SettingsT], places: Places) -> SettingsT:
    # By way of JSON, since only there do strict settings take a list for a tuple and a text for a path.
    try:
        return model.model_validate_json(to_json(mapping))
    except ValidationError as error:
        raise InputError(faults_of(error, model, places.where)) from None


def _parse(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).partition(" (at ")
        numbers = re.findall(r"\d+", place) or [text.count("\n") + 1]
        remedy = "write key = value, texts in quotes, each key once"
        fault = Fault(f"{path}:{numbers[0]}", f"is not TOML: {message}", remedy)
    except (ValueError, RecursionError):
        fault = Fault(str(path), "has a number too long or lists too deep to read", "shorten it")
    raise InputError([fault])


def _read_text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        problem, remedy = "there is no such file", _nearest_file(path)
    except IsADirectoryError:
        problem, remedy = "is a folder, not a file", "give the TOML file in it"
    except OSError as error:
        problem, remedy = f"cannot be read: {error.strerror or error}", "check the file and its permissions"
    else:
        return _decode(content, path)
    raise InputError([Fault(str(path), problem, remedy)])


def _decode(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        fault = Fault(f"{path}:{line}", "is not UTF-8 text", "save the file as UTF-8")
        raise InputError([fault]) from None


def _nearest_file(path: Path) -> str:
    folder = path.parent
    names = [file.name for file in folder.iterdir()] if folder.is_dir() else []
    nearest = get_close_matches(path.name, names, n=1)
    return f"did you mean {folder / nearest[0]}?" if nearest else "check the path"
