from prefect import Flow, task


@task
def inc(x, x_2=1):
    return x + x_2


@task
def odd(pure, dask_key_name="key", name=None, slug=None, function=None):
    return [pure, dask_key_name, name, slug, function]


@task
def keep(self, gather=0, args=(), kwargs=None):
    return [self, gather, args, kwargs]


with Flow("variables taken") as flow:
    flow_ = inc(1)
    x_2 = inc(flow_)
    x = inc.map([1, 2], x_2=[3, 4])
    inc_2 = inc.map(x, x_2=x)
    nodes = odd(x_2, dask_key_name=flow_, name="n")
    odd.map([1, 2], name=[3, 4], slug=[x, x], function=[5, 6])
    keep(nodes, args=x)
    odd(name="n", pure=x_2)
    keep(nodes, 1)
    keep.map(x, gather=x, args=inc_2)
    delayed = inc(10)
    unmapped = inc(delayed)
    graph = inc(unmapped)
    list = [graph, graph]
    keep(list)
