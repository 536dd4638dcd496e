"""Programs that do not end as under Prefect yet, and why.

Each is the subject of work that is still to be done. A program that begins to end as
it should fails its test until it is taken out of this list.
"""

OPEN: dict[str, str] = {}
