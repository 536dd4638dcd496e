"""The version of flowc, as it stands in the header of a script."""

VERSION = "0.1.0"
