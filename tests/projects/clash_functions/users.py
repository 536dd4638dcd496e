from prefect import task

TABLE = "users"


class Config:
    size = 2

    def describe(self):
        return f"{TABLE} x {Config.size} {type(self).__name__}"


def clean(rows):
    return [row.lower() for row in rows]


@task
def load(rows):
    return TABLE, clean(rows), Config().describe()
