import subprocess
import sys

import pytest

from hooper.foundation.errors import InputError
from hooper.history import example_logs
from hooper.history.read_log import read_log


def test_without_the_package_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(example_logs, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"hooper\[examples\]"):
        read_log("example:cdnow")


def test_the_package_is_never_imported():
    code = "import sys; from hooper.history.read_log import read_log; read_log('example:cdnow')\n"
    check = "sys.exit(bool({'lifetimes', 'autograd'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code + check], check=False).returncode == 0


def test_every_example_names_its_source():
    assert all(example.source for example in example_logs.EXAMPLES)
    assert len({example.name for example in example_logs.EXAMPLES}) == len(example_logs.EXAMPLES)
