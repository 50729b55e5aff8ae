"""The settings that a document lists under a heading, and those that there are."""

import re


def listed(document, heading):
    """Return names and defaults of the table under a heading of a document, in order."""
    text = re.split(r"\n##+ ", document.partition(f"\n{heading}\n")[2])[0]
    rows = re.findall(r"^\| `(\w+)` \| ([^|]*)\|", text, re.MULTILINE)
    return [(name, default.strip()) for name, default in rows]


def settings_of(model):
    """Return names and defaults of the settings of a model, in order; without a default it is empty."""
    fields = model.model_fields.items()
    return [(name, "" if field.is_required() else str(field.default)) for name, field in fields]
