import pytest

from hooper.cli.bars import Figure, figures_of


@pytest.mark.parametrize(
    ("measured", "must", "aim", "met"),
    [
        (3.0, 4.0, 2.0, "must met"),
        (4.0, 4.0, 2.0, "must met"),
        (2.0, 4.0, 2.0, "aim met"),
        (4.1, 4.0, 2.0, "MISSED"),
        (3.0, 2.0, 4.0, "must met"),
        (2.0, 2.0, 4.0, "must met"),
        (4.0, 2.0, 4.0, "aim met"),
        (1.9, 2.0, 4.0, "MISSED"),
        (1.0, 0.0, None, "MISSED"),
        (0.0, 0.0, None, "must met"),
        (9.0, None, 8.0, "aim missed"),
        (8.0, None, 8.0, "aim met"),
        (None, 4.0, 2.0, "not measured"),
        (None, None, 2.0, "not measured"),
        (5.0, None, None, ""),
    ],
)
def test_a_figure_says_which_of_its_bars_it_meets(measured, must, aim, met):
    assert Figure("seconds", measured, must, aim).met == met


def test_bars_come_first_and_every_time_and_ratio_is_shown():
    measured = {"seconds": 2.0, "bytes": 7, "customers": 5, "ratios": {"peer / mine": 3.0}}
    figures = figures_of(measured, must={"bytes": 8}, aim={"peer / mine": 1.0})
    assert [(each.figure, each.measured) for each in figures] == [
        ("bytes", 7),
        ("peer / mine", 3.0),
        ("seconds", 2.0),
    ]
