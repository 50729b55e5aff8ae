"""Serves the page to this machine, by marimo's own command, until Ctrl-C."""

import logging
import os
import runpy
import socket
import sys
from contextlib import closing
from pathlib import Path
from typing import Final

from hooper.foundation.errors import Fault, InputError

HERE: Final = "127.0.0.1"
_PAGE: Final = Path(__file__).with_name("page.py")


def free_port(port: int) -> int:
    """Return the port, or one that is free if it is 0; raises `InputError` if it cannot be used."""
    with closing(socket.socket()) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HERE, port))
        except OSError as error:
            problem = f"port {port} cannot be used: {(error.strerror or str(error)).lower()}"
            remedy = "choose another one, or 0 for any that is free"
            raise InputError([Fault("--port", problem, remedy)]) from None
        return door.getsockname()[1]


def serve(port: int, population: int, seed: int, *, opens_browser: bool) -> None:
    """Serve the page for a world of so many customers; this process ends with it."""
    os.environ["MARIMO_SKIP_UPDATE_CHECK"] = "1"
    logging.getLogger("uvicorn.error").addFilter(_is_news)
    run = f"marimo --yes --quiet run {{}} --host {HERE} --port {port} --no-token --no-sandbox --no-check"
    words = [str(_PAGE) if word == "{}" else word for word in run.split()]
    browser = [] if opens_browser else ["--headless"]
    sys.argv = [*words, *browser, "--", "--population", str(population), "--seed", str(seed)]
    runpy.run_module("marimo", run_name="__main__", alter_sys=True)


def _is_news(record: logging.LogRecord) -> bool:
    """Return whether a message is more than that the server was ended in the middle of its waiting."""
    return "CancelledError" not in record.getMessage()
