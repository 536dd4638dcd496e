import thirdparty.flows as foreign


class Job(foreign.PackageFlow):
    """The project's own, over a package's."""

    def __init__(self, name, **settings):
        super().__init__(f"job {name}", owners=["data"], **settings)
        self.owner("me")
