"""Reads Jupyter notebooks: their code cells as one text of Python."""

SUFFIX = ".ipynb"
