"""Reads Jupyter notebooks: their code cells as one text of Python."""

from .reading import SUFFIX, Notebook, read_notebook

__all__ = ["SUFFIX", "Notebook", "read_notebook"]
