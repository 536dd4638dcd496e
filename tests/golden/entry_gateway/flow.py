from prefect import Flow, task


@task
def one():
    return 1


with Flow("gateway") as flow:
    one()


def main():
    from dask_gateway import Gateway
    from prefect.executors import DaskExecutor

    gateway = Gateway(address="http://gateway:8000", auth="basic")
    options = gateway.cluster_options()
    options.worker_memory = 4
    cluster = gateway.new_cluster(options)
    cluster.scale(2)
    print(cluster.dashboard_link)
    flow.executor = DaskExecutor(
        address=cluster.scheduler_address,
        client_kwargs={"security": cluster.security},
    )
    flow.run()


if __name__ == "__main__":
    main()
