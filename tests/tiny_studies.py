"""The smallest study that has all that a store can lose, and what must not depend on how it was run."""

TINY = """
name = "tiny"
question = "Is nothing lost?"
seed = 3
replications = 3
pre_periods = 2
horizon_periods = 4
review_periods = 2
parameter_draws = { draws = 0 }
scoring = { futures = 0 }
[world]
scenario = "retail"
customers = 200
[strategies.no_intervention]
[strategies.mass_discount]
"""


def written(folder, text=TINY):
    """Write a study into a folder; return its path."""
    path = folder / "study.toml"
    path.write_text(text)
    return path


def records(comparison):
    """Return the ranking as records."""
    return [row.record() for row in comparison.ranking]
