"""Chance: seeded draws of hostile words, numbers and bytes."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

Drawn = TypeVar("Drawn")
WORDS = (
    "Fenmouth", "fen-2", "E07000010", "King's Lynn & West", "Łódź", "大阪市中央区", "e\u0301cole", "’t Zand", "x" * 300,
    "a" * 5000, " ", "", "  two  blanks ", "=1+1", "+44", "-1", "@x", "＝1", "a\nb", "a\r\nb", "a\tb", "\x1b[31mred",
    "\x1b]0;t\x07", "\u202egnp", "a\u200bb", "a\u200cb", "\u2028", "\ufeffx", "\x7f", "\x85", "a\x00b", "[red]x[/]",
    "a|b",
    "# x", "- x", "*b* _i_ `c`", "<b>&amp;", "\\", "a\\|b", "| --- |", "](http://x)", '"', '"quoted"', "'", "a,b",
    "a;b",
    "%s {0} $HOME", "~", "../x", "./x.toml", "x.toml", "x.csv", "*", "[a-", "?", "fen*", "a@2024", "@2024",
    "@", "-", "--", "--help", "null", "true", "nan", "inf", "1e5", "0x1F", "１２", "٣", "𝟙", "ﬁ", "ß", "İ", "👩‍👩‍👧",
    "\U000e0001",
    "क्‍ष", "می‌خواهم", "\u0300", "e" + "\u0301" * 200, "uk", "wisbech", "higher", "byar", "2024-02-30",
    "x" * 80 + "é" * 80,
)  # fmt: skip
"""Words that people, spreadsheets, terminals and attackers write."""
NUMBERS: tuple[Any, ...] = (
    0, 1, 2, 9, 10, 20, 99, 1000, 25_334, 10**6, 10**14, 10**15 - 1, 10**15, 10**16, 2**53, 2**63, 2**64, 10**30,
    10**400, -1, -0.0, 0.0, 0.1, 0.5, 1.5, 91.6, 136.9, 1e-9, 1e-15, 5e-324, 1e-300, 99.99999, 100.0, 100.5,
    1e14, 1e15, 1e16,
    1e300, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), True, False, None, "12", "1,234", "5%",
)  # fmt: skip
MONTHS = (
    "2024", "2025", "2024-01", "2025-12", "2024-01/2024-12", "2024-02/2025-01", "2025-01/2025-06", "0000",
    "0001-01/9999-12",
    "9999", "2024-13", "2024-00", "2024-1", "24", "2024-12/2024-01", "2024/2025", "2024-01-01", "２０２４", "2024-01/",
    "/", "",
    " 2024", "2024\n", "0000-01/9999-12", "-2024", "2024-01/2024-01",
)  # fmt: skip
PIECES = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\r", b"\r\n",
    b"\n\n", b'"', b'""',
    b"'''", b'"""', b"[[", b"]]", b"{", b"}", b"[", b",", b";", b"\t", b"=", b"#", b"\\", b"\\u0000", b"\\ud800",
    b"1e999", b"-0",
    b"NaN", b"<", b"&", b"&#0;", b"<!--", b"]]>", b"\x1b[2J", b"\xe2\x80\xae", b"0x", b"9" * 400, b"A" * 70_000,
    b" " * 3000,
)  # fmt: skip
"""Pieces of bytes that readers of text stumble over."""


class Chance(random.Random):
    """A source of chance that draws hostile things; the same seed draws the same ones."""

    def happens(self, probability: float) -> bool:
        """Return whether something of that probability happens."""
        return self.random() < probability

    def word(self) -> str:
        """Draw a word: one of those above, two of them together, or a text of any characters."""
        if self.happens(0.85):
            return self.choice(WORDS)
        if self.happens(0.5):
            return self.choice(WORDS) + self.choice(("", " ", "-", "\n", "@")) + self.choice(WORDS)
        return "".join(chr(self._code_point()) for _ in range(self.randint(0, 12)))

    def _code_point(self) -> int:
        code = self.choice((self.randint(1, 0x7F), self.randint(0x80, 0x2FF), self.randint(0x300, 0xD7FF)))
        return code if self.happens(0.9) else self.randint(0xE000, 0x10FFFF)

    def sound(self, text: str, instead: str) -> str:
        """Return a text that can be an argument of a process or the name of a file."""
        return text.replace("\x00", "") or instead

    def number(self) -> Any:
        """Draw a number, or what stands for one."""
        return (
            self.choice(NUMBERS)
            if self.happens(0.8)
            else self.choice((1, -1)) * self.random() * 10 ** self.randint(-20, 20)
        )

    def months(self) -> str:
        """Draw a month, a year or a span, or what is none."""
        return self.choice(MONTHS) if self.happens(0.9) else self.word()

    def nested(self, depth: int = 3) -> Any:
        """Draw data of any shape."""
        if depth == 0 or self.happens(0.5):
            return self.choice((self.word, self.number, self.months))()
        if self.happens(0.5):
            return [self.nested(depth - 1) for _ in range(self.randint(0, 3))]
        return {self.word(): self.nested(depth - 1) for _ in range(self.randint(0, 3))}

    def some(self, choices: Sequence[Drawn], most: int) -> list[Drawn]:
        """Draw up to so many of these, in any order and perhaps twice."""
        return [self.choice(choices) for _ in range(self.randint(0, most))]

    def mutated(self, content: bytes, most: int = 6) -> bytes:
        """Return bytes with a few things wrong: bits, pieces, cuts, repetitions."""
        data = bytearray(content)
        for _ in range(self.randint(1, most)):
            self.choice(MUTATIONS)(self, data)
        return bytes(data)

    def place(self, data: bytes | bytearray) -> int:
        """Draw a place in some bytes, their end included."""
        return self.randint(0, len(data))

    def weighted(self, choices: Mapping[Drawn, float]) -> Drawn:
        """Draw one of these by its weight."""
        return self.choices([*choices], [*choices.values()])[0]


def _flip(chance: Chance, data: bytearray) -> None:
    for _ in range(chance.randint(1, 4) if data else 0):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _overwrite(chance: Chance, data: bytearray) -> None:
    if data:
        data[chance.randrange(len(data))] = chance.choice((0, 0xFF, 0x7F, 0x80, chance.randrange(256)))


def _insert(chance: Chance, data: bytearray) -> None:
    place = chance.place(data)
    data[place:place] = chance.choice(PIECES)


def _delete(chance: Chance, data: bytearray) -> None:
    place = chance.place(data)
    del data[place : place + chance.choice((1, 2, 5, 50, 500))]


def _repeat(chance: Chance, data: bytearray) -> None:
    place = chance.place(data)
    data[place:place] = data[place : place + chance.choice((1, 10, 100))] * chance.choice((1, 2, 50))


def _cut(chance: Chance, data: bytearray) -> None:
    if chance.happens(0.3):
        del data[chance.place(data) :]


def _move(chance: Chance, data: bytearray) -> None:
    start, length = chance.place(data), chance.choice((1, 4, 30))
    piece = data[start : start + length]
    del data[start : start + length]
    place = chance.place(data)
    data[place:place] = piece


MUTATIONS: tuple[Callable[[Chance, bytearray], None], ...] = (_flip, _overwrite, _insert, _delete, _repeat, _cut, _move)
