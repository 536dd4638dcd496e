"""Artifacts: texts and links that tasks leave for whoever looks at the run.

Prefect's server showed them; here they stand in the run's report. As in Prefect's own
local run nothing is returned for one.
"""

import uuid
from typing import Any, Optional

from ..context.context import context_values
from ..reporting.preview import preview


def put_markdown(markdown: str) -> None:
    """Put a text in Markdown into the report's entry of this task."""
    put_artifact("markdown", markdown)


def put_link(link: str) -> None:
    """Put a link into the report's entry of this task."""
    put_artifact("link", link)


def replace_markdown(
    task_run_artifact_id: Optional[str] = None, markdown: str = ""
) -> None:
    """Put another text in the place of this task's last one."""
    put_artifact("markdown", markdown, task_run_artifact_id or last_of("markdown"))


def replace_link(task_run_artifact_id: Optional[str] = None, link: str = "") -> None:
    """Put another link in the place of this task's last one."""
    put_artifact("link", link, task_run_artifact_id or last_of("link"))


def take_back_artifact(task_run_artifact_id: Optional[str] = None) -> None:
    """Take back an artifact, this task's last one where there is no id."""
    known = task_run_artifact_id or last_of("")
    if known:
        put_artifact("", None, known)
        made_here().pop(known, None)


def put_artifact(kind: str, data: Any, known: Optional[str] = None) -> Optional[str]:
    """Send an artifact to where the run is watched; its id, None outside of a task.

    `data` is the text, or None to take back what has the id `known`. An attempt that
    Dask runs again makes the same ids.
    """
    values = context_values()
    if "task_slug" not in values or "channel" not in values:
        return None
    slug, index = values["task_slug"], values["map_index"]
    if known is None:
        place = (slug, index, values["task_run_count"], len(made_here()))
        known = str(uuid.uuid5(uuid.NAMESPACE_OID, repr(place)))
    if kind:
        made_here()[known] = kind
    shown = data if data is None or isinstance(data, str) else preview(data)
    note = {"kind": "artifact", "slug": slug, "index": index, "id": known}
    values["channel"].send({**note, "shown_as": kind, "data": shown})
    return known


def made_here() -> dict[str, str]:
    """The kinds of the artifacts that this attempt has made, by their ids, in order."""
    found: dict[str, str] = context_values().setdefault("artifacts_made", {})
    return found


def last_of(kind: str) -> Optional[str]:
    """The id of the last artifact of a kind, of any for "", that this attempt made."""
    found = [known for known, each in made_here().items() if kind in ("", each)]
    return found[-1] if found else None
