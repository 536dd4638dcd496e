"""Answers of a Prefect server's that a run has itself."""
