"""What docs/personas.md says of effects is so, and its example runs as it stands."""

import re
import runpy
from pathlib import Path
from typing import get_args

from hooper.scenario.persona_settings import Trait
from hooper.scenario.trait_effects import Effects, TraitKind
from tests.architecture.settings_listed import listed, settings_of
from tests.command_line import answer

DOCUMENT = (Path(__file__).parents[2] / "docs" / "personas.md").read_text()


def block(kind):
    [text] = re.findall(rf"^```{kind}\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    return text


def test_every_effect_is_listed_with_its_default():
    assert listed(DOCUMENT, "### Effects") == settings_of(Effects)


def test_every_distribution_is_listed_with_its_settings():
    rows = dict(re.findall(r"^\| `(\w+)` \| ((?:`\w+`(?:, )?)+)", DOCUMENT, re.MULTILINE))
    [models, _] = get_args(Trait)
    for model in get_args(models):
        [distribution] = get_args(model.model_fields["distribution"].annotation)
        own = set(model.model_fields) - {"name", "kind", "distribution", "effects"}
        assert set(re.findall(r"`(\w+)`", rows[distribution])) == own
    assert all(f"`{kind}`" in DOCUMENT for kind in get_args(TraitKind))


def test_its_example_runs(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("people.csv").write_text(block("csv"))
    Path("people.toml").write_text(block("toml"))
    Path("asked.py").write_text(block("python"))
    [command] = re.findall(r"^    hooper (.+)$", DOCUMENT, re.MULTILINE)
    assert answer(*command.split())["digest"]
    told = runpy.run_path("asked.py")
    assert told["covariates"].names == ("age", "income", "home=village", "price_matters")
    assert "['customer_id', 'age', 'income']" in capsys.readouterr().out
