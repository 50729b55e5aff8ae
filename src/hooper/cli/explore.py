"""`hooper explore`: a page with sliders on this machine, where a small world answers while it is turned."""

from importlib.util import find_spec
from typing import Annotated

import typer

from hooper.cli.options import AsJson, Quiet, Seed
from hooper.cli.talk import Talk
from hooper.foundation.errors import Fault, InputError


def explore(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where the page is served; 0 takes any port that is free.")
    ] = 2718,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open a browser; print the address alone.")
    ] = False,
    population: Annotated[
        int, typer.Option(min=200, max=20_000, help="Customers of the world; more take longer to answer.")
    ] = 1000,
    as_json: AsJson = False,
    seed: Seed = None,
    quiet: Quiet = False,
) -> None:
    """Serve a page with sliders: the bucket filling and leaking, and the ranking of plans.

    It is served to this machine alone, asks no other, and ends with Ctrl-C.
    """
    from hooper.explore.serve import HERE, free_port, serve

    if find_spec("marimo") is None:
        raise InputError([Fault("explore", "the page needs marimo", "pip install 'hooper[explore]'")])
    at = free_port(port)
    address = f"http://{HERE}:{at}/"
    Talk(as_json, quiet).answer({"address": address}, f"The page is at {address} and ends with Ctrl-C.")
    serve(at, population, 1 if seed is None else seed, opens_browser=not no_browser)
