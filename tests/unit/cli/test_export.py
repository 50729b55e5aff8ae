import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from hooper.history.customer_summary import summarise
from hooper.history.read_log import read_log
from hooper.history.store import read_observed
from tests.command_line import answer, hooper


def read(file):
    with Path(file).open(newline="", encoding="utf-8") as lines:
        return list(csv.reader(lines))


@pytest.mark.filterwarnings("ignore")  # lifetimes is no longer kept up and uses what pandas gives up
def test_lifetimes_reads_the_file_and_counts_as_we_do(shop):
    from lifetimes.utils import summary_data_from_transaction_data

    told = answer("export", shop)
    theirs = summary_data_from_transaction_data(pd.read_csv(told["file"]), "customer_id", "date", freq="D")
    ours = summarise(read_log(shop)[0], unit_days=1.0)
    assert theirs["frequency"].tolist() == ours.frequency.tolist()
    assert theirs["recency"].tolist() == ours.recency.tolist()
    assert theirs["T"].tolist() == ours.age.tolist()


def test_a_log_of_days_comes_out_as_it_went_in(shop, purchases):
    header, *rows = read(answer("export", shop)["file"])
    assert header == ["customer_id", "date", "amount"]
    assert [(name, date.fromisoformat(day), float(paid)) for name, day, paid in rows] == purchases


def test_a_simulated_history_begins_with_the_millennium_and_keeps_times_for_clvtools(world):
    header, *rows = read(answer("export", world, "--format", "clvtools")["file"])
    observed = read_observed(world)
    assert header == ["Id", "Date", "Price"]
    origin = datetime(2000, 1, 1)
    days = [(datetime.fromisoformat(moment) - origin) / timedelta(days=1) for _, moment, _ in rows]
    assert days == pytest.approx(observed.column("time_days"), abs=1.0 / 86_400.0)
    assert np.array_equal(np.floor(days), np.floor(observed.column("time_days")))
    assert [int(each) for each, _, _ in rows] == observed.column("customer_id").tolist()
    assert [float(paid) for _, _, paid in rows] == observed.column("amount").tolist()


def test_lifetimes_gets_dates_alone(world):
    _, *rows = read(answer("export", world)["file"])
    assert all(date.fromisoformat(day) >= date(2000, 1, 1) for _, day, _ in rows)


def test_people_are_told_how_the_other_program_reads_it(shop):
    assert "summary_data_from_transaction_data" in hooper("export", shop).stdout
    assert 'date.format = "ymd"' in hooper("export", shop, "--format", "clvtools").stdout


def test_an_unknown_format_is_wrong_input(shop):
    result = hooper("export", shop, "--format", "btyd")
    assert result.exit_code == 2
    assert [path.name for path in Path().iterdir()] == [shop]
