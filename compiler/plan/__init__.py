"""Decides how a flow runs: kernels, chunks, names, runtime pieces."""
