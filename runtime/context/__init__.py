"""`prefect.context`, and what the environment says."""
