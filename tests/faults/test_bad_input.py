"""Wrong input ends with exit code 2, says what is wrong, where and what to do, and leaves nothing behind."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import COMMAND, hooper, hooper_process

GOOD = "customer_id,date,amount\na,2020-01-01,5\na,2020-02-01,6\nb,2020-03-01,7\n"

_OF_ONE = (
    'name = "{}"\nstated = 0.0\nancillary = 0.0\nreal = 1.0\nrelated = 0.0\nlatent = 0.0\nmargin = 0.3\n'
)
TWO_PRODUCTS = "".join(f"[[assortment.products]]\n{_OF_ONE.format(name)}" for name in ("lean", "rich"))

# What is in the file; what is said about it, place, value and remedy.
SCENARIOS = {
    "an unknown key": (
        "[desk]\npatience_day = 2.0\n",
        ["mine.toml:2", "desk.patience_day", "patience_days?"],
    ),
    "an unknown table": ("[dexk]\n", ["mine.toml:1", "dexk", "did you mean desk?"]),
    "a wrong type": (
        '[desk]\npatience_days = "two"\n',
        ["mine.toml:2", '"two" is not a number', "without quotes"],
    ),
    "a negative rate": (
        "[defection]\nrival_hazard_per_month = -0.5\n",
        ["mine.toml:2", "-0.5 is below 0", "at least 0"],
    ),
    "a probability over one": ("[economics]\nmargin = 1.5\n", ["mine.toml:2", "1.5 is above 1", "at most 1"]),
    "not a number": ("[loyalty]\ncompetition = nan\n", ["mine.toml:2", "nan is not a finite number"]),
    "an infinite number": ("[desk]\ndays_per_case = inf\n", ["mine.toml:2", "inf is not a finite number"]),
    "no TOML at all": ("margin 0.3\n", ["mine.toml:1", "is not TOML"]),
    "not even text": ("\xff\xfe\x00", ["mine.toml", "remedy"]),
    "a law that is not one": ('switched_off = ["loyality"]\n', ["mine.toml:1", "loyality", "loyalty"]),
    "an unknown rival": (
        '[[market.rivals]]\nname = "cable"\nshare = 0.2\n'
        '[[market.shocks]]\nkind = "opening"\nafter_months = 3\nrival = "cabel"\n',
        ["mine.toml:1", "'cabel'", "choose from cable"],
    ),
    "a capacity below zero": (
        "[fulfilment]\npackers_per_1000 = -2.0\n",
        ["mine.toml:2", "-2.0 is not above 0", "above 0"],
    ),
    "a shift longer than a day": (
        "[[desk.shifts]]\nuntil_hour = 25.0\n",
        ["mine.toml:2", "25.0 is above 24", "at most 24"],
    ),
    "a survey with no questions": (
        "[surveys]\nquestions = []\n",
        ["mine.toml:2", "surveys.questions: has 0 elements", "at least 1"],
    ),
    "a campaign for nobody": (
        '[campaigns]\nbudget_per_month = 9.0\n[[campaigns.planned]]\nname = "spring"\nshare = 0.0\n',
        ["mine.toml:3", "'spring' is for nobody", "give a share above 0"],
    ),
    "a campaign to a stage that is none": (
        '[[campaigns.planned]]\nname = "spring"\nstages = ["loyal"]\n',
        ["mine.toml:3", '"loyal" is not known', "'stability'"],
    ),
    "a product without levels": (
        '[[assortment.products]]\nname = "lean"\nmargin = 0.3\n',
        ["mine.toml:1", "assortment.products.0.latent", "is missing", "add it"],
    ),
    "a need that is none": (
        "[assortment.weights]\nlatnet = 0.5\n",
        ["mine.toml:2", "assortment.weights.latnet", "did you mean latent?"],
    ),
    "needs that count nothing": (
        f"{TWO_PRODUCTS}[assortment.weights]\nstated = 0.0\nancillary = 0.0\nreal = 0.0\nrelated = 0.0\n"
        "latent = 0.0\n",
        ["mine.toml:", "assortment.weights", "all weights are 0", "at least one weight above 0"],
    ),
    "two products of one name": (
        TWO_PRODUCTS.replace("rich", "lean"),
        ["mine.toml:", "assortment", "two products 'lean'", "a name of its own"],
    ),
    "a firm without products": (
        "[assortment]\nproducts = []\n",
        ["mine.toml:2", "assortment.products: has 0 elements", "at least 1"],
    ),
    "an offer that costs less than nothing": (
        "[levers]\nwin_back_upgrade_value = -4.0\n",
        ["mine.toml:2", "levers.win_back_upgrade_value", "-4.0 is below 0", "at least 0"],
    ),
    "an offer that nobody can refuse": (
        "[win_back]\ndiscount_pull_where_it_answers = 99.0\n",
        [
            "mine.toml:1",
            "'discount' after an exit for the reason 'value'",
            "a chance of 1.50 a month",
            "lower return",
        ],
    ),
    "a bundle that gives all away": (
        "[second_lifetime]\ndiscount_learned = 0.9\n",
        ["mine.toml:1", "takes 131% of the price or of the bond away", "lower discount_learned"],
    ),
    "points that expire before they can be redeemed": (
        'period = "month"\n[reward_points]\nidle_months_to_expiry = 0.5\n',
        ["mine.toml", "reward_points.idle_months_to_expiry is 15.2 days", "at least 1 months"],
    ),
    "tiers that do not rise": (
        '[[reward_points.tiers]]\nname = "gold"\nspend_per_year = 300.0\n'
        '[[reward_points.tiers]]\nname = "silver"\nspend_per_year = 100.0\n',
        ["mine.toml:1", "a tier from 100 a year follows one from 300", "rising order"],
    ),
    "calls that go back in time": (
        "[care]\ncalls_every_months = -6.0\n",
        ["mine.toml:2", "care.calls_every_months: -6.0 is below 0", "at least 0"],
    ),
    "rules for somebody unknown": (
        '[campaigns]\nrules_are_for = "all"\n',
        ["mine.toml:2", '"all" is not known', "'everybody'"],
    ),
    "a negative premium": (
        "[price_premium]\npremium = -0.1\n",
        ["mine.toml:2", "-0.1 is below 0", "at least 0"],
    ),
    "an imitation that takes no time": (
        "[market.imitation]\nfirst_level_half_life_months = 0.0\n",
        ["mine.toml:2", "0.0 is not above 0", "above 0"],
    ),
    "more ties than accounts": ("[ties]\ntied_share = 2.0\n", ["mine.toml:2", "2.0 is above 1", "at most 1"]),
    "a world that explodes": ("[referral]\ntalk_per_month = 9.0\n", ["mine.toml", "the world explodes"]),
}
LOGS = {
    "an empty file": ("", ["mine.csv", "empty"]),
    "a header alone": ("customer_id,date,amount\n", ["mine.csv", "no row"]),
    "no date column": ("customer_id,when_,amount\na,2020-01-01,5\n", ["no date column", "when_"]),
    "an unreadable date": (GOOD + "c,soon,5\n", ["mine.csv:5", "'soon'", "2020-01-31"]),
    "a date that is not": (GOOD + "c,2020-02-30,5\n", ["mine.csv:5", "2020-02-30"]),
    "an unreadable amount": (GOOD + "c,2020-02-03,much\n", ["mine.csv:5", "'much'"]),
    "refunds alone": ("customer_id,date,amount\na,2020-01-01,-5\n", ["mine.csv", "no purchase is left"]),
}


def refused(*arguments, leaves=()):
    """Run a command that must be refused, and return what it says."""
    result = hooper(*arguments)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert sorted(path.name for path in Path().iterdir()) == sorted(leaves)
    return result.stderr


@pytest.mark.parametrize(("text", "told"), SCENARIOS.values(), ids=SCENARIOS)
def test_a_scenario_that_is_wrong(text, told):
    Path("mine.toml").write_text(text, encoding="latin-1")
    said = refused("simulate", "mine.toml", "--out", "history", leaves=["mine.toml"])
    assert all(part in said for part in told), said


def test_all_faults_of_a_scenario_and_of_the_changes_to_it_are_told_at_once():
    Path("mine.toml").write_text("".join(text for text, _ in list(SCENARIOS.values())[4:6]))
    changes = ("--set", "desk.patience_day=2", "--set", "seed=-1", "--set", "nonsense")
    said = refused("simulate", "mine.toml", *changes, leaves=["mine.toml"])
    assert said.count("remedy:") == 5


STUDY = """name = "mine"
question = "which?"
seed = 1
[strategies.no_intervention]
[strategies.win_back_offer]
"""


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ('kind = "voucher"', ["mine.toml:6", "strategies.win_back_offer.kind", '"voucher"', "'upgrade'"]),
        ("kept_for_gifts = 1.2", ["mine.toml:6", "kept_for_gifts", "1.2 is above 1", "at most 1"]),
        ("silent_days = -9.0", ["mine.toml:6", "silent_days", "-9.0 is below 0", "at least 0"]),
    ],
)
def test_a_strategy_whose_settings_are_wrong(setting, told):
    Path("mine.toml").write_text(STUDY + setting)
    said = refused("compare", "mine.toml", leaves=["mine.toml"])
    assert all(part in said for part in told), said


@pytest.mark.parametrize(
    "command", ["fit --all", "segment --scheme rfm --out labels", "value --out value.csv", "export"]
)
@pytest.mark.parametrize(("text", "told"), LOGS.values(), ids=LOGS)
def test_a_log_that_is_wrong(command, text, told):
    Path("mine.csv").write_text(text)
    name, *options = command.split()
    said = refused(name, "mine.csv", *options, leaves=["mine.csv"])
    assert all(part in said for part in told), said


@pytest.mark.parametrize(
    "arguments",
    [
        "simulate nowhere.toml",
        "compare nowhere.toml",
        "fit nowhere.csv --all",
        "segment nowhere.csv --scheme rfm",
        "value nowhere.csv",
        "export nowhere.csv",
    ],
)
def test_a_file_that_is_not_there(arguments):
    assert "nowhere" in refused(*arguments.split())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("simulate retial", "did you mean retail?"),
        ("simulate retail --strategy mass_discout", "mass_discount"),
        ("simulate retail --chunk 500", "multiple of 256"),
        ("simulate retail --customers 0", "--customers"),
        ("simulate retail --customers many", "--customers"),
        ("simulate retail --seed -1", "--seed"),
        ("simulate retail --seed 4294967296", "--seed"),
        ("simulate retail --replication 65536", "--replication"),
        ("simulate retail --budget-per-year nan", "not a finite number"),
        ("simulate retail --budget-per-year -1", "below 0"),
        ("fit example:cdno --all", "example:cdnow"),
        ("fit example:cdnow --model bgnbd", "bg_nbd"),
        ("fit example:cdnow --model bg_nbd --calibration-end 1997-13-01", "1997-09-30"),
        ("fit example:cdnow --model bg_nbd --calibration-end 2007-01-01", "outside the log"),
        ("fit example:cdnow --model bg_nbd --unit fortnight", "--unit"),
        ("value example:cdnow --horizon 0", "horizon: 0 is below 1"),
        ("value example:cdnow --margin inf", "margin: inf"),
        ("list everything", "strategies"),
        ("explain xyzzy", "choose one of"),
        ("verify geometric_tenur", "geometric_tenure"),
        ("new strategy Mine", "write mine"),
    ],
)
def test_an_option_that_is_wrong(arguments, told):
    assert told in refused(*arguments.split())


def test_a_place_that_takes_no_file():
    Path("taken").touch()
    Path("mine.csv").write_text(GOOD)
    leaves = ["mine.csv", "taken"]
    assert "choose another place" in refused("export", "mine.csv", "--out", "taken/out.csv", leaves=leaves)
    assert "choose another place" in refused("export", "mine.csv", "--out", ".", leaves=leaves)
    assert "taken" in refused(
        "simulate", "retail", "--customers", 20, "--periods", 2, "--out", "taken", leaves=leaves
    )


def test_no_traceback_reaches_a_user():
    """In a process of its own, since Python's and typer's own hooks print tracebacks."""
    Path("mine.toml").write_text("[economics]\nmargin = 1.5\n")
    ended = hooper_process("simulate", "mine.toml", "--json")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("mine.toml:2: economics.margin: 1.5 is above 1")


@pytest.mark.parametrize("arguments", ["explain retail", "list laws --json", "simulate --help"])
def test_who_stops_reading_gets_no_traceback(arguments):
    reader = "import sys; sys.stdin.read(1)"
    command = [*COMMAND, *arguments.split()]
    listing = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    subprocess.run([sys.executable, "-c", reader], stdin=listing.stdout, check=True)
    assert listing.stdout is not None
    listing.stdout.close()
    _, said = listing.communicate()
    assert said == b""
