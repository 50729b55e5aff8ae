"""The figure of the peers: time a customer-week on a logarithmic scale, the fastest on top."""

from typing import Any

from matplotlib.figure import Figure
from peers.peers_table import ranked

from hooper.report.figures.canvas import NORMAL, WIDE_INCHES, label, new_panels, tidy, wrapped, written
from hooper.report.figures.palette import BLUE, GRID, INK, MUTED


def peers_figure(measured: dict[str, Any]) -> Figure:
    """Draw a bar a peer; ours is blue, and a dashed line stands at the floor."""
    peers = ranked(measured)
    times = [peer["ns_per_customer_period"] for peer in peers]
    figure, (axes,) = new_panels(WIDE_INCHES, 0.9 + 0.42 * len(peers))
    tidy(axes, grid="x")
    colours = [BLUE if peer["name"] == "hooper" else MUTED for peer in peers]
    axes.barh(range(len(peers)), times, color=colours, height=0.62)
    for position, time in enumerate(times):
        axes.annotate(
            f"{time:,.3g}" if time < 100 else f"{time:,.0f}",
            (time, position),
            (5, 0),
            textcoords="offset points",
            va="center",
            fontsize=NORMAL,
            color=INK,
        )
    floors = [time for peer, time in zip(peers, times, strict=True) if peer["name"] == measured["floor"]]
    for time in floors:
        axes.axvline(time, color=INK, linestyle="--", linewidth=1.0, zorder=0)
    axes.set_xscale("log")
    axes.set_xlim(1.0, 4.0 * max(times))
    axes.set_yticks(range(len(peers)), [wrapped(peer["title"], 24) for peer in peers], fontsize=NORMAL)
    axes.invert_yaxis()
    axes.xaxis.set_major_formatter(written("{:,.0f}".format))
    axes.grid(True, axis="x", which="major", color=GRID)
    label(axes, x=f"ns a customer-week, logarithmic scale ({measured['cpu']})")
    return figure
