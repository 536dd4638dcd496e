"""What `state.result` of a finished flow is: the state of each task, by the task."""

from collections.abc import Iterator
from typing import Any, Callable

from ..worker.outcome import Box
from .lazy_states import state_of_record


class RunStates(dict):  # type: ignore[type-arg]
    """The states of a run's tasks, in definition order.

    The keys are the flow's tasks; each is found by its slug too. It is a dict, because
    handlers ask whether it is one.
    """

    def __init__(self, builder: Any, fetch_of: Callable[[str], Any]) -> None:
        self.records = builder.records
        self.fetch_of = fetch_of
        self.slugs = {id(node): slug for slug, node in builder.nodes.items()}
        self.known: dict[str, Any] = {}
        # The flow may have tasks that came after its nodes were made.
        slugs = builder.source.slugs.items()
        self.tasks = {slug: task for task, slug in slugs if slug in self.records}
        self.slugs.update((id(task), slug) for slug, task in self.tasks.items())

    def __getitem__(self, task: Any) -> Any:
        slug = task if isinstance(task, str) else self.slugs.get(id(task), "")
        if slug not in self.records:
            raise KeyError(task)
        if slug not in self.known:
            fetch = self.fetch_of(slug)
            self.known[slug] = state_of_record(self.records[slug], fetch)
        return self.known[slug]

    def __iter__(self) -> Iterator[Any]:
        return (self.tasks[slug] for slug in self.records if slug in self.tasks)

    def __len__(self) -> int:
        return len(self.tasks)

    def __contains__(self, task: object) -> bool:
        return (isinstance(task, str) and task in self.records) or id(
            task
        ) in self.slugs

    def __bool__(self) -> bool:
        return len(self) > 0

    def __repr__(self) -> str:
        return repr(dict(self.items()))

    def get(self, task: Any, default: Any = None) -> Any:
        try:
            return self[task]
        except KeyError:
            return default

    def __reduce__(self) -> Any:
        return dict, (self.items(),)

    def keys(self) -> Any:
        return list(self)

    def values(self) -> Any:
        return [self[task] for task in self]

    def items(self) -> Any:
        return [(task, self[task]) for task in self]


class Released:
    """Stands for fetching a result that nobody keeps."""

    def __init__(self, slug: str) -> None:
        self.slug = slug

    def __call__(self) -> Box:
        hint = "name it in run(keep=[...])"
        raise LookupError(f"The result of {self.slug} was released; {hint}.")
