"""Results → reports: the neutral form of every answer, of which each output format is a function."""
