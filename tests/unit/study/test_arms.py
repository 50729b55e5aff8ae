"""An arm of a study is a strategy of the catalogue or of a file beside the study, under a name of its own."""

import pickle
import sys
from pathlib import Path

import pytest

from hooper.cli.new import strategy_source
from hooper.foundation.errors import InputError
from hooper.strategies.loyalty_programme import LoyaltyProgramme
from hooper.strategies.strategy import Strategy
from hooper.study.study import Study
from hooper.study.study_worlds import worlds_of

HEAD = """
name = "arms"
question = "Which?"
seed = 1
[strategies.no_intervention]
"""
PLAIN = """
from hooper.strategies.actions import Actions

class Plain:
    name, source, sees_truth, fits_models = "plain", "a test", False, False

    def decide(self, view, budget, draws):
        return Actions()
"""


@pytest.fixture
def read(tmp_path):
    """Read a study with the given arms."""

    def reading(arms, *overrides):
        path = tmp_path / "study.toml"
        path.write_text(HEAD + arms)
        return Study.read(path, overrides)

    return reading


def faults_of(read, arms):
    with pytest.raises(InputError) as caught:
        _ = read(arms)
    return [str(fault) for fault in caught.value.faults]


def test_two_arms_of_one_strategy_differ_in_their_settings(read):
    arms = (
        '[strategies.generous]\nstrategy = "loyalty_programme"\nkept_for_rewards = 0.9\n'
        '[strategies.mean]\nstrategy = "loyalty_programme"\nkept_for_rewards = 0.1\n'
    )
    chosen = read(arms).chosen
    assert list(chosen) == ["no_intervention", "generous", "mean"]
    assert chosen["generous"] == LoyaltyProgramme(kept_for_rewards=0.9)
    assert chosen["mean"] == LoyaltyProgramme(kept_for_rewards=0.1)


def test_an_override_reaches_the_settings_of_an_arm(read):
    study = read('[strategies.generous]\nstrategy = "mass_discount"', "strategies.generous.deepest=0.4")
    assert study.chosen["generous"].deepest == 0.4


def test_two_arms_with_one_name_are_refused_with_their_line(read):
    (told,) = faults_of(read, "[strategies.mass_discount]\n[strategies.mass_discount]\n")
    assert "study.toml:7" in told
    assert "each key once" in told


def test_all_faults_of_arms_come_at_once_with_line_key_and_remedy(read):
    arms = (
        "[strategies.mas_discount]\n"
        '[strategies.a]\nstrategy = "loyalty_program"\n'
        '[strategies.b]\nstrategy = "mass_discount"\ndeepset = 0.1\n'
        '[strategies.c]\nstrategy = "mass_discount"\npath = "c.py"\n'
        "[strategies.d]\nstrategy = 3\n"
        '[strategies.e]\npath = "e.py"\n'
        "[strategies.mass_discount]\ndeepest = 2.0\n"
    )
    told = faults_of(read, arms)
    assert len(told) == 7
    both = "\n".join(told)
    for part in (
        "study.toml:6: strategies.mas_discount: there is no strategy 'mas_discount'",
        "study.toml:8: strategies.a.strategy: there is no strategy 'loyalty_program'",
        "give one of loyalty_programme",
        "study.toml:11: strategies.b.deepset",
        "did you mean deepest?",
        "study.toml:12: strategies.c: has both a strategy and a path",
        "study.toml:16: strategies.d.strategy: 3 is not a text",
        "e.py: there is no such file",
        "study.toml:20: strategies.mass_discount.deepest: 2.0 is not below 1",
    ):
        assert part in both


def test_the_file_that_the_command_writes_is_an_arm_as_it_is(read, tmp_path):
    (tmp_path / "mine.py").write_text(strategy_source("mine"))
    study = read('[strategies.mine]\npath = "mine.py"\nleast_repeat_purchases = 2')
    mine = study.chosen["mine"]
    assert isinstance(mine, Strategy)
    assert vars(mine) == {"least_repeat_purchases": 2}
    assert Study.model_validate_json(study.model_dump_json()) == study
    told = faults_of(read, '[strategies.mine]\npath = "mine.py"\nleast_repeat = 2')
    assert "study.toml:8: strategies.mine.least_repeat" in told[0]
    assert "least_repeat_purchases" in told[0]


def test_a_strategy_of_a_file_can_be_sent_to_another_process(read, tmp_path, monkeypatch):
    """Neither the file nor what was made of it here is there: its text is sent."""
    (tmp_path / "mine.py").write_text(strategy_source("mine"))
    mine = read('[strategies.mine]\npath = "mine.py"\nleast_repeat_purchases = 2').chosen["mine"]
    sent = pickle.dumps(mine)
    (tmp_path / "mine.py").unlink()
    for name in [name for name in sys.modules if name.startswith("hooper_strategy_")]:
        monkeypatch.delitem(sys.modules, name)
    there = pickle.loads(sent)  # noqa: S301  # it was made here
    assert there.least_repeat_purchases == 2
    assert repr(there) == repr(mine)


def test_a_changed_file_is_another_run(read, tmp_path):
    arms = '[strategies.mine]\npath = "mine.py"'

    def key(text):
        (tmp_path / "mine.py").write_text(text)
        study = read(arms)
        (world,) = worlds_of(study, Path())
        return world.planned("mine", 0).key

    text = strategy_source("mine")
    assert key(text) == key(text)
    assert key(text) != key(text + "\n# another thought\n")


def test_a_file_that_changes_while_a_study_runs_does_not_change_the_study(read, tmp_path):
    (tmp_path / "mine.py").write_text(strategy_source("mine"))
    (world,) = worlds_of(read('[strategies.mine]\npath = "mine.py"'), Path())
    key = world.planned("mine", 0).key
    (tmp_path / "mine.py").write_text("not a strategy any more")
    assert world.planned("mine", 0).key == key


def test_a_plain_class_is_a_strategy_without_settings(read, tmp_path):
    (tmp_path / "plain.py").write_text(PLAIN)
    arms = '[strategies.plain]\npath = "plain.py"'
    plain = read(arms).chosen["plain"]
    assert repr(pickle.loads(pickle.dumps(plain))) == repr(plain)  # noqa: S301  # it was made here
    assert "there is no such key" in faults_of(read, arms + "\ndeepest = 1")[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("import nothing_like_it", "does not import: ModuleNotFoundError"),
        ("class (", "does not import: SyntaxError"),
        ("raise SystemExit(3)", "does not import: SystemExit"),
        ("x = 1", "holds no strategy"),
        (PLAIN + PLAIN.replace("Plain", "Other"), "holds 2 strategies: Plain, Other"),
        (PLAIN.replace("sees_truth, ", "").replace(", False, False", ", False"), "lacks `sees_truth`"),
        (PLAIN.replace('"plain"', "7"), "has 7 as `name`"),
        (PLAIN.replace("def decide", "def decides"), "holds no strategy"),
        (PLAIN + "    def __init__(self, x): self.x = x", "Plain cannot be made: TypeError"),
    ],
)
def test_a_file_that_is_no_strategy_is_named_with_what_it_lacks(read, tmp_path, text, told):
    (tmp_path / "bad.py").write_text(text)
    (fault,) = faults_of(read, '[strategies.bad]\npath = "bad.py"')
    assert "bad.py" in fault
    assert told in fault
    assert "remedy" in fault


def test_a_missing_file_is_answered_with_the_nearest(read, tmp_path):
    (tmp_path / "mine.py").write_text(PLAIN)
    (fault,) = faults_of(read, '[strategies.mine]\npath = "mien.py"')
    assert "did you mean mine.py?" in fault


def test_tables_that_are_none_are_told_as_settings_are(read, tmp_path):
    path = tmp_path / "study.toml"
    path.write_text('name = "x"\nquestion = "?"\nseed = 1\nstrategies = 3\n')
    with pytest.raises(InputError, match="strategies: 3 is not a table"):
        _ = Study.read(path)
