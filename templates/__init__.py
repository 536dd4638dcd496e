"""The shapes of emitted scripts."""
