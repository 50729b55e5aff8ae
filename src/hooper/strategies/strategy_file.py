"""A strategy of one's own in a Python file: found, held to the contract, and sent to workers as text.

The text of the file decides what the strategy does, so that its digest stands in the strategy's `repr`, and
with it in the key of every run. Workers, on this machine or another, make the strategy from the text again.
"""

import hashlib
import sys
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.abc import InspectLoader
from inspect import isclass, signature
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Final, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from hooper.foundation.errors import Fault, InputError
from hooper.scenario.setting_faults import faults_of
from hooper.scenario.setting_places import key_text
from hooper.strategies.strategy import Strategy

_TOLD: Final = {"name": str, "source": str, "sees_truth": bool, "fits_models": bool}


@dataclass(frozen=True)
class StrategyFile:
    """A Python file with one class that fulfils the contract of strategies: where it is, and its text."""

    path: str
    text: str

    @staticmethod
    def read(path: Path) -> "StrategyFile":
        """Read a file; raises `InputError` if there is none, or if it is no text."""
        try:
            return StrategyFile(str(path), path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            problem, remedy = "there is no such file", _nearest_file(path)
        except UnicodeDecodeError:
            problem, remedy = "is not UTF-8 text", "give a Python file"
        except OSError as error:
            problem, remedy = f"cannot be read: {error.strerror or error}", "give a Python file"
        raise InputError([Fault(str(path), problem, remedy)])

    @property
    def digest(self) -> str:
        """SHA-256 of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def strategy(self) -> type[Any]:
        """The class in the file; raises `InputError` if it does not import, or does not hold just one."""
        module = self._module()
        own = [each for each in vars(module).values() if isclass(each) and each.__module__ == module.__name__]
        found = [each for each in own if hasattr(each, "decide") and not each.__name__.startswith("_")]
        if len(found) != 1:
            names = ", ".join(each.__name__ for each in found)
            problem = f"holds {len(found)} strategies: {names}" if found else "holds no strategy"
            remedy = "leave one class with a method `decide`; `hooper new strategy NAME` writes such a file"
            raise InputError([Fault(self.path, problem, remedy)])
        faults = [*_faults_of(found[0], self.path)]
        if faults:
            raise InputError(faults)
        return found[0]

    def _module(self) -> ModuleType:
        name = f"hooper_strategy_{self.digest[:32]}"
        if name not in sys.modules:
            loader = _TextLoader(self)
            # Known by its name while it runs: what it defines looks there for what its annotations mean.
            module = sys.modules[name] = ModuleType(name)
            try:
                loader.exec_module(module)
            except (Exception, SystemExit) as error:
                del sys.modules[name]
                problem = f"does not import: {type(error).__name__}: {error}"
                remedy = f"mend it until `python {self.path}` runs"
                raise InputError([Fault(self.path, problem, remedy)]) from error
        return sys.modules[name]


class _TextLoader(InspectLoader):
    """Imports a file from its text, so that the file need not be where it is imported."""

    def __init__(self, file: StrategyFile) -> None:
        self._file = file

    def get_source(self, fullname: str) -> str:
        """Return the text, whatever the module is called."""
        del fullname
        return self._file.text

    def get_code(self, fullname: str) -> CodeType:
        """Return the text compiled, with the path for messages."""
        return self.source_to_code(self.get_source(fullname), self._file.path)


def strategy_from(file: StrategyFile, settings: dict[str, Any]) -> Strategy:
    """Return the strategy of a file with settings as TOML gives them; it can be sent to another process.

    Raises `InputError` as `StrategyFile.strategy`, and what its class raises for settings that are wrong.
    """
    found = file.strategy

    class Sent(found):
        __doc__ = found.__doc__

        def __reduce__(self) -> tuple[Any, ...]:
            return strategy_from, (file, settings)

        def __repr__(self) -> str:
            return f"{found.__name__}({settings}) of a file with SHA-256 {file.digest}"

    Sent.__qualname__ = Sent.__name__ = found.__name__
    if issubclass(found, BaseModel):
        return cast(Strategy, cast(type[BaseModel], Sent).model_validate_json(to_json(settings)))
    return cast(Strategy, Sent(**settings))


def _faults_of(found: type[Any], path: str) -> list[Fault]:
    """Return what the class lacks of the contract of strategies."""
    faults: list[Fault] = []
    for name, kind in _TOLD.items():
        value = getattr(found, name, None)
        if type(value) is not kind:
            told = "lacks" if value is None else f"has {value!r} as"
            remedy = f"write `{name}: ClassVar[{kind.__name__}] = ...` in the class"
            faults.append(Fault(path, f"the class {found.__name__} {told} `{name}`", remedy))
    if not callable(found.decide):
        faults.append(
            Fault(path, f"`decide` of {found.__name__} is no method", "write `def decide(self, ...)`")
        )
    elif not _can_be_asked(found):
        problem = f"`decide` of {found.__name__} is {signature(found.decide)}"
        faults.append(Fault(path, problem, "write `def decide(self, view, budget, draws):`"))
    return [*faults, *_faults_of_defaults(found, path)]


def _faults_of_defaults(found: type[Any], path: str) -> list[Fault]:
    """Return which settings are, as the class has them, not what the class says that they may be."""
    if not issubclass(found, BaseModel):
        return []
    fields = found.model_fields.items()
    if any(each.is_required() for _, each in fields):
        return []  # a study has to give settings, and they are checked when it does
    try:
        found.model_validate({name: each.get_default(call_default_factory=True) for name, each in fields})
    except ValidationError as error:
        return faults_of(error, found, lambda key: f"{path}: {found.__name__}.{key_text(key)}")
    return []


def _can_be_asked(found: type[Any]) -> bool:
    try:
        signature(found.decide).bind("self", "view", "budget", "draws")
    except TypeError:
        return False
    return True


def _nearest_file(path: Path) -> str:
    names = [file.name for file in path.parent.glob("*.py")] if path.parent.is_dir() else []
    nearest = get_close_matches(path.name, names, n=1)
    return f"did you mean {nearest[0]}?" if nearest else "give the path of a Python file"
