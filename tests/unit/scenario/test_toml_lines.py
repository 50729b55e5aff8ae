"""The scanner against `tomllib` (which keys there are) and against a writer that knows its own lines."""

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.scenario.toml_lines import KeyPath, key_lines

ANY_KEYS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x7f"), max_size=3)
KEYS = st.sampled_from(["a", "b", "1-2_c", "", "[d]", "e.f", "g'", '"h\\', "i\n=", "#é"]) | ANY_KEYS
NUMBERS = ["1", "-2.5e3", "+inf", "0xF", "true", "1979-05-27", "1979-05-27 07:32:00", "07:32:00"]
TEXTS = ['"x"', "'#]}'", '"a \\" = [b]"', "''", '""']
LONG_TEXTS = ['"""\n[t]\nk = 1\n"""', "'''\n'x'\n\n'''", '""" ""q"" """""', '"""\\""""']
SCALARS = st.sampled_from([*NUMBERS, *TEXTS, *LONG_TEXTS])
COMMENTS = st.sampled_from(["", "\n", "# [t] k = '\n", '  \n\t# """\n'])


class Writer:
    """Writes a random TOML text and notes the line of everything that it writes."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.text = ""
        self.lines: dict[KeyPath, int] = {}
        self.room = 12  # keys that may still be written

    def write(self, text: str) -> None:
        self.text += text

    def note(self, path: KeyPath) -> KeyPath:
        self.lines.setdefault(path, self.text.count("\n") + 1)
        return path

    def keys(self) -> list[str]:
        drawn = self.draw(st.lists(KEYS, max_size=min(3, self.room), unique=True))
        self.room -= len(drawn)
        return drawn

    def key(self, key: str) -> str:
        styles = [json.dumps(key, ensure_ascii=False)]
        if not set(key) & set("'" + "".join(map(chr, range(32)))):
            styles.append(f"'{key}'")
        if key and key.isascii() and key.replace("_", "a").replace("-", "a").isalnum():
            styles.append(key)
        return self.draw(st.sampled_from(styles))

    def assignment(self, table: KeyPath, key: str, depth: int) -> None:
        path = self.note((*table, key))
        self.write(self.key(key))
        if self.draw(st.integers(0, 4)) == 0:
            self.write(self.draw(st.sampled_from([".", " . "])))
            self.assignment(path, self.draw(KEYS), depth)
            return
        self.write(self.draw(st.sampled_from([" = ", "="])))
        self.value(path, depth)

    def value(self, path: KeyPath, depth: int) -> None:
        kind = self.draw(st.sampled_from(["scalar", "array", "table"])) if depth < 3 else "scalar"
        if kind == "scalar":
            self.write(self.draw(SCALARS))
        elif kind == "array":
            self.array(path, depth)
        else:
            self.write("{")
            for position, key in enumerate(self.keys()):
                self.write(", " if position else " ")
                self.assignment(path, key, depth + 1)
            self.write("}")

    def array(self, path: KeyPath, depth: int) -> None:
        self.write("[")
        for element in range(self.draw(st.integers(0, 2))):
            self.write("," if element else "")
            self.write(self.draw(COMMENTS))
            self.value(self.note((*path, element)), depth + 1)
            self.write(self.draw(COMMENTS))
        self.write("]")

    def table(self, path: KeyPath, header: str, depth: int) -> None:
        assigned, *headed = (self.keys(), self.keys(), self.keys())
        for key in assigned:
            self.assignment(path, key, 1)
            self.write(self.draw(st.sampled_from(["\n", " # c\n", "\n\n"])))
        tables, arrays = ([key for key in keys if key not in assigned] for keys in headed)
        for key in tables if depth < 3 else []:
            self.headed(path, header, key, depth, is_array=False)
        for key in [key for key in arrays if key not in tables] if depth < 3 else []:
            for _ in range(self.draw(st.integers(1, 2))):
                self.headed(path, header, key, depth, is_array=True)

    def headed(self, path: KeyPath, header: str, key: str, depth: int, *, is_array: bool) -> None:
        self.write(self.draw(COMMENTS))
        name = header + self.key(key)
        path = self.note((*path, key))
        if is_array:
            path = self.note((*path, sum(1 for known in self.lines if known[:-1] == path)))
        self.write(f"[[{name}]]\n" if is_array else f"[ {name} ] # t\n")
        self.table(path, f"{name}.", depth + 1)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[KeyPath, int]]:
    writer = Writer(draw)
    writer.table((), "", 0)
    return writer.text, writer.lines


def paths(value: object, path: KeyPath = ()) -> set[KeyPath]:
    """Return every key path and list index that `tomllib` sees."""
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    return {path}.union(*(paths(child, (*path, part)) for part, child in children))


@given(documents())
def test_every_key_is_found_on_the_line_where_it_stands(document):
    text, lines = document
    assert paths(tomllib.loads(text)) == {(), *lines}, "the writer of the test is wrong"
    assert key_lines(text) == lines


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment",
        "a = 1 # no newline at the end",
        "a.b.c = 1\na.b.d = 2",
        "[a.b.c]\n[a]\nx = 1\n[a.b]\ny = 2",
        "[[a]]\n[[a]]\n[[a.b]]\n[a.b.c]\nd = 1\n[[a.b]]",
        "a = [[1, [2]], [], [{b = {}}]]",
        "a = [ # ]\n 1, # 2,\n\n 3,\n]",
        'a = """x\\"""y"""\nb = 1',
        "a = ''''x''''\nb = '''''x'''''\nc = 1",
        "\"\" = 1\nx . '' = 2",
        "3.14 = 1\n1-2 = 2\ntrue = 3",
        'a = {b = "}", c = [1, 2], "d.e" = {}}',
        "a = 1e3\r\nb = 0x1F\r\n",
    ],
)
def test_the_same_keys_as_tomllib(text):
    assert {(), *key_lines(text)} == paths(tomllib.loads(text))


def test_a_key_after_a_text_of_many_lines_has_its_own_line():
    text = 'first = """\na\nb\n"""\nsecond = [\n  1,\n  2,\n]\nthird = 3\n'
    assert key_lines(text) == {
        ("first",): 1,
        ("second",): 5,
        ("second", 0): 6,
        ("second", 1): 7,
        ("third",): 9,
    }


def test_a_table_named_before_its_header_stands_at_its_header():
    assert key_lines("[budget.limits]\nyearly = 1\n[budget]\nmonthly = 2")[("budget",)] == 3


def test_each_table_of_an_array_has_its_own_line():
    lines = key_lines('[[arm]]\nname = "a"\n[[arm]]\nname = "b"\n[arm.cost]\nfixed = 1')
    assert [lines["arm", 0, "name"], lines["arm", 1], lines["arm", 1, "cost", "fixed"]] == [2, 3, 6]
