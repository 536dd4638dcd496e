"""Times as Prefect's: what flows use of pendulum."""
