"""The arms of a study: each has a name of its own, and a strategy by name or from a file beside the study.

An arm is a table `[strategies.ARM]`. `strategy` names one of the catalogue, which is the arm's own name where
it is left out, and `path` a file with a strategy of one's own; all other keys are that strategy's settings.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import to_json

from hooper.foundation.errors import Fault, InputError
from hooper.foundation.named_entry import nearest_names
from hooper.foundation.settings import Settings
from hooper.scenario.setting_faults import faults_of
from hooper.scenario.toml_lines import KeyPath
from hooper.strategies.catalogue import STRATEGIES, names
from hooper.strategies.strategy import Strategy
from hooper.strategies.strategy_file import StrategyFile, strategy_from

Where = Callable[[KeyPath], str]
Table = Mapping[str, Any]


class ArmTable(Settings):
    """One arm as it was given; the settings of its strategy are checked when the strategy is made."""

    model_config = ConfigDict(extra="allow")

    strategy: str | None = None
    path: str | None = None


def with_paths_beside(study: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return the table of a study with the paths of its arms taken from a folder."""
    tables = study.get("strategies")
    if not isinstance(tables, dict):
        return study
    moved = {
        name: {**table, "path": str(folder / table["path"])} if _has_path(table) else table
        for name, table in cast(Table, tables).items()
    }
    return {**study, "strategies": moved}


def faults_of_arms(tables: object, where: Where) -> list[Fault]:
    """Return what is wrong with the arms of a study, but for tables that are not of their form."""
    if not isinstance(tables, dict):
        return []
    well_formed = {name: table for name, table in cast(Table, tables).items() if _is_arm(table)}
    try:
        strategies_of(well_formed, where)
    except InputError as error:
        return list(error.faults)
    return []


def strategies_of(tables: Mapping[str, Table], where: Where) -> dict[str, Strategy]:
    """Return the strategy of each arm by the arm's name; raises `InputError` with every fault.

    `where` names the place of a key in the study.

    >>> from hooper.scenario.setting_places import key_text
    >>> strategies_of({"generous": {"strategy": "mass_discount", "deepest": 0.5}}, key_text)
    {'generous': MassDiscount(deepest=0.5)}
    """
    arms: dict[str, Strategy] = {}
    faults: list[Fault] = []
    for name, table in tables.items():
        try:
            arms[name] = _strategy_of(name, table, where)
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return arms


def _strategy_of(name: str, table: Table, where: Where) -> Strategy:
    at: KeyPath = ("strategies", name)
    settings = {key: value for key, value in table.items() if key not in ("strategy", "path")}
    named, path = table.get("strategy"), table.get("path")
    if named is not None and path is not None:
        raise InputError([Fault(where(at), "has both a strategy and a path", "leave one of them out")])
    if path is not None:
        return _of_file(Path(path), settings, where, at)
    found = {strategy.name: strategy for strategy in STRATEGIES}.get(named or name)
    if found is None:
        near = nearest_names(named or name, names())
        remedy = f"give one of {', '.join(near)} as its strategy, or the path of a file with your own"
        problem = f"there is no strategy '{named or name}'"
        raise InputError([Fault(where((*at, "strategy") if named else at), problem, remedy)])
    try:
        return found.model_validate_json(to_json(settings))
    except ValidationError as error:
        raise InputError(faults_of(error, found, lambda key: where((*at, *key)))) from None


def _of_file(path: Path, settings: dict[str, Any], where: Where, at: KeyPath) -> Strategy:
    file = StrategyFile.read(path)
    found = file.strategy
    if not issubclass(found, BaseModel) and settings:
        remedy = f"derive {found.__name__} from hooper.foundation.settings.Settings to give it settings"
        raise InputError([Fault(where((*at, next(iter(settings)))), "there is no such key", remedy)])
    try:
        return strategy_from(file, settings)
    except ValidationError as error:
        model = cast(type[BaseModel], found)
        raise InputError(faults_of(error, model, lambda key: where((*at, *key)))) from None
    except Exception as error:
        problem = f"{found.__name__} cannot be made: {type(error).__name__}: {error}"
        raise InputError([Fault(str(path), problem, "let it need nothing but settings")]) from error


def _has_path(table: object) -> bool:
    return isinstance(table, dict) and isinstance(cast(Table, table).get("path"), str)


def _is_arm(table: object) -> bool:
    if not isinstance(table, dict):
        return False
    return all(isinstance(cast(Table, table).get(key, ""), str) for key in ("strategy", "path"))
