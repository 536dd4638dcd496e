from decorators import count, my_task


@my_task
def third_time():
    if count() < 3:
        raise RuntimeError("not yet")
    return count()


@my_task(name="just once", max_retries=0)
def once(n):
    raise RuntimeError(f"attempt {count()} of {n}")


def plain(n):
    return n + 1


added = my_task(plain, name="added")
