"""What the figures of profit, value and service show; how they look is in test_figures."""

from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

from hooper.economics.life_curves import LifeCurves
from hooper.report import figures
from hooper.report.figure_data import LoadCurve
from hooper.report.figures.mean_lives import by_month, over_whole_lives
from hooper.report.save_figures import svg_bytes
from hooper.targeting.qini import GainCurve

WIDTHS = [figures.WIDE_INCHES, figures.PHONE_INCHES]
MINUS = "\N{MINUS SIGN}"


def panel(figure: Figure, position: int = 0) -> Any:
    """One panel, untyped: what matplotlib returns is wider than what these figures draw."""
    return figure.axes[position]


def legend(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.legends[0].get_texts()]


def cumulated(profits) -> np.ndarray:
    best_first = np.sort(np.array(profits, dtype=np.float64))[::-1]
    return np.append(0.0, np.cumsum(best_first)) / abs(best_first.sum())


def points(figure: Figure) -> list[tuple[list[float], list[float]]]:
    return [(list(line.get_xdata()), list(line.get_ydata())) for line in panel(figure).lines]


def test_the_whale_curve_rises_to_its_peak_and_falls_by_what_the_last_cost():
    figure = figures.whale_curve(cumulated([80.0, 20.0, 0.0, -20.0]))
    assert ([0.0, 0.25, 0.5, 0.75], [0.0, 1.0, 1.25, 1.25]) in points(figure)
    assert ([0.75, 1.0], [1.25, 1.0]) in points(figure)
    assert ([0.5], [1.25]) in points(figure)
    words = panel(figure).get_title(loc="left")
    assert words == "The best 50 % of customers bring 125 % of the profit, the last 25 % cost 25 %."
    assert legend(figure) == ["bring profit", "cost more than they bring", "peak", "profit of all customers"]


def test_a_whale_curve_without_losses_has_no_falling_part():
    figure = figures.whale_curve(cumulated([3.0, 1.0]))
    assert legend(figure) == ["bring profit", "peak", "profit of all customers"]


@pytest.mark.parametrize("width", WIDTHS)
def test_customers_who_make_a_loss_together_are_drawn_against_the_loss(width):
    figure = figures.whale_curve(cumulated([10.0, -60.0]), width)
    assert panel(figure).get_title(loc="left").replace("\n", " ") == (
        "The best 50 % of customers bring 20 % of the loss, the last 50 % cost 120 %."
    )
    assert legend(figure)[-1] == "loss of all customers"


ACCOUNTS = {"base_profit": 90.0, "related_sales": 20.0, "acquisition": -50.0, "price_concession": 0.0}
POOLS = {"call_centre": -40.0, "strategy_cost": -35.0}


def bars(figure: Figure) -> list[tuple[float, float]]:
    """From where to where each bar reaches, from top to bottom."""
    return [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in panel(figure).patches]


def test_each_step_of_the_waterfall_starts_where_the_last_one_ended():
    figure = figures.profit_waterfall(ACCOUNTS, POOLS, "USD")
    assert bars(figure) == [(0, 90), (90, 110), (110, 60), (60, 60), (0, 60), (60, 20), (20, -15), (0, -15)]
    drawn = [(list(line.get_xdata())) for line in panel(figure).lines if line.get_linewidth() == 0.8]
    assert drawn == [[x, x] for x in (90, 110, 60, 60, 60, 20, -15)]


def test_amounts_carry_their_signs_and_costs_a_hatch():
    figure = figures.profit_waterfall(ACCOUNTS, POOLS, "USD")
    signed = ["+90", "+20", f"{MINUS}50", "0", "60", f"{MINUS}40", f"{MINUS}35", f"{MINUS}15"]
    assert [text.get_text() for text in panel(figure).texts] == signed
    hatched = [bar.get_hatch() for bar in panel(figure).patches]
    assert [k for k, hatch in enumerate(hatched) if hatch] == [2, 5, 6]


def test_a_waterfall_of_accounts_alone_has_one_sum():
    figure = figures.profit_waterfall(ACCOUNTS, {}, "USD")
    names = [name.get_text() for name in panel(figure).get_yticklabels()]
    assert names == ["base profit", "related sales", "acquisition", "price concession", "profit"]


@pytest.mark.parametrize("accounts", [{}, {"base_profit": 0.0}, {"base_profit": -1e7}])
def test_a_waterfall_of_nothing_or_of_losses_only_can_be_drawn(accounts):
    assert svg_bytes(figures.profit_waterfall(accounts, {}, "USD"))


def test_the_tornado_has_the_strongest_lever_on_top():
    low, high = np.array([0.001, -0.04, 0.02]), np.array([-0.001, 0.05, 0.01])
    figure = figures.elasticity_tornado(("cost", "retention", "price"), low, high, 0.01, "value")
    assert [name.get_text() for name in panel(figure).get_yticklabels()] == ["retention", "price", "cost"]
    assert bars(figure) == [(0, -0.04), (0, 0.05), (0, 0.02), (0, 0.01), (0, 0.001), (0, -0.001)]
    texts = [text.get_text() for text in panel(figure).texts]
    assert texts[:2] + texts[4:] == [f"{MINUS}4.00 %", "+5.00 %", "+0.10 %", f"{MINUS}0.10 %"]
    assert legend(figure) == ["lever down by 1 %", "lever up by 1 %"]


def test_bars_of_one_lever_never_lie_on_each_other():
    figure = figures.elasticity_tornado(("price",), np.array([-0.02]), np.array([-0.01]), 0.01, "value")
    down, up = panel(figure).patches
    assert down.get_y() + down.get_height() <= up.get_y() + 1e-12


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["elasticity_tornado", "profit_waterfall"])
def test_numbers_beside_bars_stay_within_the_panel(draw_books, name, width):
    figure = draw_books(width)[name]
    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in panel(figure).texts]
    room = panel(figure).get_window_extent()
    assert min(box.x0 for box in boxes) > room.x0
    assert max(box.x1 for box in boxes) < room.x1 + 1


def test_periods_in_overload_are_drawn_apart_and_those_without_service_left_out():
    load, level = np.array([0.5, np.nan, 1.0, 0.9]), np.array([0.99, np.nan, 0.2, np.nan])
    figure = figures.service_level_against_load(load, level, "answered in time")
    assert points(figure)[:2] == [([0.5], [0.99]), ([1.0], [0.2])]
    assert legend(figure) == ["period within capacity", "period in overload"]
    assert [text.get_text() for text in panel(figure).texts] == ["overload"]


def test_theory_is_a_line_under_its_own_name():
    theory = LoadCurve("M/M/3", np.array([0.2, 0.8]), np.array([1.0, 0.6]))
    figure = figures.service_level_against_load(np.array([0.5]), np.array([0.9]), "in time", theory)
    assert points(figure)[1] == ([0.2, 0.8], [1.0, 0.6])
    assert legend(figure)[-1] == "M/M/3"


def test_a_desk_that_nobody_called_can_be_drawn():
    assert svg_bytes(figures.service_level_against_load(np.zeros(0), np.zeros(0), "in time"))


def lives(*stages_of_customers) -> LifeCurves:
    """Customers who pay 10 a month in stage 0, 20 in stage 1 and so on; stage 4 is gone."""
    stage = np.array(stages_of_customers, dtype=np.int8).T
    n = stage.shape[1]
    volume = np.where(stage[:-1] == 4, 0.0, 10.0 * (stage[:-1] + 1.0))
    return LifeCurves(np.arange(n, dtype=np.uint64), np.zeros(n, np.uint8), stage, volume)


def test_means_by_month_are_over_those_who_are_there():
    curves = lives([0, 1, 2, 2], [0, 4, 4, 4])
    mean = by_month(curves, curves.volume - 12.0)
    assert mean.volume.tolist() == [10.0, 20.0, 30.0]
    assert mean.profit.tolist() == [-2.0, 8.0, 18.0]
    assert mean.stage_shares.tolist() == [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]
    assert mean.customers == 2


def test_whole_lives_are_cut_into_parts_of_their_own_length_and_count_alike():
    short, long, unfinished = [0, 1, 4, 4, 4], [0, 2, 1, 3, 4], [0, 0, 0, 0, 0]
    curves = lives(short, long, unfinished)
    mean = over_whole_lives(curves, curves.volume, parts=2)
    assert mean.volume.tolist() == [(10 + 20) / 2, (20 + 30) / 2]
    assert mean.stage_shares[0].tolist() == [0.75, 0.0, 0.25, 0.0]
    assert mean.customers == 2


def test_a_month_away_belongs_to_the_life_and_not_to_the_means():
    mean = over_whole_lives(lives([0, 4, 1, 3, 4]), np.ones((4, 1)), parts=2)
    assert mean.volume.tolist() == [10.0, 30.0]


def test_lifecycle_curves_show_volume_profit_and_the_shares_of_stages():
    curves = lives([0, 1, 2, 3], [0, 1, 4, 4])
    figure = figures.lifecycle_curves(curves, curves.volume - 15.0, "USD")
    drawn = {line.get_label(): list(line.get_ydata()) for line in panel(figure).lines[1:]}
    assert list(drawn.values()) == [[10.0, 20.0, 30.0], [-5.0, 5.0, 15.0]]
    assert legend(figure) == [
        "volume TV(t)",
        "profit P(t)",
        "exploration",
        "formation",
        "stability",
        "decline",
    ]
    assert panel(figure).get_title(loc="left") == "2 customers"
    assert panel(figure, 1).get_title(loc="left") == "0 lives from start to end"


@pytest.mark.parametrize("width", WIDTHS)
def test_lives_of_nobody_can_be_drawn(width):
    nobody = LifeCurves(
        np.zeros(0, np.uint64), np.zeros(0, np.uint8), np.zeros((4, 0), np.int8), np.zeros((3, 0))
    )
    assert svg_bytes(figures.lifecycle_curves(nobody, np.zeros((3, 0)), "USD", width))


def test_qini_curves_come_to_the_line_of_lots_and_long_ones_are_thinned():
    few, many = (
        GainCurve(np.linspace(0.0, 1.0, points), np.sqrt(np.linspace(0.0, 4.0, points)))
        for points in (3, 100_001)
    )
    figure = figures.qini({"t_learner": few, "s_learner": many}, "spend a customer")
    _, lots, short, long = points(figure)
    assert lots == ([0.0, 1.0], [0.0, 2.0])
    assert short == (few.share.tolist(), few.gain.tolist())
    assert len(long[0]) == 400
    assert (long[0][0], long[0][-1], long[1][-1]) == (0.0, 1.0, 2.0)
    assert legend(figure) == ["by lot", "t learner", "s learner"]
    assert panel(figure).get_ylabel() == "gain: spend a customer"
