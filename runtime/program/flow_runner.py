"""One run of a flow: build its graph, submit it once, and see what became of it."""

import datetime
import os
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, Optional

from ..cluster.executors import DaskExecutor
from ..context.context import context_entered
from ..context.run_context import run_context
from ..graph.builder import GraphBuilder
from ..policies.cache_store import caches_for, keep_caches
from ..policies.task_copies import copy_for_each_attempt
from ..recovery.resubmission import compute_all, steps_of
from ..reporting.flow_run import FlowRun
from ..reporting.note_folder import Folder
from ..reporting.progress import SilentWatcher
from ..reporting.source_lines import SCRIPTS
from ..states.flow_states import FlowStates
from ..wire.sent_flows import SentFlow
from .build_errors import (
    building_flow,
    check_given,
    refuse_missing,
    refuse_unknown,
)


def build_graph(
    flow: Any,
    parameters: Optional[dict[str, Any]],
    threads: int,
    chunks: Optional[int],
    context: Optional[dict[str, Any]] = None,
    keep: Iterable[str] = (),
    scheduled: Optional[datetime.datetime] = None,
    keep_all: bool = False,
    slots: Sequence[str] = (),
    states: Optional[dict[Any, Any]] = None,
) -> GraphBuilder:
    """Build the graph of a flow for one run.

    Raises WrongParameters, a ValueError, for parameters that the flow does not have,
    and for required ones that are not given, as Flow.run does (section 4); and
    BuildProblem for what the source's own code raises.
    """
    run_id, given = uuid.uuid4().hex[:8], dict(parameters or {})
    kept = tuple(keep)
    builder = GraphBuilder(run_id, given, threads, chunks, context, kept, slots)
    builder.keep_all = keep_all
    builder.states = states or {}
    surround(builder, flow, scheduled)
    config = builder.surroundings["config"]
    with building_flow(), context_entered({**builder.context, "config": config}):
        flow.enter(builder)
        builder.surroundings["flow_result"] = flow.result
    check_given(builder)
    builder.surroundings["parameters"] = builder.parameters
    builder.surroundings["caches"] = caches_for(builder)
    return builder


def check_named_values(flow: Any, given: dict[str, Any]) -> None:
    """Raise WrongParameters as a run would, before there is a place to run."""
    known = flow.parameters_known()
    refuse_unknown(given, known)
    refuse_missing(name for name in known if known[name] and name not in given)


def surround(
    builder: GraphBuilder, flow: Any, scheduled: Optional[datetime.datetime]
) -> None:
    """Make the context of the run; where results are stored, every task needs it."""
    shared = run_context(flow.name, builder.run_id, builder.context, scheduled)
    given = builder.surroundings
    given.update(shared)
    given["channel"] = builder.channel
    # Where no script tells, as on a worker, tasks may look at their context.
    builder.uses_context = not SCRIPTS
    for script in SCRIPTS.values():
        script.relocate()
        if script.key_values is not None:
            script.key_values(builder)
        for name, each in script.startable().items():
            given.setdefault("flows", {}).setdefault(name, SentFlow(each))
        builder.uses_context |= script.context
    given["approved"] = builder.context.get(
        "approved", os.environ.get("FLOWC_APPROVE", "")
    )
    if "FLOWC_START_FLOW" in os.environ:
        given.setdefault("start_flow", os.environ["FLOWC_START_FLOW"])
    builder.uses_context |= bool(shared["checkpointing"])


def run_once(
    flow: Any,
    backend: Any,
    *,
    parameters: Optional[dict[str, Any]] = None,
    context: Optional[dict[str, Any]] = None,
    scheduled: Optional[datetime.datetime] = None,
    keep: Iterable[str] = (),
    keep_all: bool = False,
    chunks: Optional[int] = None,
    watcher: Any = None,
    log_level: str = "INFO",
    states: Optional[dict[Any, Any]] = None,
    executor: Optional[Any] = None,
) -> FlowRun:
    """Run the flow once on `backend`; the finished FlowRun.

    Raises ValueError for bad parameters and BuildProblem for a flow that can't be
    built, before anything runs. `keep` names the slugs of tasks, besides the terminal
    ones, whose results can be fetched later; `keep_all` keeps them all.
    """
    keep = tuple(keep)
    builder = build_graph(
        flow,
        parameters,
        backend.threads,
        chunks,
        context,
        keep,
        scheduled,
        keep_all,
        backend.slots,
        states,
    )
    builder.surroundings["log_level"] = log_level
    if backend.copies or isinstance(executor or flow.executor, DaskExecutor):
        for run in builder.runs.values():
            for step in steps_of(run):
                copy_for_each_attempt(step)
    found = FlowStates(flow, builder)
    flow_run = FlowRun(builder, found, scheduled)
    looks = keep_all or found.handlers or found.terminal_handler
    kept = known_slugs(builder, builder.records if looks else keep)
    run_to_end(flow_run, backend, kept, watcher or SilentWatcher())
    return flow_run


def run_to_end(
    flow_run: FlowRun, backend: Any, kept: Iterable[str], watcher: Any
) -> None:
    """Run what a flow has to run, and settle its state."""
    builder = flow_run.builder
    folder = flow_run.folder = Folder(builder.records, watcher, builder.hearings)
    backend.listen(builder.channel, folder.hear)
    try:
        watcher.begin(flow_run.name, builder.records)
        if flow_run.states.begin():
            flow_run.held = held_results(flow_run, backend, kept, folder)
            flow_run.end()
        flow_run.close()
    finally:
        watcher.end(flow_run if flow_run.finished else None)
        backend.forget(builder.channel)


def held_results(
    flow_run: FlowRun, backend: Any, kept: Iterable[str], folder: Folder
) -> dict[str, Any]:
    """Run the tasks; for each that is kept, how to fetch its outcome."""
    builder = flow_run.builder
    looked_at = flow_run.deciding if flow_run.states.terminal_handler else ()
    wanted = dict.fromkeys([*flow_run.terminal, *kept, *looked_at])
    held = compute_all(builder, backend, {**wanted, **builder.caching}, folder)
    keep_caches(builder, held)
    return {slug: held[slug] for slug in wanted}


def known_slugs(builder: GraphBuilder, keep: Iterable[str]) -> list[str]:
    """The slugs in `keep`; ValueError for one that the flow does not have."""
    for slug in keep:
        if slug not in builder.records:
            known = ", ".join(builder.records)
            raise ValueError(f"The flow has no task {slug!r}; it has {known}.")
    return list(keep)
