"""States and signals, as user code sees them."""
