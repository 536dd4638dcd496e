from setuptools import setup

setup(name="pipelines")
