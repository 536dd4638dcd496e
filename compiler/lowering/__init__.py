"""From the code of a file to the nodes that it adds to its flows."""
