import os

from prefect import Flow as PrefectFlow

if os.environ.get("TEAM"):

    class TeamFlow(PrefectFlow):
        def __init__(self, name):
            super().__init__(f"{os.environ['TEAM']}/{name}")

    Flow = TeamFlow
else:
    Flow = PrefectFlow
