"""Palette: the few colours of all pictures, the sizes of letters, and how words and lines look."""

INK, GREY, FAINT, SHEET = "#1d1d1b", "#505a5f", "#d5dade", "#ffffff"  # words, what is not clear, rules, and the sheet
ACCENT, BAND = "#12436d", "#e6ecf2"  # what is clearly different, which is neither good nor bad, and a funnel's band
SMALL, USUAL, LARGE = 11, 12, 17  # pixels
DASHES, BOLD = {"stroke_dasharray": "5 4"}, {"font_weight": "bold"}
MARGIN = 16.0  # between a picture and the edge of its sheet
