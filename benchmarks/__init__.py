"""Benchmarks: how long whole commands take, against programs that do the same plainly."""
