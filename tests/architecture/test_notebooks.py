"""The notebooks can be read as stored, keep to public names, and have goals, exercises and solutions."""

import ast
import json
import re
from pathlib import Path

import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
LESSONS = sorted(NOTEBOOKS.glob("*.ipynb"))
ALL = [*LESSONS, *sorted((NOTEBOOKS / "solutions").glob("*.ipynb"))]
LARGEST_BYTES = 1_000_000
MACHINE = re.compile(r"/(home|root|tmp|usr|work|Users|builds)/|[A-Z]:\\\\|\.venv|site-packages")
NOT_PYTHON = re.compile(r"^%%writefile .*\n|^%(?!%).*$", re.MULTILINE)


def named(path):
    return f"{path.parent.name}/{path.stem}"


def cells(path, kind):
    return [cell for cell in json.loads(path.read_text())["cells"] if cell["cell_type"] == kind]


def prose(path):
    return "\n\n".join("".join(cell["source"]) for cell in cells(path, "markdown"))


def private(name):
    return any(part.startswith("_") and not part.endswith("__") for part in name.split("."))


def private_names(code):
    """What a cell takes that begins with an underscore: modules, names from them, and attributes."""
    for node in ast.walk(ast.parse(NOT_PYTHON.sub("", code))):
        if isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(each.name for each in node.names)]
        elif isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        else:
            names = [node.attr] if isinstance(node, ast.Attribute) else []
        yield from filter(private, names)


def test_there_are_nine_lessons_in_order_each_with_solutions():
    assert [path.name[:3] for path in LESSONS] == [f"{number:02}_" for number in range(1, 10)]
    assert [path.name for path in LESSONS] == [path.name for path in ALL[len(LESSONS) :]]


@pytest.mark.parametrize("path", LESSONS, ids=named)
def test_a_lesson_has_goals_exercises_and_a_slider(path):
    text = prose(path)
    code = "".join("".join(cell["source"]) for cell in cells(path, "code"))
    assert text.startswith("# ")
    assert "**You will learn**" in text
    exercises = re.findall(r"^\*\*Exercise (\d)\.\*\*", text, re.MULTILINE)
    assert exercises == [str(number + 1) for number in range(max(3, len(exercises)))]
    assert f"(solutions/{path.name})" in text
    assert "interact(" in code


@pytest.mark.parametrize("path", LESSONS, ids=named)
def test_every_exercise_has_a_solution(path):
    solutions = NOTEBOOKS / "solutions" / path.name
    text = prose(solutions)
    solved = {
        int(number)
        for heading in re.findall(r"^## (.*)$", text, re.MULTILINE)
        for number in re.findall(r"\d", heading.partition(".")[0])
    }
    assert solved == {int(number) for number in re.findall(r"\*\*Exercise (\d)\.\*\*", prose(path))}
    assert f"(../{path.name})" in text


@pytest.mark.parametrize("path", ALL, ids=named)
def test_a_notebook_keeps_to_public_names(path):
    found = [name for cell in cells(path, "code") for name in private_names("".join(cell["source"]))]
    assert found == []


@pytest.mark.parametrize("path", ALL, ids=named)
def test_a_notebook_is_small_and_tells_nothing_of_the_machine(path):
    text = path.read_text()
    stored = json.loads(text)
    outputs = json.dumps([cell["outputs"] for cell in cells(path, "code")])
    assert len(text) < LARGEST_BYTES
    assert set(stored["metadata"]) == {"kernelspec", "language_info"}
    assert "application/vnd.jupyter.widget" not in outputs
    assert stored["metadata"]["language_info"] == {"name": "python"}
    assert all("execution" not in cell["metadata"] for cell in stored["cells"])
    without_pictures = re.sub(r'"image/png": "[^"]*"', "", outputs)
    assert MACHINE.findall(without_pictures) == []


@pytest.mark.parametrize("path", LESSONS, ids=named)
def test_a_figure_with_sliders_can_be_read_without_them(path):
    """Before each cell with sliders, which are drawn where it runs, stands its figure as it begins."""
    code = cells(path, "code")
    moved = [place for place, cell in enumerate(code) if "".join(cell["source"]).startswith("interact(")]
    kinds = [{kind for output in cell["outputs"] for kind in output.get("data", {})} for cell in code]
    assert moved
    assert all("image/png" in kinds[place - 1] for place in moved)


def test_links_of_the_notebooks_lead_somewhere():
    for path in ALL:
        targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", prose(path))
        missing = [target for target in targets if not (path.parent / target).exists()]
        assert missing == [], f"{named(path)}: {missing}"


def test_a_private_name_is_seen():
    code = "%matplotlib inline\nfrom hooper._secret import a\nimport hooper\nhooper.x._inner()"
    assert sorted(private_names(code)) == ["_inner", "hooper._secret"]
