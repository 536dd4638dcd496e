"""Makes notebooks for tests."""

import json
from pathlib import Path
from typing import Any

PYTHON = {"kernelspec": {"language": "python"}, "language_info": {"name": "python"}}


def notebook(*cells: str, **metadata: Any) -> dict[str, Any]:
    """A notebook of format 4, with a cell of text in front of its code cells."""
    text = {"cell_type": "markdown", "metadata": {}, "source": ["# A flow\n", "of !us"]}
    code: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": cell.splitlines(keepends=True),
        }
        for cell in cells
    ]
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": metadata or PYTHON,
        "cells": [text, *code],
    }


def write_notebook(path: Path, *cells: str) -> Path:
    """Write a notebook with these code cells; the first of them is its cell 2."""
    path.write_text(json.dumps(notebook(*cells)), "utf-8")
    return path
