"""Passes over the IR, one file and one pure function each."""
