"""The flowc compiler: from a flow file's text to a Dask script's."""
