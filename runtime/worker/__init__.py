"""What runs on the workers: the nodes of the graph, and each task run."""
