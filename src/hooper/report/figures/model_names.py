"""How figures write the names of models: as papers do."""

from hooper.report.figures.canvas import plain

_ABBREVIATED = ("nbd", "bb")


def as_in_papers(model: str) -> str:
    """Return the name of a model as its paper has it; one that is no abbreviation in plain words.

    >>> as_in_papers("bg_nbd"), as_in_papers("pareto_nbd"), as_in_papers("my_own_model")
    ('BG/NBD', 'Pareto/NBD', 'my own model')
    """
    process, _, counts = model.partition("_")
    if counts not in _ABBREVIATED:
        return plain(model)
    return f"{process.upper() if len(process) < 4 else process.title()}/{counts.upper()}"
