"""Tests of flowc."""
