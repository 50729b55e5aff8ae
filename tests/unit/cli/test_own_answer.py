"""A script beside a study has the options of `hooper compare`, and ends as it does."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
from pathlib import Path
from hooper.cli.own_answer import tell_answer

def answer(study, out):
    (out / "picture.svg").write_text("<svg/>")
    return {"worlds": float(study.replications), "share": 0.25}

if __name__ == "__main__":
    tell_answer(answer, Path(__file__).with_name("study.toml"))
"""
STUDY = 'name = "mine"\nquestion = "?"\nseed = 1\n[strategies]\nno_intervention = {}\n'


@pytest.fixture
def answer(tmp_path):
    (tmp_path / "study.toml").write_text(STUDY)
    (tmp_path / "answer.py").write_text(SCRIPT)

    def run(*options):
        command = [sys.executable, str(tmp_path / "answer.py"), *options]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    return run


def test_the_figures_are_one_json_object_and_the_pictures_lie_in_the_folder(answer, tmp_path):
    done = answer("--json", "--set", "replications=3")
    told = json.loads(done.stdout)
    assert told == {"worlds": 3.0, "share": 0.25, "out": "results/mine"}
    assert (tmp_path / told["out"] / "picture.svg").exists()


def test_people_read_a_line_a_figure(answer):
    assert answer("--out", "here").stdout.splitlines() == ["worlds: 20", "share: 0.25", "pictures: here"]


def test_a_wrong_setting_is_named_without_a_traceback(answer):
    done = answer("--set", "replicas=3")
    assert done.returncode == 2
    assert "replicas" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_written_is_named(answer, tmp_path):
    (tmp_path / "file").write_text("")
    done = answer("--out", str(Path("file") / "below"))
    assert done.returncode == 2
    assert "file/below" in done.stderr
