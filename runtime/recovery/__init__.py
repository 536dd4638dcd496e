"""What becomes of nodes that Dask has lost."""
