"""Generated flows: flowc against a plain interpretation, and both against Prefect."""
