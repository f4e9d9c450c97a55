"""Fuzzing: hostile inputs for the program, the laws that every one of its runs keeps, and many runs a second."""
