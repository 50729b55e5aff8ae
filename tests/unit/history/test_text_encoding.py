import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooper.foundation.errors import InputError
from hooper.history.text_encoding import encoding_of, is_chinese

CHINESE = "客户名称,成交日期,金额\n北京鑫诚科技有限公司,2023-05-01,12000\n王婷,2023-06-01,300\n"


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        ("a,b\n1,2\n", "ascii", "utf-8"),
        (CHINESE, "utf-8", "utf-8"),
        (CHINESE, "utf-8-sig", "utf-8-sig"),
        (CHINESE, "utf-16", "utf-16"),
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE, "gbk", "gb18030"),
        ("Kunde,Betrag\nMüller,5 €\nGröße & Söhne,7\n", "cp1252", "cp1252"),
        ("KUNDE,ORT\nÄÖÜ,MÜNCHEN\nÉÈ,ÎLE\n", "cp1252", "cp1252"),
        ("nombre,año\nMuñoz,3\n", "cp1252", "cp1252"),
    ],
)
def test_the_encoding_is_found_by_the_mark_or_by_what_is_written(log_file, text, written, found):
    path = log_file(text, written)
    assert encoding_of(path) == found
    assert path.read_text(encoding=found).replace("\ufeff", "") == text


def test_bytes_that_are_text_in_no_encoding_are_refused(tmp_path):
    path = tmp_path / "log.csv"
    path.write_bytes(b"a,b\n\x81\x20,\x8d\xff\n")
    with pytest.raises(InputError, match="not text in UTF-8, GB 18030 or Windows-1252"):
        encoding_of(path)


letters = st.sampled_from("abcdefghijklmnopqrstuvwxyz ,")
accented = st.sampled_from("àâäçèéêëîïñôöùûüÿßÀÂÄÇÈÉÊËÎÏÑÔÖÙÛÜ€£")


@given(st.lists(st.tuples(accented, st.lists(letters, min_size=1, max_size=4)), min_size=1, max_size=20))
def test_western_words_with_single_accents_are_never_taken_for_chinese(pairs):
    text = "".join(accent + "".join(rest) for accent, rest in pairs)
    try:
        as_chinese = text.encode("cp1252").decode("gb18030")
    except UnicodeDecodeError:
        return
    assert not is_chinese(as_chinese)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=3))
def test_rare_signs_in_names_do_not_hide_that_a_log_is_chinese(name):
    assert is_chinese(CHINESE + name)
