"""`hooper explore`: a page with sliders on this machine, where a small world answers while it is turned."""

import os
import socket
import sys
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from hooper.cli.options import AsJson, Quiet, Seed
from hooper.cli.talk import Talk
from hooper.foundation.errors import Fault, InputError

_HERE = "127.0.0.1"


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
    if find_spec("marimo") is None:
        raise InputError([Fault("explore", "the page needs marimo", "pip install 'hooper[explore]'")])
    at = _free(port)
    address = f"http://{_HERE}:{at}/"
    Talk(as_json, quiet).answer({"address": address}, f"The page is at {address} and ends with Ctrl-C.")
    _become_the_page(at, population, 1 if seed is None else seed, opens_browser=not no_browser)


def _free(port: int) -> int:
    """Return the port, or any if it is 0; raises `InputError` if something is served there already."""
    with closing(socket.socket()) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((_HERE, port))
        except OSError as error:
            problem = f"port {port} cannot be used: {(error.strerror or str(error)).lower()}"
            remedy = "choose another one, or 0 for any that is free"
            raise InputError([Fault("--port", problem, remedy)]) from None
        return door.getsockname()[1]


def _become_the_page(port: int, population: int, seed: int, *, opens_browser: bool) -> None:
    """Give this process to marimo's own command, which knows how to serve a page and to end at Ctrl-C."""
    from hooper import explore as package

    page = Path(package.__file__).with_name("page.py")
    serve = f"--host {_HERE} --port {port} --no-token --no-sandbox --no-check".split()
    browser = [] if opens_browser else ["--headless"]
    marimo = [sys.executable, "-m", "marimo", "--yes", "--quiet", "--log-level", "CRITICAL", "run", str(page)]
    command = [*marimo, *serve, *browser, "--", "--population", str(population), "--seed", str(seed)]
    environment = {**os.environ, "MARIMO_SKIP_UPDATE_CHECK": "1"}
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(sys.executable, command, environment)  # noqa: S606  # a list of our own, no shell
