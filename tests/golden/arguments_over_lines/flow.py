from prefect import Flow, task

FIRST = 1


@task(
    tags=[
        "a",  # first
        "b",
    ],
)
def add(x, y):
    return [x, y]


with Flow("arguments over lines") as flow:
    a = add(
        FIRST  # the first
        + 1,
        [
            1,  # one
            2,
        ],
    )
    b = add.map(
        [
            # nothing yet
            a,
            """two
  lines""",
        ],
        range(
            2
        ),
    )
    c = [
        1,  # one

        """two
  lines""",
    ]
    text = """a
b"""
    d = add.map(c, c)
    add(text, """c
d""")
