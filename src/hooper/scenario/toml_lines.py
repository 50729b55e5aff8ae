"""On which line of a TOML text each key stands; `tomllib` reads values but not places."""

import re
import tomllib
from bisect import bisect_left

KeyPath = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}(?!")'  # up to two quotes may touch the closing three
    r"|'''.*?'{3,5}(?!')"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'",
    re.DOTALL,
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN_VALUE = re.compile(r"[^,\]}#\n]+")


def key_lines(text: str) -> dict[KeyPath, int]:
    r"""Return the line, counted from 1, of every key and every list element of a TOML text.

    The text must be one that `tomllib.loads` accepts. A table that several headers speak of stands
    where its own header is, or else where it is first named.

    >>> key_lines('seed = 1\n[[arms]]\nname = "a"')
    {('seed',): 1, ('arms',): 2, ('arms', 0): 2, ('arms', 0, 'name'): 3}
    """
    return _Scanner(text).scan()


class _Scanner:
    """Walks once through a valid TOML text; `position` is the next character to read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.line_ends = [match.start() for match in re.finditer("\n", text)]
        self.lines: dict[KeyPath, int] = {}
        self.tables_in: dict[KeyPath, int] = {}  # how many tables an array of tables holds so far

    def scan(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        self.take(_BLANK)
        while self.position < len(self.text):
            if self.skip("["):
                table = self.header()
            else:
                self.assignment(table)
            self.take(_BLANK)
        return self.lines

    def header(self) -> KeyPath:
        is_array = self.skip("[")
        line = self.line()
        *parents, name = self.key()
        self.skip("]")
        self.skip("]")
        path: KeyPath = ()
        for part in parents:
            path = self.last_of((*path, part))
            self.lines.setdefault(path, line)
        path = (*path, name)
        if is_array:
            self.lines.setdefault(path, line)
            self.tables_in[path] = self.tables_in.get(path, 0) + 1
            path = self.last_of(path)
        self.lines[path] = line
        return path

    def last_of(self, path: KeyPath) -> KeyPath:
        """Return the table that `path` means in a header: of an array of tables, the last one."""
        return (*path, self.tables_in[path] - 1) if path in self.tables_in else path

    def assignment(self, table: KeyPath) -> None:
        line = self.line()
        path = table
        for part in self.key():
            path = (*path, part)
            self.lines.setdefault(path, line)
        self.skip("=")
        self.value(path)

    def value(self, path: KeyPath) -> None:
        if self.skip("["):
            element = 0
            while not self.skip("]"):
                self.lines[(*path, element)] = self.line()
                self.value((*path, element))
                self.skip(",")
                element += 1
        elif self.skip("{"):
            while not self.skip("}"):
                self.assignment(path)
                self.skip(",")
        elif not self.take(_STRING):
            self.take(_PLAIN_VALUE)

    def key(self) -> list[str]:
        parts: list[str] = []
        while not parts or self.skip("."):
            self.take(_BLANK)
            quoted = self.take(_STRING)
            parts.append(tomllib.loads(f"key = {quoted}")["key"] if quoted else self.take(_BARE_KEY))
        return parts

    def skip(self, mark: str) -> bool:
        """Step over `mark`, and the blanks around it, if it stands here."""
        self.take(_BLANK)
        found = self.text.startswith(mark, self.position)
        if found:
            self.position += len(mark)
            self.take(_BLANK)
        return found

    def take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.position)
        if match is None:
            return ""
        self.position = match.end()
        return match.group()

    def line(self) -> int:
        return bisect_left(self.line_ends, self.position) + 1
