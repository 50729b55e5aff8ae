"""A scenario as TOML text that reads as that scenario: what has its default is left out, as in presets."""

import json
import re
from collections.abc import Mapping, Sequence
from textwrap import wrap

from pydantic import BaseModel

from hooper.scenario.scenario import Scenario
from hooper.scenario.setting_places import key_text

_WIDTH = 100


def scenario_text(scenario: Scenario, remark: str = "") -> str:
    """Return the TOML text of a scenario, below a remark of comment lines.

    >>> print(scenario_text(Scenario(name="mine", seed=7), "A world of my own."))
    # A world of my own.
    name = "mine"
    seed = 7
    <BLANKLINE>
    """
    lines = [f"# {line}" for line in wrap(remark, _WIDTH)]
    changed = scenario.model_dump(mode="json", exclude_defaults=True)
    sections = {key: value for key, value in changed.items() if isinstance(getattr(scenario, key), BaseModel)}
    lines += [f"{key} = {_text(value)}" for key, value in changed.items() if key not in sections]
    for name, settings in sections.items():
        lines += ["", f"[{name}]", *(f"{key} = {_text(value)}" for key, value in settings.items())]
    return "\n".join([*lines, ""])


def _text(value: object) -> str:
    """Return a value as TOML: what JSON writes for texts, numbers and lists is TOML too."""
    if isinstance(value, Mapping):
        inner = (
            f"{key_text((str(key),))} = {_text(each)}" for key, each in value.items() if each is not None
        )
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_text(each) for each in value) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return _plain_number(value)


def _plain_number(value: object) -> str:
    """Return a number or truth value; TOML wants a digit on both sides of the point, as Python writes it."""
    text = json.dumps(value)
    return re.sub(r"^(-?\d+)e", r"\1.0e", text)
