import prefect


class Flow(prefect.Flow):
    """A package's flow, which knows its owners."""

    def __init__(self, name, owners=(), **settings):
        super().__init__(name, **settings)
        self.owners = owners

    def tell(self, *who):
        self.owners = who
