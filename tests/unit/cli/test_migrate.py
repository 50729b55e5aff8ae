from pathlib import Path

import numpy as np
import pytest

from tests.command_line import answer, hooper


def test_moves_are_told_with_intervals_for_everybody_known(shop, purchases):
    told = answer("migrate", shop, "--scheme", "rfm", "--every", 180, "--replications", 20)
    assert told["cut_days"] == sorted(told["cut_days"])
    assert len(told["cut_days"]) >= 3
    chances, low, high = (np.array(told[name], dtype=float) for name in ("transitions", "low", "high"))
    known = ~np.isnan(chances).all(axis=1)
    assert chances[known].sum(axis=1) == pytest.approx(np.ones(known.sum()))
    assert (low[known] <= chances[known] + 1e-12).all()
    assert (chances[known] <= high[known] + 1e-12).all()
    now = {segment["label"]: segment["current"] for segment in told["segments"]}
    sizes = {
        each["label"]: each["customers"] for each in answer("segment", shop, "--scheme", "rfm")["segments"]
    }
    assert now == sizes


def test_the_same_command_gives_the_same_answer_and_another_seed_other_intervals(shop):
    asked = ("migrate", shop, "--scheme", "stages_telecom", "--every", 120, "--replications", 20)
    first, again, other = answer(*asked), answer(*asked), answer(*asked, "--seed", 2)
    assert first == again
    assert first["moves"] == other["moves"]
    assert first["low"] != other["low"]


def test_people_see_chances_segments_and_where_the_figure_is(shop):
    result = hooper(
        "migrate", shop, "--scheme", "rfm", "--every", 180, "--replications", 5, "--figures", "drawn"
    )
    assert all(
        text in result.stdout for text in ("low value", "newcomers", "value to come", "migration_flow.png")
    )
    assert Path("drawn/migration_flow.svg").stat().st_size > 0


def test_profiles_from_a_file_divide_customers(shop, purchases):
    customers = sorted({customer for customer, _, _ in purchases})
    rows = [
        f"{customer},{'north' if number % 2 else 'south'}" for number, customer in enumerate(customers[:-1])
    ]
    Path("people.csv").write_text("\n".join(["customer_id,region", *rows, ""]))
    told = answer("segment", shop, "--scheme", "geographic", "--profiles", "people.csv")
    sizes = {segment["label"]: segment["customers"] for segment in told["segments"]}
    assert sizes == {"region north": 149, "region south": 150, "unknown": 1}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--scheme", "rfm", "--every", 900), "there are no two cuts in a log of"),
        (("--scheme", "rfm", "--every", 0), "every_days"),
        (("--scheme", "rmf", "--every", 90), "there is no 'rmf'"),
        (("--scheme", "rfm", "--every", 90, "--discount-rate-per-year", 0), "discount_rate_per_year"),
        (("--scheme", "geographic", "--every", 90), "--profiles FILE"),
        (("--scheme", "main_product", "--every", 90), "no product lines"),
        (("--scheme", "rfm", "--every", 90, "--profiles", "no.csv"), "no such file"),
    ],
)
def test_wrong_input_is_named_and_writes_nothing(arguments, said, shop):
    result = hooper("migrate", shop, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "remedy" in result.stderr
    assert [path.name for path in Path().iterdir()] == [shop]


def test_a_screen_scores_every_segment_from_one_to_five(shop):
    changes = ("--set", 'known."low value".rivals=5', "--set", "scheme.cuts.purchases=[1, 2, 3, 4]")
    changes += ("--set", "scheme.cuts.days_since_last=[50, 100, 200, 400]")
    told = answer("screen", shop, "--scheme", "rfm", *changes, "--set", "scheme.cuts.spend=[10, 20, 50, 100]")
    low = next(each for each in told["segments"] if each["label"] == "low value")
    assert low["rivals"] == 5
    assert all(1 <= each["attractiveness"] <= 5 for each in told["segments"])


@pytest.mark.parametrize(
    ("change", "said"),
    [('known."middling".rivals=5', "no segment 'middling'"), ("known.new.rivals=6", "known.new.rivals")],
)
def test_a_screen_refuses_what_it_cannot_score(change, said, shop):
    result = hooper("screen", shop, "--scheme", "rfm", "--set", change)
    assert result.exit_code == 2
    assert said in result.stderr
