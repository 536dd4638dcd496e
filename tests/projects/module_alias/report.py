import lib.tools as t
from prefect import Flow, task


@t.announced
def shout(text: str) -> str:
    return text.upper() * t.LIMIT


@task(**t.RETRIES)
def rows(numbers, limit: int = t.LIMIT) -> "t.Row":
    def row(n: int) -> t.Row:
        return t.Row(n=n)

    return [row(n) for n in t.doubled(numbers)][:limit]


@task(name=t.NAME + " text")
def text(found):
    return f"{shout('rows')} {found!r:.{t.LIMIT * 10}}"


with Flow(t.NAME) as flow:
    some = t.first(list(range(t.LIMIT + 2)))
    text(rows(some))
    t.first(t.doubled([7, 8]), limit=1)
