"""How sure the answer of a study is: by chance, and by what is not known of the world."""

from hooper.comparison.ranking import RankingRow
from hooper.report.content import ReportContent
from hooper.report.numbers import count, whole_percent, words

_HANGS_LITTLE = 0.9


def how_sure(content: ReportContent) -> str:
    """Say how often the first strategy is the best over samples of the replications and over parameter draws.

    Empty if no strategy has all of its replications.
    """
    first = next((row for row in content.ranking if row.rank is not None and not row.sees_truth), None)
    if first is None:
        return ""
    return " ".join([*_by_chance(content, first), _by_ignorance(content, first)])


def _by_chance(content: ReportContent, first: RankingRow) -> list[str]:
    odds = first.beside.odds
    if odds is None:
        return []
    share, replications = whole_percent(odds.probability_best), content.outcome.sizes["replication"]
    return [
        f"In a world taken as known, {words(first.strategy)} is the best in {share} of samples drawn again"
        f" from the {count(replications)} replications."
    ]


def _by_ignorance(content: ReportContent, first: RankingRow) -> str:
    row = next((row for row in content.ignorance if row.strategy == first.strategy), None)
    if row is None:
        return (
            "How far it hangs on what is not known of the world stays open: there are no draws of its"
            " parameters in which all strategies were carried out."
        )
    share = f"it is the best in {whole_percent(row.share_best)}"
    doubt = (
        "the answer does not hang on it"
        if row.share_best >= _HANGS_LITTLE
        else "the answer hangs on what nobody has measured"
    )
    return f"Over {row.draws} draws of what is not known of the world {share}: {doubt}."
