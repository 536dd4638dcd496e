from prefect import task


@task
def measured(x):
    import prefect
    from prefect.engine.signals import SKIP

    import maths
    from texts import plural as counted

    if x < 0:
        raise SKIP("negative")
    prefect.context.get("logger").info("measuring %s", x)
    return maths.square(x), counted(x + 1), maths.OFFSET
