"""Measurements run by hand: `python -m benchmarks`. They print ratios within one run and assert nothing."""
