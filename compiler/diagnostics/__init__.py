"""What the compiler has to say about its input, as values."""
