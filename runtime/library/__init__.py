"""Tasks of Prefect's own library."""
