"""What goes wrong where logs, deals and profiles are handed over is named, with a remedy and exit code 2."""

from pathlib import Path

import pytest

from tests.command_line import hooper

LOG = "customer_id,date,amount\nann,2020-01-01,5\nbob,2020-02-01,7\nann,2020-03-01,6\n"
DEALS = (
    "Record Id,Contact Name,Closing Date,Amount,Stage\n"
    "z1,Ann,2023-01-05,5,Closed Won\nz2,Bob,2023-02-05,6,Closed Won\n"
)
CHINESE = "客户名称,成交日期,金额,销售阶段\n王婷,2023-05-01,￥12000.00,赢单\n李雷,2023-06-01,300,赢单\n"
# The bytes of the log, the options, and what is said: the place, the value, the remedy.
REFUSED = {
    "a misspelt column": (
        DEALS.encode(),
        ["--columns", "customer_id=Contact Nmae"],
        ["no column 'Contact Nmae' for the customer_id", "choose one of: Contact Name"],
    ),
    "a misspelt role": (
        DEALS.encode(),
        ["--columns", "custmer_id=Contact Name"],
        ["no role 'custmer_id'", "did you mean 'customer_id'?"],
    ),
    "a misspelt system": (DEALS.encode(), ["--columns", "zooho"], ["'zooho'", "zoho, fxiaoke"]),
    "columns of another system": (
        LOG.encode(),
        ["--columns", "zoho"],
        ["no column 'Contact Name'", "no column 'Closing Date'"],
    ),
    "an empty file": (b"", [], ["the file is empty", "give a log with a header and rows"]),
    "an empty file with a mark": (b"\xef\xbb\xbf", [], ["the file is empty"]),
    "a header alone": (DEALS.partition("\n")[0].encode(), [], ["a header but no row"]),
    "a wrong encoding": (LOG.encode("utf-16")[2:], [], ["log.csv: this is not text in", "as UTF-8"]),
    "a mark that is not true": (
        b"\xff\xfe" + LOG.encode(),
        [],
        ["not text in UTF-8, GB 18030 or Windows-1252", "save it as UTF-8"],
    ),
    "no deal that was won": (
        DEALS.replace("Closed Won", "Gewonnen").encode(),
        [],
        ["no row of column 'Stage'", "it says: 'Gewonnen'", "'Closed Won' or '赢单'"],
    ),
    "a won deal without an amount": (
        DEALS.replace(",6,", ",,").encode(),
        [],
        ["log.csv:3, column 'Amount'", "it is empty"],
    ),
    "a misspelt id": (DEALS.encode(), ["--id", "Record ID"], ["no column 'Record ID'", "Record Id"]),
    "an id that is none": (DEALS.encode(), ["--id", "Stage"], ["'Closed Won' is of two customers"]),
    "an id of our own heading": (
        LOG.encode(),
        ["--id", "customer_id"],
        ["a column 'customer_id' of its own"],
    ),
    "a scheme beside itself": (LOG.encode(), ["--compare", "rfm"], ["--compare", "the scheme itself"]),
    "an unknown scheme beside it": (LOG.encode(), ["--compare", "rmf"], ["no 'rmf'", "rfm"]),
}
PROFILES = {
    "no such file": (None, ["no such file"]),
    "an empty file": ("", ["known.csv", "the file is empty"]),
    "a customer twice": (
        "customer_id,age\nann,30\nann,31\n",
        ["known.csv:3, column 'customer_id'", "has a row already: 'ann'", "one row a customer"],
    ),
    "nobody of the log": ("customer_id,age\nzoe,30\n", ["'zoe'", "as the log has them"]),
    "no customers": ("name,age\nann,30\n", ["columns are named 'customer_id'", "name, age"]),
}


def require_refusal(result, told):
    assert result.exit_code == 2, result.stdout
    assert "Traceback" not in result.stderr
    assert "remedy:" in result.stderr
    assert all(each in result.stderr for each in told), result.stderr


@pytest.mark.parametrize(("content", "options", "told"), REFUSED.values(), ids=REFUSED)
def test_a_log_that_cannot_be_taken_is_refused_and_nothing_is_written(content, options, told):
    Path("log.csv").write_bytes(content)
    require_refusal(hooper("segment", "log.csv", "--scheme", "rfm", *options), told)
    assert [path.name for path in Path().iterdir()] == ["log.csv"]


@pytest.mark.parametrize(("content", "told"), PROFILES.values(), ids=PROFILES)
def test_profiles_that_cannot_be_taken_are_refused(content, told):
    Path("log.csv").write_text(LOG)
    if content is not None:
        Path("known.csv").write_text(content)
    require_refusal(hooper("segment", "log.csv", "--scheme", "rfm", "--profiles", "known.csv"), told)


def test_a_file_in_gb18030_is_read_and_its_labels_are_in_utf_8():
    Path("log.csv").write_bytes(CHINESE.encode("gb18030"))
    result = hooper("segment", "log.csv", "--scheme", "rfm")
    assert result.exit_code == 0, result.stderr
    assert "text in gb18030" in result.stderr
    assert {"王婷", "李雷"} <= set(Path("log-rfm-segments.csv").read_text(encoding="utf-8").split('"'))


def test_a_simulated_history_has_no_record_ids(tmp_path_factory):
    folder = tmp_path_factory.mktemp("worlds") / "small"
    made = hooper("simulate", "retail", "--customers", 30, "--periods", 4, "--seed", 7, "--out", folder)
    assert made.exit_code == 0, made.stderr
    result = hooper("segment", folder, "--scheme", "rfm", "--id", "Record Id")
    require_refusal(result, ["--id", "no records of another system"])
