"""What several tests share: commands, environments, clusters."""
