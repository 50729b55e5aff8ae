"""Settings from a file: what is right is read exactly, what is wrong is all said at once."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, model_validator

from hooper.foundation.errors import InputError
from hooper.foundation.settings import (
    Count,
    NonNegative,
    Positive,
    PositiveCount,
    Probability,
    Settings,
)
from hooper.scenario.read_settings import read_settings, validate


class Budget(Settings):
    per_customer_per_year: NonNegative
    reserve_share: Probability = 0.1


class Discount(Settings):
    kind: Literal["discount"]
    depth: Probability


class Service(Settings):
    kind: Literal["service"]
    agents: PositiveCount


class Study(Settings):
    seed: Count
    budget: Budget
    strategies: tuple[Annotated[Discount | Service, Field(discriminator="kind")], ...] = ()
    period: Literal["day", "week", "month"] = "week"
    horizon: Positive | Literal["endless"] = 104.0
    start: date | None = None
    log: Path | None = None
    weights: tuple[NonNegative, ...] = ()
    rates_per_year: dict[str, Probability] = Field(default_factory=dict[str, float])
    is_paired: bool = True
    low: float = 0.0
    high: float = 1.0

    @model_validator(mode="after")
    def low_is_not_above_high(self) -> "Study":
        if self.low > self.high:
            raise ValueError(f"low {self.low:g} is above high {self.high:g}; exchange them")
        return self


GOOD = """\
seed = 7
period = "month"
start = 1997-01-01
log = "logs/own.csv"
weights = [1, 2.5]

[budget]
per_customer_per_year = 12

[[strategies]]
kind = "discount"
depth = 0.2

[[strategies]]
kind = "service"
agents = 3
"""


KNOWN_KEYS = f"keys known here: {', '.join(Study.model_fields)}"


@pytest.fixture
def study_file(tmp_path, monkeypatch):
    """Return a function that writes study.toml in the working folder and gives its path."""
    monkeypatch.chdir(tmp_path)

    def write(text: str | bytes) -> Path:
        path = Path("study.toml")
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def faults_in(path, *overrides):
    with pytest.raises(InputError) as caught:
        read_settings(path, Study, overrides)
    return [(fault.where, fault.problem, fault.remedy) for fault in caught.value.faults]


def test_a_right_file_is_read(study_file):
    study = read_settings(study_file(GOOD), Study)
    assert study == Study(
        seed=7,
        budget=Budget(per_customer_per_year=12.0),
        strategies=(Discount(kind="discount", depth=0.2), Service(kind="service", agents=3)),
        period="month",
        start=date(1997, 1, 1),
        log=Path("logs/own.csv"),
        weights=(1.0, 2.5),
    )


def test_a_file_from_a_windows_editor_is_read(study_file):
    path = study_file(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_settings(path, Study).seed == 7


@pytest.mark.parametrize(
    ("old", "new", "where", "problem", "remedy"),
    [
        (
            "= 12",
            "= -3.0",
            "8: budget.per_customer_per_year",
            "-3.0 is below 0",
            "give a number of at least 0",
        ),
        (
            "= 12",
            "= nan",
            "8: budget.per_customer_per_year",
            "nan is not a finite number",
            "give a finite number",
        ),
        (
            "= 12",
            "= inf",
            "8: budget.per_customer_per_year",
            "inf is not a finite number",
            "give a finite number",
        ),
        (
            "= 12",
            '= "12"',
            "8: budget.per_customer_per_year",
            '"12" is not a number',
            "give a number, without quotes",
        ),
        (
            "= 12",
            "= true",
            "8: budget.per_customer_per_year",
            "true is not a number",
            "give a number, without quotes",
        ),
        (
            "per_customer_per_year",
            "per_custmer_per_year",
            "8: budget.per_custmer_per_year",
            "there is no such key (given 12)",
            "did you mean per_customer_per_year?",
        ),
        ("0.2", "1.5", "12: strategies.0.depth", "1.5 is above 1", "give a number of at most 1"),
        ("= 3", "= 0", "16: strategies.1.agents", "0 is below 1", "give a number of at least 1"),
        (
            "= 3",
            "= 3.5",
            "16: strategies.1.agents",
            "3.5 is not a whole number",
            "give a whole number, without quotes or decimal point",
        ),
        (
            "agents",
            "agent",
            "16: strategies.1.agent",
            "there is no such key (given 3)",
            "did you mean agents?",
        ),
        ("agents = 3", "", "14: strategies.1.agents", "is missing", "add it"),
        (
            '"service"',
            '"servce"',
            "15: strategies.1.kind",
            '"servce" is not known',
            "give 'discount', 'service'",
        ),
        (
            'kind = "service"',
            "",
            "14: strategies.1.kind",
            "is missing",
            "add it: it says which kind of table this is",
        ),
        ('"month"', '"moth"', "2: period", '"moth" is not known', "give 'day', 'week' or 'month'"),
        (
            "1997-01-01",
            '"soon"',
            "3: start",
            '"soon" is not a date',
            "give a date as in 1997-09-30, without quotes",
        ),
        ('"logs/own.csv"', "3", "4: log", "3 is not a text", "give a text in quotes"),
        ("[1, 2.5]", "[1,\n -2]", "6: weights.1", "-2 is below 0", "give a number of at least 0"),
        ("[1, 2.5]", "1", "5: weights", "1 is not a list", "give a list: [...]"),
        ("[budget]", "[other]\n[budgets]", "7: other", "there is no such key (given a table)", KNOWN_KEYS),
    ],
)
def test_a_fault_names_file_line_key_value_and_remedy(study_file, old, new, where, problem, remedy):
    faults = faults_in(study_file(GOOD.replace(old, new, 1)))
    assert (f"study.toml:{where}", problem, remedy) in faults


def test_one_wrong_value_is_one_fault(study_file):
    assert len(faults_in(study_file(GOOD.replace("0.2", "2")))) == 1


def test_a_value_that_should_be_a_table(study_file):
    [fault] = faults_in(study_file("seed = 1\nbudget = 1"))
    assert fault == ("study.toml:2: budget", "1 is not a table", "give a table of keys and values")


def test_an_unknown_key_like_no_other_lists_the_keys_there_are(study_file):
    [fault] = faults_in(study_file(GOOD.replace("[[", "colour = 3\n[[", 1)))
    assert fault[2] == "keys known here: per_customer_per_year, reserve_share"


def test_a_missing_table_is_named_with_the_file_only(study_file):
    assert faults_in(study_file("seed = 1")) == [("study.toml: budget", "is missing", "add it")]


def test_what_neither_kind_of_value_fits_is_one_fault(study_file):
    [fault] = faults_in(study_file('horizon = "long"\n' + GOOD))
    assert fault == (
        "study.toml:1: horizon",
        '"long" is not a number and "long" is not known',
        "give a number, without quotes or give 'endless'",
    )


def test_keys_that_do_not_fit_each_other_are_a_fault_of_the_file(study_file):
    [fault] = faults_in(study_file("low = 2\n" + GOOD))
    assert fault == ("study.toml", "low 2 is above high 1", "exchange them")


def test_all_faults_are_told_at_once(study_file):
    text = GOOD.replace("seed = 7", "seed = -7").replace("0.2", "2").replace("= 12", "= nan")
    faults = faults_in(study_file(text), "period=year", "weights.9=1")
    assert {where for where, _, _ in faults} == {
        "study.toml:1: seed",
        "study.toml:8: budget.per_customer_per_year",
        "study.toml:12: strategies.0.depth",
        "--set period=year",
        "--set weights.9=1",
    }


@pytest.mark.parametrize(
    ("content", "where", "problem"),
    [
        (b"seed = 1\nbudget = \n", "study.toml:2", "is not TOML: Invalid value"),
        (b"seed = 1\nseed = 2", "study.toml:2", "is not TOML: Cannot overwrite a value"),
        (b"seed = 1\nlog = 'r\xe9sum\xe9'", "study.toml:2", "is not UTF-8 text"),
        (b"weights = " + b"[" * 5000, "study.toml", "has a number too long or lists too deep to read"),
        (b"seed = " + b"9" * 5000, "study.toml", "has a number too long or lists too deep to read"),
    ],
)
def test_a_file_that_is_not_toml(study_file, content, where, problem):
    [fault] = faults_in(study_file(content))
    assert fault[:2] == (where, problem)


def test_a_file_that_is_not_there_offers_the_nearest(study_file):
    study_file(GOOD)
    assert faults_in(Path("studdy.toml")) == [
        ("studdy.toml", "there is no such file", "did you mean study.toml?")
    ]
    assert faults_in(Path("nowhere/x.toml"))[0][2] == "check the path"


def test_a_folder_is_not_a_file(tmp_path):
    assert faults_in(tmp_path)[0][1] == "is a folder, not a file"


def test_a_path_through_a_file_cannot_be_read(study_file):
    assert faults_in(study_file(GOOD) / "study.toml")[0][1] == "cannot be read: Not a directory"


def test_an_override_replaces_what_the_file_says(study_file):
    study = read_settings(
        study_file(GOOD),
        Study,
        [
            "seed=8",
            "strategies.0.depth=0.3",
            "period=day",
            'log="own.csv"',
            "rates_per_year.loss=0.5",
            "seed=9",
        ],
    )
    assert (study.seed, study.strategies[0], study.period, study.log, study.rates_per_year) == (
        9,
        Discount(kind="discount", depth=0.3),
        "day",
        Path("own.csv"),
        {"loss": 0.5},
    )


def test_an_override_may_mend_a_fault_of_the_file(study_file):
    assert read_settings(study_file(GOOD.replace("seed = 7", "seed = -7")), Study, ["seed=7"]).seed == 7


@pytest.mark.parametrize(
    ("override", "where", "problem"),
    [
        ("seed=-1", "", "-1 is below 0"),
        ("seed=a b", "", '"a b" is not a whole number'),
        ("sed=1", "", "there is no such key (given 1)"),
        ("budgt.reserve_share=0", "", "there is no such key (given a table)"),
        ("budget={reserve_share=0.2}", ": budget.per_customer_per_year", "is missing"),
        ("strategies=[{kind='discount', depth=2}]", ": strategies.0.depth", "2 is above 1"),
        ("weights.2=3", "", "weights has 2 elements"),
    ],
)
def test_a_fault_of_an_override_names_the_override(study_file, override, where, problem):
    [fault] = faults_in(study_file(GOOD), override)
    assert fault[:2] == (f"--set {override}{where}", problem)


def test_a_mapping_from_python_is_checked_with_the_same_words():
    with pytest.raises(InputError) as caught:
        validate({"per_customer_per_year": -1, "reserve_share": 2.0}, Budget, where="budget of arm 3")
    assert [str(fault).partition("\n")[0] for fault in caught.value.faults] == [
        "budget of arm 3: per_customer_per_year: -1 is below 0",
        "budget of arm 3: reserve_share: 2.0 is above 1",
    ]


@given(st.floats(max_value=1e308, allow_nan=False, allow_infinity=False), st.integers(0, 2**128))
def test_numbers_arrive_to_the_last_bit(real, whole):
    study = validate(
        {"seed": whole, "budget": {"per_customer_per_year": 1}, "low": real, "high": 1.797e308},
        Study,
        where="test",
    )
    assert (study.seed, study.low.hex()) == (whole, real.hex())


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from([*Study.model_fields, *Budget.model_fields, "kind", "depth", "agents", "colour"])


@given(
    st.dictionaries(
        KEYS, ANYTHING | st.dictionaries(KEYS, ANYTHING) | st.lists(st.dictionaries(KEYS, ANYTHING))
    )
)
def test_whatever_is_given_only_input_errors_come_back(mapping):
    try:
        validate(mapping, Study, where="anything")
    except InputError as error:
        assert error.faults
        assert all(fault.where.startswith("anything") and fault.remedy for fault in error.faults)
