"""Letters: how wide words are, generously, in the sans-serif letters that people have; shortened and folded to fit."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

GENEROUS, BOLDER, WIDE, OTHER = 1.06, 1.09, 1050, 750  # other faces are wider than Arial; letters without a width below
ALIKE = {222: "'ijl|", 278: " .,:;!/\\It[]f", 333: "()-r`", 389: '*“”"‘’', 500: "Jcksvxyz", 1015: "@—…"}
ALIKE |= {556: "0123456789abdeghnopquL?_#$–", 584: "+<>=~−±×", 611: "FTZ", 667: "ABEKPSVXY&", 722: "CDHNRUw"}
ALIKE |= {778: "GOQ", 833: "Mm", 944: "W%"}
WIDTHS = {letter: width for width, letters in ALIKE.items() for letter in letters}  # of Arial, in thousandths


@lru_cache(maxsize=4096)
def text_width(words: str, size: float, *, is_bold: bool = False) -> float:
    """Return about how many pixels words take, rather more than fewer."""
    return sum(map(_letter, words)) * size * GENEROUS * (BOLDER if is_bold else 1) / 1000


def _letter(letter: str) -> float:
    if letter in WIDTHS:
        return WIDTHS[letter]
    if unicodedata.combining(letter):
        return 0
    plain = unicodedata.normalize("NFD", letter)[0]
    return WIDTHS.get(plain, WIDE if unicodedata.east_asian_width(letter) in "FW" else OTHER)


def shortened(words: str, width: float, size: float, *, is_bold: bool = False) -> str:
    """Return words that fit into so many pixels: as they are, or their beginning and `…`."""
    kept = words
    while kept and text_width(words if kept == words else f"{kept}…", size, is_bold=is_bold) > width:
        kept = kept[: max(1, len(kept) - 1 - len(kept) // 40)].rstrip() if len(kept) > 1 else ""
    return words if kept == words else f"{kept}…"


def folded_words(words: str, width: float, size: float, *, is_bold: bool = False) -> Iterator[str]:
    """Yield words in as many lines as they need; a single word that is wider is shortened."""
    here = ""
    for word in words.split():
        longer = f"{here} {word}" if here else word
        if here and text_width(longer, size, is_bold=is_bold) > width:
            yield shortened(here, width, size, is_bold=is_bold)
            longer = word
        here = longer
    if here:
        yield shortened(here, width, size, is_bold=is_bold)
