"""How the runtime, and what a graph runs, get to the workers."""
