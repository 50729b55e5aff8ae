"""What no module may do, whoever writes it: the rules that keep results reproducible and files readable."""

import ast
import tokenize
from pathlib import Path

import pytest

import hooper

SOURCE = Path(hooper.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST_MODULE = 299
LONGEST_BODY = 50

FORBIDDEN = {
    "random": "chance is a counter-based word that comes in as an argument",
    "pickle": "reading it runs what it holds",
    "eval": "it runs what it reads",
    "exec": "it runs what it reads",
    "fastmath": "it changes bits between processors",
    "prange": "its sums depend on the number of threads",
    "print": "only the command talks to people",
}


def named(module: Path) -> set[str]:
    """Return the names that the code of a module mentions; texts and comments do not count."""
    with tokenize.open(module) as file:
        return {
            token.string for token in tokenize.generate_tokens(file.readline) if token.type == tokenize.NAME
        }


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (function.end_lineno or 0) - first[0].lineno + 1 if first else 0


def relative(module: Path) -> str:
    return str(module.relative_to(SOURCE))


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_a_module_keeps_to_the_rules(module):
    allowed = {"print"} if relative(module).startswith("cli/") else set()
    broken = named(module) & FORBIDDEN.keys() - allowed
    assert not broken, {name: FORBIDDEN[name] for name in broken}


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_a_module_can_be_read_in_one_sitting(module):
    text = module.read_text()
    functions = [
        node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert len(text.splitlines()) <= LONGEST_MODULE
    assert {function.name for function in functions if body_lines(function) > LONGEST_BODY} == set()


def test_the_rules_see_what_they_forbid(tmp_path):
    module = tmp_path / "bad.py"
    module.write_text('"""pickle"""\n# eval\nimport numpy as np\nnp.random.default_rng(1)\nprint(1)\n')
    assert named(module) & FORBIDDEN.keys() == {"random", "print"}


def test_the_rules_measure_a_body_without_its_docstring():
    [function] = ast.parse('def f():\n    """One.\n\n    Two.\n    """\n    a = 1\n\n    return a\n').body
    assert isinstance(function, ast.FunctionDef)
    assert body_lines(function) == 3
