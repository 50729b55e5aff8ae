"""What pydantic found wrong with settings, said to the person who wrote them."""

import json
from collections.abc import Callable
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import Annotated, Literal, TypeGuard, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from hooper.foundation.errors import Fault
from hooper.scenario.toml_lines import KeyPath

# error type of pydantic -> problem, remedy
_WORDS = {
    "missing": ("is missing", "add it"),
    "union_tag_not_found": ("is missing", "add it: it says which kind of table this is"),
    "union_tag_invalid": ('"{tag}" is not known', "give {expected_tags}"),
    "greater_than": ("{value} is not above {gt}", "give a number above {gt}"),
    "greater_than_equal": ("{value} is below {ge}", "give a number of at least {ge}"),
    "less_than": ("{value} is not below {lt}", "give a number below {lt}"),
    "less_than_equal": ("{value} is above {le}", "give a number of at most {le}"),
    "finite_number": ("{value} is not a finite number", "give a finite number"),
    "float_type": ("{value} is not a number", "give a number, without quotes"),
    "int_type": ("{value} is not a whole number", "give a whole number, without quotes or decimal point"),
    "bool_type": ("{value} is neither true nor false", "give true or false, without quotes"),
    "string_type": ("{value} is not a text", "give a text in quotes"),
    "string_too_short": ("{value} is too short", "give at least {min_length} characters"),
    "string_pattern_mismatch": ("{value} is not of the form {pattern}", "give a text of the form {pattern}"),
    "date_type": ("{value} is not a date", "give a date as in 1997-09-30, without quotes"),
    "date_parsing": ("{value} is not a date", "give a date as in 1997-09-30, without quotes"),
    "list_type": ("{value} is not a list", "give a list: [...]"),
    "tuple_type": ("{value} is not a list", "give a list: [...]"),
    "too_short": ("has {actual_length} elements", "give at least {min_length}"),
    "too_long": ("has {actual_length} elements", "give at most {max_length}"),
    "dict_type": ("{value} is not a table", "give a table of keys and values"),
    "model_type": ("{value} is not a table", "give a table of keys and values"),
    "literal_error": ("{value} is not known", "give {expected}"),
    "enum": ("{value} is not known", "give {expected}"),
}


def faults_of(error: ValidationError, model: type[BaseModel], where: Callable[[KeyPath], str]) -> list[Fault]:
    """Return one fault for every key that is wrong; `where` names the place of a key.

    A validator of a settings class that compares several keys raises `ValueError("problem; remedy")`.
    """
    said: dict[KeyPath, dict[str, str]] = {}
    for details in error.errors(include_url=False):
        path, neighbours = _key_of(details, model)
        problem, remedy = _words_of(details, neighbours)
        said.setdefault(path, {})[problem] = remedy
    return [
        Fault(where(path), " and ".join(words), " or ".join(dict.fromkeys(words.values())))
        for path, words in said.items()
    ]


def _words_of(details: ErrorDetails, neighbours: tuple[str, ...]) -> tuple[str, str]:
    """Return problem and remedy; `neighbours` are the keys that could stand where this one stands."""
    context = {name: _shown_limit(limit) for name, limit in details.get("ctx", {}).items()}
    value = _shown(details["input"])
    if details["type"] == "extra_forbidden":
        nearest = get_close_matches(str(details["loc"][-1]), neighbours, n=1)
        known = f"did you mean {nearest[0]}?" if nearest else f"keys known here: {', '.join(neighbours)}"
        return f"there is no such key (given {value})", known
    if details["type"] == "value_error":
        problem, _, remedy = context["error"].partition("; ")
        return problem, remedy or "change it"
    if details["type"] in _WORDS:
        problem, remedy = _WORDS[details["type"]]
        return problem.format(value=value, **context), remedy.format(value=value, **context)
    return f"{value}: {details['msg']}", "change it"


def _key_of(details: ErrorDetails, model: type[BaseModel]) -> tuple[KeyPath, tuple[str, ...]]:
    """Return the key as the file has it, and the names of all keys that its table may have."""
    path: KeyPath = ()
    neighbours: tuple[str, ...] = ()
    node: object = model
    for part in details["loc"]:
        node = _without_annotation(node)
        if get_origin(node) in (Union, UnionType):
            node = _branch(node, part)  # pydantic names the branch it tried; the file has no such key
            continue
        neighbours = tuple(node.model_fields) if _is_model(node) else ()
        path = (*path, part)
        node = _inside(node, part)
    discriminator = details.get("ctx", {}).get("discriminator")
    return ((*path, discriminator.strip("'")) if discriminator else path), neighbours


def _without_annotation(node: object) -> object:
    """Return the type inside `Annotated[...]` and `... | None`."""
    if get_origin(node) is Annotated:
        return _without_annotation(get_args(node)[0])
    branches = [branch for branch in get_args(node) if branch is not NoneType]
    if get_origin(node) in (Union, UnionType) and len(branches) == 1:
        return _without_annotation(branches[0])
    return node


def _branch(union: object, label: str | int) -> object:
    """Return the settings class that pydantic means by `label`: its name, or the value of its kind."""
    for branch in map(_without_annotation, get_args(union)):
        if _is_model(branch):
            kinds = [field.annotation for field in branch.model_fields.values()]
            tags = [tag for kind in kinds if get_origin(kind) is Literal for tag in get_args(kind)]
            if label in (branch.__name__, *tags):
                return branch
    return object


def _inside(node: object, part: str | int) -> object:
    """Return the type of what stands at `part` in a table or a list of type `node`."""
    if _is_model(node):
        return node.model_fields[part].annotation if part in node.model_fields else object
    inner = [argument for argument in get_args(node) if argument is not ...]
    return inner[-1] if inner else object


def _is_model(node: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(node, type) and issubclass(node, BaseModel)


def _shown(value: object) -> str:
    """Return a value as TOML would write it, or what it is if it is long."""
    if isinstance(value, dict | list | tuple):
        return "a table" if isinstance(value, dict) else "a list"
    is_quoted = isinstance(value, str | bool)
    text = json.dumps(value, ensure_ascii=False) if is_quoted else str(value)
    return text if len(text) <= 60 else f"{text[:60]}..."


def _shown_limit(limit: object) -> str:
    return f"{limit:.15g}" if isinstance(limit, float) else str(limit)
