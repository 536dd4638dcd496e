"""One run of a flow: build its graph, submit it once, and see what became of it."""

import datetime
import os
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, Callable, Optional

from .build_problems import (
    building_flow,
    check_given,
    enter_flow,
    refuse_missing,
    refuse_unknown,
)
from .builder import GraphBuilder
from .context import context_entered
from .flow_run import FlowRun
from .flow_states import FlowStates
from .folding import Folder
from .kept_caches import caches_for, keep_caches
from .progress import SilentWatcher
from .recovery import compute_all, steps_of
from .relocate import relocate_all
from .run_context import run_context
from .task_copies import copy_for_each_attempt, names_dask_executor


def build_graph(
    graph: Callable[[Any], Any],
    settings: dict[str, Any],
    parameters: Optional[dict[str, Any]],
    threads: int,
    chunks: Optional[int],
    context: Optional[dict[str, Any]] = None,
    keep: Iterable[str] = (),
    scheduled: Optional[datetime.datetime] = None,
    keep_all: bool = False,
    slots: Sequence[str] = (),
) -> GraphBuilder:
    """Have the script build its graph for one run.

    Raises WrongParameters, a ValueError, for parameters that the flow does not have,
    and for required ones that are not given, as Flow.run does (section 4); and
    BuildProblem for what the source's own code raises.
    """
    run_id, given = uuid.uuid4().hex[:8], dict(parameters or {})
    kept = tuple(keep)
    builder = GraphBuilder(run_id, given, threads, chunks, context, kept, slots)
    builder.keep_all = keep_all
    surround(builder, settings, scheduled)
    config = builder.surroundings["config"]
    with building_flow(graph), context_entered({**builder.context, "config": config}):
        enter_flow(graph, builder)
        name_as_source(builder, settings["name"])
        if "flows" in settings:
            flows = {flow.name: flow for flow in settings["flows"]()}
            builder.surroundings.setdefault("flows", flows)
        builder.surroundings["flow_result"] = result_of_flow(builder, settings)
    check_given(builder)
    builder.surroundings["parameters"] = builder.parameters
    builder.surroundings["caches"] = caches_for(builder)
    return builder


def check_named_values(
    graph: Any,
    settings: dict[str, Any],
    given: dict[str, Any],
    context: dict[str, Any],
) -> None:
    """Raise WrongParameters as a run would, before there is a place to run.

    The script's settings name the parameters of a flow that it builds line by line,
    each with whether it is required. A flow that they say nothing of has none, or is
    built by the source's own code, once, and then entered again.
    """
    known = settings.get("parameters")
    if known is not None:
        refuse_unknown(given, known)
        refuse_missing(name for name in known if known[name] and name not in given)
    elif given:
        lines, files = settings["lines"], settings.get("files")
        relocate_all(graph.__globals__, settings["source"], lines, files)
        build_graph(graph, settings, given, 1, None, context)


def surround(
    builder: GraphBuilder,
    settings: dict[str, Any],
    scheduled: Optional[datetime.datetime],
) -> None:
    """Make the context of the run; where results are stored, every task needs it."""
    shared = run_context(settings["name"], builder.run_id, builder.context, scheduled)
    builder.surroundings.update(shared)
    builder.surroundings["channel"] = builder.channel
    if "key_values" in settings:
        settings["key_values"](builder)
    builder.surroundings["approved"] = os.environ.get("FLOWC_APPROVE", "")
    if "FLOWC_START_FLOW" in os.environ:
        command = os.environ["FLOWC_START_FLOW"]
        builder.surroundings.setdefault("start_flow", command)
    builder.uses_context = bool(settings.get("context") or shared["checkpointing"])


def name_as_source(builder: GraphBuilder, known: str) -> None:
    """Have the context name the flow as its own class did, if that is not `known`."""
    if builder.source is None or builder.source.name == known:
        return
    name, given = builder.source.name, builder.surroundings
    given["flow_name"] = name
    if given["flow_run_name"] == f"{known}-{builder.run_id}":
        given["flow_run_name"] = f"{name}-{builder.run_id}"


def result_of_flow(builder: GraphBuilder, settings: dict[str, Any]) -> Any:
    """Where the flow stores the results of tasks that do not say it themselves."""
    if builder.source is not None:
        return builder.source.result
    return settings["result"]() if "result" in settings else None


def run_once(
    graph: Any,
    settings: dict[str, Any],
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
) -> FlowRun:
    """Run the flow once on `backend`; the finished FlowRun.

    Raises ValueError for bad parameters and BuildProblem for a flow that can't be
    built, before anything runs. `keep` names the slugs of tasks, besides the terminal
    ones, whose results can be fetched later; `keep_all` keeps them all.
    """
    lines, files = settings["lines"], settings.get("files")
    relocate_all(graph.__globals__, settings["source"], lines, files)
    keep, threads = tuple(keep), backend.threads
    builder = build_graph(
        graph,
        settings,
        parameters,
        threads,
        chunks,
        context,
        keep,
        scheduled,
        keep_all,
        backend.slots,
    )
    builder.surroundings["log_level"] = log_level
    if backend.copies or names_dask_executor(settings.get("executor")):
        for run in builder.runs.values():
            for step in steps_of(run):
                copy_for_each_attempt(step)
    with building_flow(graph):
        states = FlowStates(settings, builder)
    flow_run = FlowRun(builder, states, scheduled)
    looks = keep_all or states.handlers or states.terminal_handler
    kept = known_slugs(builder, builder.records if looks else keep)

    def to_end() -> Any:
        run_to_end(flow_run, backend, kept, watcher or SilentWatcher())
        return flow_run.final

    if builder.source is None:
        to_end()
    else:
        builder.source._run_as_class_does(to_end)
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
