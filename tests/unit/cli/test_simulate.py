import math
import re
from pathlib import Path

import pytest

from hooper.engine.simulate import simulate
from hooper.history.store import read_history
from hooper.scenario import presets
from hooper.strategies.loyalty_programme import LoyaltyProgramme
from tests.command_line import answer, hooper

SMALL = ("simulate", "retail", "--customers", 600, "--periods", 20, "--seed", 7)


@pytest.fixture(scope="module")
def told():
    return answer(*SMALL)


def test_it_tells_what_the_library_gives(told):
    simulated = simulate(presets.load("retail", ["founders.customers=600"]), 20, seed=7)
    assert told["digest"] == simulated.history.digest
    assert told["customers"] == simulated.customers
    assert told["profit_and_loss"]["profit"] == pytest.approx(simulated.books.ledger.profit.sum())
    assert told["bucket"]["held_at_end"] == simulated.books.held[-1]


@pytest.mark.parametrize(
    "how",
    [("--threads", 2), ("--chunk", 256), ("--threads", 2, "--chunk", 512), ("--engine", "agents")],
    ids=str,
)
def test_how_it_is_computed_changes_nothing(told, how):
    other = answer(*SMALL, *how)
    same = ("digest", "customers", "profit_and_loss", "bucket")
    assert {key: other[key] for key in same} == {key: told[key] for key in same}


@pytest.mark.parametrize(
    "what",
    [("--seed", 8), ("--replication", 1), ("--periods", 21), ("--set", "buyer.spend_p=5.0")],
    ids=str,
)
def test_what_is_asked_for_changes_the_history(told, what):
    assert answer(*SMALL, *what)["digest"] != told["digest"]


def test_the_seed_is_the_scenarios_own_unless_given():
    without, given = (
        answer("simulate", "retail", "--customers", 50, "--periods", 3, *seed) for seed in ((), ("--seed", 1))
    )
    assert (without["seed"], without["digest"]) == (1, given["digest"])


def test_times_and_memory_agree_with_each_other(told):
    each = told["customers"] * told["periods"]
    assert told["ns_per_customer_period"] == pytest.approx(1e9 * told["seconds_step"] / each)
    assert told["peak_rss_bytes"] > 50_000_000


def test_the_bucket_balances(told):
    bucket = told["bucket"]
    came = sum(value for name, value in bucket.items() if name.startswith("arrivals"))
    left = sum(value for name, value in bucket.items() if name.startswith("leaks"))
    assert bucket["held_at_start"] + came - left == bucket["held_at_end"]
    assert bucket["arrivals_founder"] == 600


def test_profit_is_the_sum_of_its_lines(told):
    lines = dict(told["profit_and_loss"])
    profit = lines.pop("profit")
    assert sum(lines.values()) == pytest.approx(profit)


def test_a_strategy_gets_a_budget_by_customer_and_year():
    told = answer(*SMALL, "--strategy", "loyalty_programme", "--budget-per-year", 2.0)
    grant = 2.0 * 600 * 13 * 7 / 365.25
    world = presets.load("retail", ["founders.customers=600"])
    simulated = simulate(world, 20, seed=7, strategy=LoyaltyProgramme(), grant_per_review=grant)
    assert told["digest"] == simulated.history.digest
    assert told["profit_and_loss"]["strategy_cost"] < 0.0
    budget = {name: getattr(simulated.budget, name) for name in ("granted", "spent", "refused")}
    assert told["budget"] == pytest.approx(budget)


def test_money_that_was_refused_is_told():
    told = hooper(*SMALL, "--strategy", "loyalty_programme", "--budget-per-year", 0.2).stdout
    granted, spent, refused = map(float, re.findall(r"([\d.]+) (?:granted|spent|refused)", told))
    assert 0.0 < spent <= granted
    assert refused > 0.0


def test_a_history_is_written_whole(told):
    assert answer(*SMALL, "--out", "history")["digest"] == told["digest"]
    assert read_history(Path("history")).digest == told["digest"]


def test_a_folder_with_something_in_it_is_left_alone():
    Path("history").mkdir()
    Path("history/mine.txt").write_text("mine")
    result = hooper(*SMALL, "--out", "history")
    assert result.exit_code == 2
    assert "not empty" in result.stderr
    assert [path.name for path in Path("history").iterdir()] == ["mine.txt"]


def test_a_life_is_told_from_entry_to_exit():
    life = answer(*SMALL, "--follow", 5)["life"]
    events = [event["event"] for event in life["events"]]
    days = [event["day"] for event in life["events"]]
    assert events[:2] == ["entry", "purchase"]
    assert days == sorted(days)
    assert life["customer_id"] == 5
    assert "entry" in hooper(*SMALL, "--follow", 5).stdout


@pytest.mark.parametrize("nobody", [999_999, 2**64])
def test_nobody_can_be_followed_who_is_not_there(nobody):
    result = hooper(*SMALL, "--follow", nobody, "--out", "history")
    assert result.exit_code == 2
    assert f"there is no customer {nobody}" in result.stderr
    assert not Path("history").exists()


def test_people_see_profit_and_loss_and_the_bucket():
    result = hooper(*SMALL)
    shown = ("Profit and loss", "acquisition", "Leaky bucket", "leaks: rival", "held at end", "digest")
    assert all(part in result.stdout for part in shown)
    assert "600 founders live 20 periods of a week" in result.stderr


@pytest.mark.parametrize("chunk", [0, 1, 500, -256])
def test_a_chunk_is_a_multiple_of_a_block(chunk):
    result = hooper(*SMALL, "--chunk", chunk)
    assert result.exit_code == 2
    assert "multiple of 256" in result.stderr


def test_a_scenario_can_be_a_file_with_changes_on_top():
    Path("mine.toml").write_text('name = "mine"\nseed = 7\n[founders]\ncustomers = 40\n')
    told = answer("simulate", "mine.toml", "--periods", 3, "--set", "economics.margin=0.5")
    assert (told["scenario"], told["seed"], told["bucket"]["arrivals_founder"]) == ("mine", 7, 40)


def test_the_subscription_preset_runs_by_the_month():
    told = answer("simulate", "subscription", "--customers", 100, "--periods", 14)
    assert told["profit_and_loss"]["base_profit"] > 0.0


def test_checkpoints_change_nothing_and_leave_nothing(told):
    again = answer(*SMALL, "--out", "history", "--checkpoint-periods", 6, "--threads", 2)
    assert again["digest"] == told["digest"]
    assert again["rows"] == told["rows"]
    assert [path.name for path in Path().iterdir()] == ["history"]


@pytest.mark.parametrize("option", [("--resume",), ("--checkpoint-periods", 5)])
def test_what_goes_on_from_a_checkpoint_goes_to_disk(option):
    result = hooper(*SMALL, *option)
    assert result.exit_code == 2
    assert "add --out DIR" in result.stderr


def test_a_life_has_every_draw_law_and_value():
    told = answer(*SMALL, "--follow", 5, "--out", "history")
    steps = told["life"]["steps"]
    assert {step["role"] for step in steps} >= {"draw", "read", "write"}
    assert [step["period"] for step in steps] == sorted(step["period"] for step in steps)
    lines = Path("history/life_of_5.csv").read_text().splitlines()
    assert lines[0].replace('"', "") == "period,law,role,field,value"
    assert len(lines) == len(steps) + 1
    assert "draws and values of the laws" in hooper(*SMALL, "--follow", 5).stdout


CHANNELS = (
    "--set",
    "acquisition.channels=[{name='press', spend_per_month_per_1000=100.0, most_per_month_per_1000=80.0},"
    " {name='reseller', without_spend_per_month_per_1000=60.0, partner={}}]",
)


def test_channels_are_told_with_the_cost_of_each_newcomer_and_of_one_more(told):
    """Half of the ceiling costs `h / 20` each; one more costs twice the slope: `h / (20 ln 2)`."""
    through = answer(*SMALL, *CHANNELS)
    channels = through["channels"]
    press, reseller = channels["press"], channels["reseller"]
    assert press["spend"] == pytest.approx(0.6 * 100.0 * 20 * 7 / 30.4375)
    assert press["average_cost"] == pytest.approx(press["spend"] / press["newcomers"])
    assert press["average_cost"] == pytest.approx(100.0 / 40.0, rel=0.05)
    assert press["marginal_cost"] == pytest.approx(100.0 / (40.0 * math.log(2.0)), rel=0.05)
    assert reseller["average_cost"] == pytest.approx(reseller["commission"] / reseller["newcomers"])
    assert reseller["marginal_cost"] is None
    assert "channels" not in told
    assert set(through["accounts_by"]["channel"]) > {"founder", "press", "reseller", "nobody"}
    assert "of one more" in hooper(*SMALL, *CHANNELS).stdout


PRODUCTS = (
    "--set",
    "assortment.products=[{name='lean', stated=0.0, ancillary=0.0, real=0.0, related=0.0, latent=0.0,"
    " margin=0.2}, {name='odd', stated=9.0, ancillary=1.0, real=1.0, related=1.0, latent=1.0, margin=0.4}]",
)


def test_products_are_told_with_who_has_them_and_how_well_they_fit(told):
    sold = answer(*SMALL, *PRODUCTS)
    lean, odd = sold["products"]["lean"], sold["products"]["odd"]
    assert lean["customers"] == sold["bucket"]["held_at_end"]
    assert (lean["share"], lean["margin"], odd["customers"], odd["sales"]) == (1.0, 0.2, 0, 0.0)
    assert lean["fit"] <= lean["fit_of_best"]
    assert odd["fit"] is None
    assert "products" not in told
    assert "fit of the best" in hooper(*SMALL, *PRODUCTS).stdout


def test_a_life_names_the_channel_through_which_it_came():
    acquired = (1 << 62) + (5 << 56) + (4 << 32)
    life = answer(*SMALL, *CHANNELS, "--follow", acquired)["life"]
    assert life["events"][0]["detail"].startswith("reseller")


def test_the_gauge_reads_the_flows_of_the_last_year_without_the_founders():
    told = answer("simulate", "retail", "--customers", 600, "--periods", 120, "--seed", 7)
    bucket = simulate(presets.load("retail", ["founders.customers=600"]), 120, seed=7).books.bucket()
    last_year = slice(-52, None)
    leak = bucket.leaks[last_year].sum() / bucket.at_risk[last_year].sum()
    gauge = told["gauge"]
    assert gauge["level"] == told["bucket"]["held_at_end"]
    assert gauge["leak_per_period"] == pytest.approx(leak)
    assert gauge["inflow_per_period"] == pytest.approx(bucket.arrivals[last_year].sum() / 52)
    assert gauge["steady_level"] == pytest.approx(gauge["inflow_per_period"] / leak)
    young = answer("simulate", "retail", "--customers", 600, "--periods", 20, "--seed", 7)["gauge"]
    assert young["inflow_per_period"] < 60.0, "the 600 founders are no inflow that goes on"


def test_stages_channels_and_segments_each_make_up_the_firm():
    told = answer("simulate", "telecom", "--customers", 200, "--periods", 30)
    assert set(told["accounts_by"]) == {"stage", "channel", "segment"}
    for groups in told["accounts_by"].values():
        for account in next(iter(groups.values())):
            summed = sum(of_group[account] for of_group in groups.values())
            assert summed == pytest.approx(told["profit_and_loss"][account], rel=1e-9, abs=1e-6)


def test_the_figures_of_a_world_are_drawn_into_a_folder(tmp_path):
    asked = ("simulate", "telecom", "--customers", 200, "--figures")
    drawn = answer(*asked, tmp_path / "drawn", "--periods", 12)
    names = {Path(path).stem for path in drawn["figures"]}
    assert {"bucket", "cohort_triangle", "profit_waterfall", "service_desk_service_level"} <= names
    assert all(Path(path).stat().st_size for path in drawn["figures"])
    young = answer(*asked, tmp_path / "young", "--periods", 5)
    assert "cohort_triangle" not in {Path(path).stem for path in young["figures"]}


def test_a_refill_costs_what_newcomers_did_in_the_last_year():
    told = answer("simulate", "startup", "--periods", 40)["gauge"]
    lived = simulate(presets.load("startup"), 40)
    spent = -lived.books.ledger.flows()["acquisition"][-12:].sum()
    came = lived.books.arrivals[-12:, :-1].sum()
    assert told["refill_spend_per_period"] == pytest.approx(
        told["refill_newcomers_per_period"] * spent / came
    )
