"""Where a flow runs: the back ends, and how they are opened."""
