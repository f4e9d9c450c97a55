"""Output formats: (Report, Screen) → text, or bytes. One module per format, imported when it is asked for."""
