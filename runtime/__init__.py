"""What an emitted script carries or imports to run its flow."""
