import prefect

Base = prefect.Flow

__all__ = ["CompanyFlow", "Flow"]


class CompanyFlow(Base):
    """A flow that belongs to a team."""

    def __init__(self, name, team="nobody", **settings):
        super().__init__(f"{team}: {name}", **settings)
        self.team = team


Flow = CompanyFlow
