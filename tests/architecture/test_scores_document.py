"""What docs/scores.md tells a reader to type works, and it names every estimator and every world."""

import re
import runpy
from pathlib import Path

from hooper.lifetime_value.value_estimators.catalogue import names
from hooper.study.built_in_worlds import built_in_worlds

DOCUMENT = (Path(__file__).parents[2] / "docs" / "scores.md").read_text(encoding="utf-8")


def test_every_estimator_and_every_world_is_told():
    told = set(re.findall(r"`(\w+)`", DOCUMENT))
    assert {*names(), *(world.name for world in built_in_worlds(100, 2))} <= told


def test_the_python_of_the_document_runs(tmp_path, capsys):
    [code] = re.findall(r"^```python\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
    (tmp_path / "shown.py").write_text(code)
    runpy.run_path(str(tmp_path / "shown.py"))
    world, status, estimated, true = capsys.readouterr().out.split()
    assert (world, status) == ("bg_nbd", "ok")
    assert 0.4 < float(estimated) / float(true) < 2.5
