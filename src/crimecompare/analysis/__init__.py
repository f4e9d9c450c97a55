"""Profiles → results: comparisons, rankings and what must be said beside them. Reads nothing and prints nothing."""
