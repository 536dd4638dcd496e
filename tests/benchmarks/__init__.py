"""Benchmarks: flowc's scripts and its compiler beside what they compete with."""
