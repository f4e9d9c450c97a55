"""Output formats: (Report, Screen) → text. One module per format, imported when it is asked for."""
