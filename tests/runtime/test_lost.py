"""What becomes of a run's graph when Dask loses nodes of it."""

from typing import Any

from flowc.runtime.authoring.delayed import delayed
from flowc.runtime.authoring.flows import Flow
from flowc.runtime.graph.builder import GraphBuilder
from flowc.runtime.program.flow_runner import build_graph
from flowc.runtime.recovery.lost_nodes import LostNodes
from flowc.runtime.recovery.lost_outcomes import failed_node, lost_result
from flowc.runtime.reporting.note_folder import Folder
from flowc.runtime.reporting.progress import SilentWatcher
from flowc.runtime.worker.outcome import Box, Chunk

LOSS = RuntimeError("lost")


def same(x: int) -> int:
    return x


class Court:
    """A back end on which the nodes in `deadly` can't be computed."""

    def __init__(self, deadly: set[Any]) -> None:
        self.deadly = deadly
        self.tried: list[Any] = []

    def compute(self, nodes: list[Any]) -> list[Any]:
        self.tried += [node.key for node in nodes]
        return [node.key for node in nodes]

    def error(self, held: Any) -> BaseException | None:
        return LOSS if held in self.deadly else None

    def wait_until_gone(self, keys: list[Any]) -> None:
        pass


def chain(length: int) -> tuple[GraphBuilder, LostNodes]:
    """Tasks in a row, each reading the one before it, and what watches over them."""
    with Flow("chain") as flow:
        before: Any = 1
        for _ in range(length):
            before = delayed(same)(before)
    return watched(flow)


def watched(flow: Flow) -> tuple[GraphBuilder, LostNodes]:
    """The graph of a flow whose last task ends it, and what watches over it."""
    builder = build_graph(flow, {}, 2, None)
    last = builder.nodes[builder.terminal()[-1]]
    folder = Folder(builder.records, SilentWatcher())
    return builder, LostNodes(builder, folder, {last.key: last})


def test_a_long_chain_is_searched() -> None:
    flow, lost = chain(1500)
    last = flow.nodes["same-1500"].key
    found = list(lost.unfinished([last]))
    assert found == [flow.nodes[f"same-{n}"].key for n in range(1, 1501)]


def test_only_who_fails_alone_is_to_blame() -> None:
    flow, lost = chain(3)
    keys = [flow.nodes[f"same-{n}"].key for n in (1, 2, 3)]
    court = Court({keys[1]})
    accused: dict[Any, BaseException] = dict.fromkeys(keys, LOSS)
    assert list(lost.convicted(accused, court)) == [keys[1]]
    assert sorted(lost.innocent) == sorted([keys[0], keys[2]])


def test_the_last_accused_is_not_tried() -> None:
    flow, lost = chain(2)
    keys = [flow.nodes[f"same-{n}"].key for n in (1, 2)]
    court = Court({keys[0]})
    accused: dict[Any, BaseException] = dict.fromkeys(keys, LOSS)
    assert list(lost.convicted(accused, court)) == [keys[0]]
    assert court.tried == [keys[1]]


def test_what_is_submitted_again_asks_for_the_same_resources() -> None:
    with Flow("asks") as flow:
        tags = {"tags": {"dask-resource:GPU=1"}}
        delayed(same)(delayed(same)(1), task_args=tags)
    builder, lost = watched(flow)
    first, second = (builder.nodes[slug] for slug in builder.nodes)
    again = lost.replaced({second.key: LOSS}, Court(set()))[second.key]
    asked = {tuple(layer): layer.annotations for layer in again.dask.layers.values()}
    assert asked == {(second.key,): {"resources": {"GPU": 1.0}}, (first.key,): None}


def test_a_lost_task_is_told_of() -> None:
    flow, lost = chain(1)
    outcome = failed_node(next(iter(flow.runs.values())), LOSS, lost.folder)
    assert isinstance(outcome, Box) and outcome.failed
    assert flow.records["same-1"].state == "Failed"
    assert "same" in (flow.records["same-1"].traceback or "")


def test_the_elements_of_a_lost_chunk_have_failed() -> None:
    with Flow("map") as flow:
        delayed(same).map([1, 2, 3])
    builder = build_graph(flow, {}, 1, 2)
    folder = Folder(builder.records, SilentWatcher())
    first, second = builder.runs.values()
    folder.hear(told(first, folder))
    outcome = failed_node(second, LOSS, folder)
    assert isinstance(outcome, Chunk)
    assert outcome.columns["same-1"].value == [LOSS]
    assert builder.records["same-1"].counts == {"Failed": 1, "Success": 2}
    gone = lost_result(first, LOSS, "gone", folder)
    assert gone.columns["same-1"].value == [LOSS, LOSS]


def told(run: Any, folder: Folder) -> dict[str, Any]:
    """The note of a chunk that ran."""
    notes: list[dict[str, Any]] = []
    run.channel.send = notes.append
    chunk = Chunk({"value": Box("Success", [1, 3])}, 3)
    run(dict.fromkeys(run.kinds, chunk))
    return notes[0]
