"""Where results are kept: Prefect's Result classes and targets."""
