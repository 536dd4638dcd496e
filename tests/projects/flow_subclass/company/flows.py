from typing import Optional

from prefect import Flow

PREFIX = "etl"


class EtlFlow(Flow):
    """A flow with a team; its name says so."""

    def __init__(self, name: str, team: str, tables: Optional[list] = None, **kwargs):
        self.team = team
        self.tables = tables or []
        super().__init__(f"{PREFIX}-{team}-{name}", **kwargs)

    @property
    def label(self):
        return f"{self.team}/{len(self.tables)}"
