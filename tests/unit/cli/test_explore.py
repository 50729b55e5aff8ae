import json
import signal
import socket
import subprocess
import time
from contextlib import closing

from tests.command_line import COMMAND, hooper


def test_a_port_that_is_taken_is_wrong_input():
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = hooper("explore", "--no-browser", "--port", port)
    assert result.exit_code == 2
    assert f"--port: port {port} cannot be used" in result.stderr
    assert "choose another one, or 0 for any that is free" in result.stderr


def test_without_marimo_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr("hooper.cli.explore.find_spec", lambda name: None)
    result = hooper("explore", "--no-browser")
    assert result.exit_code == 2
    assert "pip install 'hooper[explore]'" in result.stderr


def test_the_page_is_served_to_this_machine_alone_and_ends_with_ctrl_c():
    command = [*COMMAND, "explore", "--no-browser", "--port", "0", "--json"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout is not None
    address = json.loads(running.stdout.readline())["address"]
    assert address.startswith("http://127.0.0.1:")
    port = int(address.rstrip("/").rsplit(":", 1)[1])
    for _ in range(300):
        time.sleep(0.1)
        with closing(socket.socket()) as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                break
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (0, "")
