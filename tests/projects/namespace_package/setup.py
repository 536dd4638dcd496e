from setuptools import setup

setup(name="jobs", packages=["jobs.shared", "jobs.nightly"])
