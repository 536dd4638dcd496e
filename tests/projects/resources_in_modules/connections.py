from prefect import resource_manager, task

OPENED = []


@resource_manager
class Connection:
    def __init__(self, host, port=80):
        self.host = host
        self.port = port

    def setup(self):
        OPENED.append(f"{self.host}:{self.port}")
        return list(OPENED)

    def cleanup(self, connection):
        OPENED.remove(connection[-1])


@task
def query(connection, text):
    return f"{text} by {connection[0]}"


@task
def shout(text):
    return text.upper()
