"""In which encoding a text file is written: told by a mark at its beginning, or else by what is in it.

Without a mark it is UTF-8 if all of it can be read as that. If not, it is what spreadsheets write in China
(GB 18030) or in the West (Windows-1252). Nearly all bytes can be read as either. They are Chinese if, so
read, more than half of what is not ASCII is of the 3,755 commoner signs of GB 2312: two accented letters of
the West that follow each other seldom make one.
"""

import codecs
from collections import Counter
from pathlib import Path
from typing import Final

from hooper.foundation.errors import Fault, InputError

_BYTE_ORDER_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_NOT_TEXT: Final = {
    b"PK\x03\x04": "an Excel workbook or a zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
}
# Of two bytes of a commoner sign, the first is between these, and the second at least the third.
_FIRST_COMMON, _LAST_COMMON, _LEAST_SECOND = 0xB0, 0xD7, 0xA1


def encoding_of(path: Path) -> str:
    """Return the name of the encoding of a file; raises InputError if it is no text."""
    content = path.read_bytes()
    for magic, what in _NOT_TEXT.items():
        if content.startswith(magic):
            remedy = "save the log as CSV or Parquet"
            raise InputError([Fault(str(path), f"this is {what}, not text", remedy)])
    marked = [encoding for mark, encoding in _BYTE_ORDER_MARKS.items() if content.startswith(mark)]
    for encoding in marked or ["utf-8", "gb18030", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and (encoding != "gb18030" or is_chinese(text)):
            return encoding
    problem = "this is not text in UTF-8, GB 18030 or Windows-1252"
    raise InputError([Fault(str(path), problem, "save it as UTF-8")])


def is_chinese(text: str) -> bool:
    """Tell whether more than half of the signs that are not ASCII are common Chinese ones.

    >>> is_chinese("客户名称,金额"), is_chinese("Müller".encode("cp1252").decode("gb18030"))
    (True, False)
    """
    foreign = {sign: count for sign, count in Counter(text).items() if not sign.isascii()}
    common = sum(count for sign, count in foreign.items() if _is_common(sign))
    return 2 * common > sum(foreign.values())


def _is_common(sign: str) -> bool:
    code = sign.encode("gb18030")
    return len(code) == 2 and _FIRST_COMMON <= code[0] <= _LAST_COMMON and code[1] >= _LEAST_SECOND
