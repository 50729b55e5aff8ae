"""What docs/sensitivity.md lets a reader type is understood."""

import re
import shlex
from pathlib import Path

from hooper.scenario import presets
from hooper.study.sensitivity_settings import USUAL_POINTS
from hooper.study.study import Study
from hooper.study.varied_parameters import varied_parameters
from tests.command_line import hooper

DOCUMENT = (Path(__file__).parents[2] / "docs" / "sensitivity.md").read_text()
STUDY = """name = "mine"
question = "Is it understood?"
seed = 1
[strategies.no_intervention]
[strategies.mass_discount]
"""


def block(language):
    [code] = re.findall(rf"^```{language}\n(.*?)^```", DOCUMENT, flags=re.MULTILINE | re.DOTALL)
    return code


def test_the_table_of_the_document_is_read_and_names_what_can_be_varied(tmp_path):
    (tmp_path / "study.toml").write_text(STUDY + block("toml"))
    settings = Study.read(tmp_path / "study.toml").sensitivity
    assert (settings.method, settings.points, settings.grid) == ("morris", 8, 5)
    varied = {own.key: (own.low, own.high) for own in varied_parameters(presets.load("retail"), settings, ())}
    assert varied == {
        "levers.offer_value": (0.15, 0.6),
        "economics.margin": (0.25, 0.4),
        "buyer.spend_p": (3.0, 9.0),
    }
    told = f"{USUAL_POINTS['morris']} unless said, and {USUAL_POINTS['sobol']} rows for sobol"
    assert told in DOCUMENT


def test_the_commands_of_the_document_are_understood():
    helped = hooper("sensitivity", "--help").stdout
    commands = [shlex.split(line) for line in block("sh").splitlines()]
    assert len(commands) == 2
    for command in commands:
        assert command[:3] == ["hooper", "sensitivity", "study.toml"]
        assert all(word in helped for word in command if word.startswith("--"))
    [keys] = [word for word in commands[1] if "," in word]
    settings = Study.model_validate(
        {"name": "mine", "question": "?", "seed": 1, "strategies": {}, "sensitivity": {"method": "sobol"}}
    ).sensitivity
    assert len(varied_parameters(presets.load("retail"), settings, tuple(keys.split(",")))) == 3
