"""Every test of the command works in a folder of its own, on small logs of real purchases."""

import pytest

from hooper.history.read_log import read_log
from tests.command_line import answer


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def purchases():
    """The (customer, date, amount) of 300 customers of the CDNOW sample."""
    observed, _ = read_log("example:cdnow")
    rows = zip(
        observed.column("customer_id").tolist(),
        observed.column("time_days").astype("timedelta64[D]").tolist(),
        observed.column("amount").tolist(),
        strict=True,
    )
    return [
        (f"C{customer:04d}", observed.origin + day, round(amount, 2))
        for customer, day, amount in rows
        if customer < 300
    ]


@pytest.fixture
def shop(purchases):
    """The name of a plain CSV file with those purchases."""
    lines = [f"{customer},{day},{amount}" for customer, day, amount in purchases]
    with open("shop.csv", "w", encoding="utf-8") as file:
        file.write("\n".join(["customer_id,date,amount", *lines, ""]))
    return "shop.csv"


@pytest.fixture(scope="session")
def world(tmp_path_factory):
    """The folder of a simulated history of 300 founders over 40 weeks."""
    folder = tmp_path_factory.mktemp("worlds") / "small"
    answer("simulate", "retail", "--customers", 300, "--periods", 40, "--seed", 7, "--out", folder)
    return folder
