"""Where each setting was given, in the words of the person who gave it."""

import json
import re
from dataclasses import dataclass, field

from hooper.scenario.toml_lines import KeyPath

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def key_text(path: KeyPath) -> str:
    """Return a key path as one writes it after `--set`.

    >>> key_text(("strategies", 0, "cost per offer"))
    'strategies.0."cost per offer"'
    """
    return ".".join(_part_text(str(part)) for part in path)


def _part_text(part: str) -> str:
    return part if _BARE_KEY.fullmatch(part) else json.dumps(part, ensure_ascii=False)


@dataclass(frozen=True)
class Places:
    """The source of the settings, the line of each key in it, and the `--set` that replaced a key."""

    source: str
    lines: dict[KeyPath, int] = field(default_factory=dict[KeyPath, int])
    overrides: dict[KeyPath, str] = field(default_factory=dict[KeyPath, str])

    def override(self, path: KeyPath, argument: str) -> None:
        """Note that `--set argument` now gives `path`, everything below it, and tables it had to make."""
        for places in (self.lines, self.overrides):
            for below in [known for known in places if known[: len(path)] == path]:
                del places[below]
        self.overrides[path] = argument
        for table in [path[:length] for length in range(1, len(path))]:
            if table not in self.lines:
                self.overrides.setdefault(table, argument)

    def where(self, path: KeyPath) -> str:
        """Return source, line and key of a setting; a key that is not there has its table's line.

        >>> Places("study.toml", {("budget",): 7}).where(("budget", "per_year"))
        'study.toml:7: budget.per_year'
        """
        for length in range(len(path), 0, -1):
            known = path[:length]
            if known in self.overrides:
                given = f"--set {self.overrides[known]}"
                return given if known == path else f"{given}: {key_text(path)}"
            if known in self.lines:
                return f"{self.source}:{self.lines[known]}: {key_text(path)}"
        return f"{self.source}: {key_text(path)}" if path else self.source
