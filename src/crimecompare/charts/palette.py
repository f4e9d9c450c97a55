"""Palette: the few colours of all pictures, the sizes of letters, and how words and lines look."""

INK, GREY, FAINT, SHEET = "#1d1d1b", "#505a5f", "#d5dade", "#ffffff"
"""Words; axes and what is not clearly different; what the eye runs along; the sheet beneath."""
ACCENT, BAND = "#12436d", "#e6ecf2"
"""What is clearly different, which is neither good nor bad; the band within the outer limits."""
SMALL, USUAL, LARGE = 11, 12, 17
"""The sizes of letters, in pixels."""
DASHES, BOLD = {"stroke_dasharray": "5 4"}, {"font_weight": "bold"}
MARGIN = 16.0
"""Between a picture and the edge of its sheet."""
