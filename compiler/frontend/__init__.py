"""Reads source text into a Module and lowers it to the IR."""
