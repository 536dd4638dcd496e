"""Takes a project of several modules as one: what a flow reaches, in one text."""
