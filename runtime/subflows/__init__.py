"""Flows that tasks of other flows run."""
