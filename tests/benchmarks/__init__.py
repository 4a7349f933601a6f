"""Speed, as ratios to a bare floor measured in the same run: ``python -m tests.benchmarks``."""
