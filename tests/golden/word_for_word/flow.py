#!/usr/bin/env python
# -*- coding: utf-8 -*-
# Copyright: nobody in particular
"""The module's docstring, with "quotes" and a \\ in it."""

import functools
import re as regular   # a comment behind an import
from prefect import task, Flow


def loud(function):
    """A decorator of the user's."""
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper


# A comment above a task
@task(
    name="ungewöhnlich",   # with a comment inside
)
# and between decorators
@loud
@functools.lru_cache(maxsize=None)
def grüße(名 = 'Welt'):
    r'''Say "hello" \d
      indented'''
    text = f"""Hallo,
{名}!
"""  # behind a string

    # deep comment
    return   text.strip()
    # the last comment of the body


@task
def tabs(x):
	if x:
		return [ x,
		         1 ]
	return None


@task
def semicolons(x: "int"=1, *, y : int = 2) -> "list[int]": z = x; return [z, y]


@task
def nested(x):
    """Docstring"""
    class Inner:
        value = x
        def get( self ):
            return self . value
    @loud
    def inner(): return Inner().get()
    return (lambda: inner())()


@task
def pattern(text):
    return regular.findall("(?x) \\w+ # words", text)


with Flow('word for word') as flow:
    g = grüße()
    tabs(g)
    semicolons(y = 3)
    nested(g)
    pattern(g)
# the end
