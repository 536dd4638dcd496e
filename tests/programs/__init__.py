"""Flow files run as programs."""
