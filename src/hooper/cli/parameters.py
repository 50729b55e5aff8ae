"""The parameters of settings, read off the settings classes themselves: value, unit, range, source."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotated_types import Ge, Gt, Le, Lt
from pydantic.fields import FieldInfo

from hooper.foundation.settings import Settings
from hooper.report.numbers import verbatim
from hooper.report.table import Column, Table, table_of

_MONEY = re.compile(r"(^|_)(cost|bounty)(_|$)|_value$")
_PER = re.compile(r"_per_(.+)$")
_TIME = re.compile(r"(^|_)(days|weeks|months|periods)(_per_|$)")


@dataclass(frozen=True)
class Parameter:
    """One parameter as `hooper explain` tells of it; what is not known is an empty text.

    `default` is told where it differs from the value.
    """

    name: str
    value: str
    default: str = ""
    unit: str = ""
    range: str = ""
    source: str = ""


def parameters_of(settings: Settings, prefix: str = "") -> Iterator[Parameter]:
    """Yield the parameters of settings, those of settings inside them under `outer.inner`."""
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        if not isinstance(value, Settings):
            yield _parameter(prefix + name, value, field)
        elif type(value).model_fields:
            yield from parameters_of(value, f"{prefix}{name}.")
        else:
            yield Parameter(prefix + name, type(value).__name__, source=inspect.getdoc(value) or "")


def parameter_tables(parameters: tuple[Parameter, ...]) -> list[Table]:
    """Return parameters as tables, one a TOML table, without the columns that would be empty."""
    sections: dict[str, list[Parameter]] = {}
    for parameter in parameters:
        section, _, name = parameter.name.rpartition(".")
        sections.setdefault(section, []).append(replace(parameter, name=name))
    return [_table(f"[{section}]" if section else "", rows) for section, rows in sections.items()]


def _table(name: str, parameters: list[Parameter]) -> Table:
    columns = [Column("name", "parameter"), Column("value", "value")]
    for key in ("default", "unit", "range", "source"):
        if any(getattr(parameter, key) for parameter in parameters):
            columns.append(Column(key, key))
    return table_of(name, parameters, *columns)


def _parameter(name: str, value: object, field: FieldInfo) -> Parameter:
    within, source = _assumed(field)
    default = "" if field.is_required() or field.default == value else _shown(field.default)
    return Parameter(
        name, _shown(value), default, _unit(name.rpartition(".")[2], field), within or _bounds(field), source
    )


def _assumed(field: FieldInfo) -> tuple[str, str]:
    """Return the range and the source of an assumption, empty for what is not one."""
    said = field.json_schema_extra
    if not isinstance(said, dict):
        return "", ""
    return f"{said['low']} to {said['high']}", str(said["source"])


def _bounds(field: FieldInfo) -> str:
    lows = [each for each in field.metadata if isinstance(each, Ge | Gt)]
    highs = [each for each in field.metadata if isinstance(each, Le | Lt)]
    told = [f"at least {each.ge}" if isinstance(each, Ge) else f"above {each.gt}" for each in lows]
    told += [f"at most {each.le}" if isinstance(each, Le) else f"below {each.lt}" for each in highs]
    return ", ".join(told)


def _unit(name: str, field: FieldInfo) -> str:
    """Return the unit that the name of a setting says, as every setting's name does.

    A number between 0 and 1 without any other unit is a share.
    """
    time = _TIME.search(name)
    per = _PER.search(name)
    what = time.group(2) if time else "currency units" if _MONEY.search(name) else ""
    unit = " ".join(filter(None, (what, f"per {per.group(1).replace('_', ' ')}" if per else "")))
    is_share = "_share" in name or any(isinstance(each, Le) and each.le == 1 for each in field.metadata)
    return unit or ("share" if is_share else "")


def _shown(value: object) -> str:
    text = f"{value:g}" if isinstance(value, float) else verbatim(str(value))
    return text if len(text) <= 60 else f"{text[:57]}..."
