"""Repeated options: what would be lost in silence is refused."""

import pytest

from support.program import Run

ONCE = {
    "--format": ("show", "uk", "-f", "json", "--format", "csv"),
    "--top": ("show", "uk", "--top", "1", "--top", "2"),
    "--offence": ("show", "uk", "--offence", "theft", "--offence", "robbery"),
    "--kind": ("list", "--kind", "ward", "--kind", "region"),
    "--confidence": ("rank", "fen*", "-c", "0.9", "-c", "0.95"),
    "--sort": ("show", "uk", "--sort", "area", "--sort", "name"),
    "--from": ("import", "police-uk", "x", "--from", "2024-01", "--from", "2024-02"),
}


@pytest.mark.parametrize(("option", "words"), ONCE.items(), ids=str)
def test_an_option_that_takes_one_value_is_given_once(run: Run, option: str, words: tuple[str, ...]) -> None:
    """The second value would replace the first without a word, so both are refused."""
    assert run(*words).refusal == f"{option} can be given once"


def test_a_flag_may_be_said_twice(run: Run) -> None:
    """What is said twice and means the same is no mistake."""
    assert run("show", "uk", "--reverse", "--reverse", "--get", "name").out == "UK\n"
