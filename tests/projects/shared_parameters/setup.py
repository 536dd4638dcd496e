from setuptools import setup

setup(name="flows")
