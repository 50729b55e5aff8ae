"""Networks that are drawn have the shape that their kind promises; one's own are taken as they are."""

import numpy as np
import pytest

from hooper.foundation.errors import InputError
from hooper.market.build_network import build_network
from hooper.market.draw_edges import draw_edges
from hooper.market.network import SparseNetwork
from hooper.scenario.network_settings import NetworkSettings

FOUNDERS = 1_000


def drawn(**settings) -> SparseNetwork:
    network = build_network(NetworkSettings.model_validate({"people_per_1000": 2_000.0} | settings), FOUNDERS)
    assert isinstance(network, SparseNetwork)
    return network


def degrees(network):
    return network.degrees()


@pytest.mark.parametrize("kind", ["small_world", "scale_free", "blocks"])
def test_mean_degree_people_and_symmetry(kind):
    """Edges between blocks are a matter of chance: a mean degree off by 0.6 is six standard errors."""
    network = drawn(kind=kind)
    assert network.people == 2_000
    assert degrees(network).mean() == pytest.approx(10.0, abs=0.6 if kind == "blocks" else 0.06)
    ends = np.repeat(np.arange(2_000), degrees(network))
    there, back = (
        set(zip(ends, network.neighbours, strict=True)),
        set(zip(network.neighbours, ends, strict=True)),
    )
    assert there == back
    assert not (ends == network.neighbours).any()


def test_on_a_ring_acquaintances_know_each_other_and_shortcuts_end_that():
    shared = [
        share_of_edges_in_a_triangle(drawn(rewired_share=share, mean_degree=4.0)) for share in (0.0, 1.0)
    ]
    assert shared[0] == 1.0
    assert shared[1] < 0.05


def share_of_edges_in_a_triangle(network):
    circles = [set(circle) for circle in np.split(network.neighbours, network.first[1:-1])]
    edges = [(one, other) for one, circle in enumerate(circles) for other in circle]
    return np.mean([bool(circles[one] & circles[other]) for one, other in edges])


def test_founders_stand_anywhere():
    """Half of the acquaintances of founders are expected to be founders, and side by side 95 of 100.

    The standard error of that share is 0.014: more than 0.07 off is five of them.
    """
    network = drawn()
    of_founders = network.neighbours[: network.first[FOUNDERS]]
    assert (of_founders < FOUNDERS).mean() == pytest.approx(0.5, abs=0.07)


def test_numbers_rise_along_the_ring_among_founders_as_among_the_others():
    network = drawn(rewired_share=0.0, mean_degree=2.0)
    ends = np.repeat(np.arange(2_000), degrees(network))
    between_founders = (ends < FOUNDERS) & (network.neighbours < FOUNDERS)
    apart = np.abs(ends - network.neighbours)[between_founders]
    assert set(apart.tolist()) <= {1, FOUNDERS - 1}


def test_a_few_know_very_many_where_the_network_is_scale_free():
    most = [degrees(drawn(kind=kind)).max() for kind in ("scale_free", "small_world")]
    assert most[0] > 80
    assert most[1] < 30


def test_most_acquaintances_are_of_the_own_block():
    """The share has a standard error of .004."""
    settings = NetworkSettings(kind="blocks", blocks=4, share_within_block=0.8)
    edges = draw_edges(settings, 2_000)
    assert (edges[:, 0] // 500 == edges[:, 1] // 500).mean() == pytest.approx(0.8, abs=0.02)


def test_the_drawing_tells_networks_apart_and_nothing_else_does():
    first, again, other = (drawn(drawing=drawing).neighbours for drawing in (1, 1, 2))
    assert (first == again).all()
    assert not np.array_equal(first, other)


def test_a_list_of_ones_own_is_taken_as_it_is(tmp_path):
    (tmp_path / "edges.csv").write_text("person;acquaintance\n0;2\n2;1\n1;2\n", encoding="utf-8")
    settings = NetworkSettings(kind="edge_list", file=tmp_path / "edges.csv", people_per_1000=1_000.0)
    network = build_network(settings, founders=4)
    assert isinstance(network, SparseNetwork)
    assert network.first.tolist() == [0, 1, 2, 4, 4]
    assert network.neighbours.tolist() == [2, 2, 0, 1]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("0,1\n0,4\n", "edges.csv:3: there is no such person: there are 4, from 0 to 3: '4'"),
        ("2,2\n", "edges.csv:2: somebody is her own acquaintance: '2'"),
        ("0,1\n0,-1\n", "edges.csv:3, column 'acquaintance': this is no number of a person: '-1'"),
        ("0,x\n", "this is no number of a person: 'x'"),
    ],
)
def test_rows_that_cannot_be_are_named(tmp_path, rows, said):
    (tmp_path / "edges.csv").write_text(f"person,acquaintance\n{rows}", encoding="utf-8")
    settings = NetworkSettings(kind="edge_list", file=tmp_path / "edges.csv", people_per_1000=1_000.0)
    with pytest.raises(InputError) as caught:
        build_network(settings, founders=4)
    assert said in str(caught.value)


def test_a_column_that_is_missing_is_named(tmp_path):
    (tmp_path / "edges.csv").write_text("person,friend\n0,1\n", encoding="utf-8")
    settings = NetworkSettings(kind="edge_list", file=tmp_path / "edges.csv", people_per_1000=1_000.0)
    with pytest.raises(InputError, match="there is no column 'acquaintance'"):
        build_network(settings, founders=4)


@pytest.mark.parametrize(("kind", "others"), [("small_world", "7 others"), ("blocks", "in the own block")])
def test_nobody_can_know_more_than_there_are(kind, others):
    settings = NetworkSettings(kind=kind, people_per_1000=1_000.0, mean_degree=8.0)
    with pytest.raises(InputError, match=others):
        build_network(settings, founders=8)


def test_a_list_without_a_file_and_a_file_without_a_list_are_told(tmp_path):
    with pytest.raises(ValueError, match="give a file with edge_list alone"):
        NetworkSettings(kind="edge_list")
    with pytest.raises(ValueError, match="give a file with edge_list alone"):
        NetworkSettings(file=tmp_path / "edges.csv")
