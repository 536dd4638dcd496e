# -*- coding: utf-8 -*-
from prefect import task
name = 'first' ; SIZE = 2; größe=3
def helper(x) : return x + name   # one line

@task
# a comment under the decorator
def measure(
        x, größe  = größe ,
        *, suffix = 'é' + name # é name
):
	'''Tabs, and a name in a text: name, helper(name).

  helper(name)
	'''
	if x : y = helper(x) ; z = 'ü', name
	else :
		y = z = None
	return y, z, suffix, \
		größe, """
name = helper
""", x if x else helper('') ,
