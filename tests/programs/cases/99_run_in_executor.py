# kind: entry
import asyncio
import functools
from prefect import Flow, Parameter, task


@task
def double(n):
    return n * 2


with Flow("doubling") as flow:
    n = Parameter("n", default=1)
    d = double(n)



async def main():
    loop = asyncio.get_running_loop()
    state = await loop.run_in_executor(None, functools.partial(flow.run, n=6))
    print(">>", state.result[d].result)


if __name__ == "__main__":
    asyncio.run(main())
