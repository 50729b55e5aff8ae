import pytest

from hooper.history.delimited_text import recognise


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n", ","),
        ("a;b\n", ";"),
        ("a\tb\n", "\t"),
        ("a|b\n", "|"),
        ('"a, or so";b\n', ";"),
        ("\n\na;b\n", ";"),
    ],
)
def test_the_delimiter_is_that_of_the_header(log_file, text, delimiter):
    assert recognise(log_file(text)).delimiter == delimiter


def test_lines_are_counted_as_an_editor_shows_them(log_file):
    text = recognise(log_file('\na,b\n1,"two\nlines"\n\n2,x\n3,y,z\n4,w\n'))
    table, faults = text.read()
    assert table.to_pydict() == {"a": ["1", "2", "4"], "b": ["two\nlines", "x", "w"]}
    assert text.line_numbers([2, 0, 1], 2) == [8, 3, 6]
    assert [fault.where.rpartition(":")[2] for fault in faults] == ["7"]


def test_text_that_is_not_unicode_is_read_as_a_spreadsheet_writes_it(log_file):
    assert recognise(log_file("a,b\né,€\n", "cp1252")).encoding == "cp1252"
