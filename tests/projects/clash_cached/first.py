from functools import lru_cache


@lru_cache(maxsize=None)
def number(text):
    return int(text)
