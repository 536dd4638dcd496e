"""Schedules, and the loop that follows them."""
