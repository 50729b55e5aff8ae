"""The answer of a study in one sentence, no surer than its figures."""

from collections.abc import Sequence

import xarray as xr

from hooper.comparison.paired_differences import PairedDifference, paired_differences
from hooper.comparison.parameter_ignorance import IgnoranceRow
from hooper.comparison.ranking import RankingRow
from hooper.report.content import ReportContent
from hooper.report.numbers import count, whole_percent, words


def answer(content: ReportContent) -> str:
    """Say which strategy raises customer equity most, by how much, and how sure that is."""
    ranked = [row for row in content.ranking if row.rank is not None]
    tried = [row for row in ranked if row.gain.status != "reference" and not row.sees_truth]
    if not tried:
        return "The comparison cannot be made: no strategy has all of its replications."
    best, unit = tried[0], content.currency
    baseline = words(content.baseline)
    gain = f"{count(best.gain.difference)} {unit} ({_interval(best.gain, content.level)})"
    if best.gain.status == "identical":
        return f"No strategy changes anything: all end exactly like {baseline}."
    if best.gain.high is not None and best.gain.high < 0:
        loss = f"{count(-(best.gain.difference or 0.0))} {unit} ({_interval(best.gain, content.level, -1.0)})"
        return f"None of the strategies tried pays: the best, {words(best.strategy)}, loses {loss}."
    if best.gain.low is None or best.gain.low <= 0:
        return (
            f"No strategy can be told apart from {baseline} yet: "
            f"the best, {words(best.strategy)}, gains {gain}."
        )
    parts = [f"{words(best.strategy).capitalize()} raises customer equity most: by {gain} over {baseline}"]
    parts += _ahead(content, best, tried[1:])
    return ", ".join([*parts, *_over_draws(best, content.ignorance)]) + "."


def lead_over(outcome: xr.DataArray, best: str, next_best: str, level: float) -> PairedDifference:
    """Return the paired difference, `best` less `next_best`, in the replications that both have."""
    both = outcome.sel(strategy=[best, next_best]).dropna("replication")
    (lead,) = paired_differences(both, next_best, level)
    return lead


def _ahead(content: ReportContent, best: RankingRow, others: Sequence[RankingRow]) -> list[str]:
    if not others:
        return []
    following = others[0].strategy
    lead = lead_over(content.outcome["equity"], best.strategy, following, content.level)
    if lead.low is None or lead.low <= 0:
        return [f"but cannot be told apart from {words(following)} yet"]
    return [f"{count(lead.difference)} {content.currency} ahead of {words(following)}"]


def _over_draws(best: RankingRow, ignorance: Sequence[IgnoranceRow]) -> list[str]:
    return [
        f"and is best in {whole_percent(row.share_best)} of {row.draws} draws of the unknown parameters"
        for row in ignorance
        if row.strategy == best.strategy
    ]


def not_ranked(content: ReportContent) -> str:
    """Say which strategies have no rank, and why; empty if all have one."""
    left_out = [row for row in content.ranking if row.rank is None and not row.sees_truth]
    return " ".join(f"{words(row.strategy).capitalize()}: {row.gain.reason}." for row in left_out)


def _interval(gain: PairedDifference, level: float, times: float = 1.0) -> str:
    if gain.low is None or gain.high is None:
        return "one replication, no interval"
    low, high = sorted((times * gain.low, times * gain.high))
    ends = f"{count(low)} to {count(high)}".replace("-", "\N{MINUS SIGN}")
    return f"{whole_percent(level)} interval {ends}"
