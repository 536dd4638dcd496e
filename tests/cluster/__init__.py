"""Scripts on real Dask clusters, whose processes know nothing of flowc."""
