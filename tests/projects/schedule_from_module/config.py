from prefect.executors import LocalDaskExecutor

EXECUTOR = LocalDaskExecutor(scheduler="threads", num_workers=2)
