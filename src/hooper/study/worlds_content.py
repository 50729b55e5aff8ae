"""Fills the page of a study of many worlds from what was found in them."""

from hooper.comparison.where_each_wins import places
from hooper.report.content import Quantity
from hooper.report.worlds_content import Record, WorldsContent
from hooper.study.results import Comparison, ManyWorlds
from hooper.study.winner_maps import where_in, winner_maps


def worlds_content(done: ManyWorlds, reports: dict[str, str], currency: str = "USD") -> WorldsContent:
    """Return everything that the page says; `reports` are the paths of the pages of worlds, by label."""
    study = done.study
    return WorldsContent(
        title=study.name.replace("_", " ").capitalize(),
        question=study.question,
        currency=currency,
        baseline=study.baseline,
        strategies=tuple(study.chosen),
        design=(
            Quantity("worlds", len(done.worlds)),
            Quantity("strategies", len(study.chosen)),
            Quantity("replications", max(each.outcome.sizes["replication"] for each in done.worlds)),
            *(
                Quantity(key, len({each.levels[key] for each in done.worlds}), "levels")
                for key in study.factors
            ),
        ),
        winners=tuple(row.record() for row in done.winners),
        places=tuple(row for each in done.worlds for row in _places_in(each)),
        maps=winner_maps(done),
        reports=reports,
    )


def _places_in(world: Comparison) -> list[Record]:
    found = where_in(world)
    about = {"world": world.world, "point": world.point, **world.levels}
    return [] if found is None else [{**about, **row} for row in places(found)]
