"""How a flow becomes a graph of Dask's."""
