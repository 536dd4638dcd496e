NAME = "nightly"
