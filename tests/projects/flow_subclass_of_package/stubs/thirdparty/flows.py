from prefect import Flow


class PackageFlow(Flow):
    def __init__(self, name, owners=(), **settings):
        super().__init__(name, **settings)
        self.owners = list(owners)

    def owner(self, name):
        self.owners.append(name)
