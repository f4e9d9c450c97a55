"""Usage: what Typer says of a command line that it cannot read, in the words of all other messages."""

import re

from typer import TyperException

from crimecompare.wording import asked, listed

LONGEST_COMPLAINT = 300
FORMS = {
    r"No such option: (\S+).*": r"no such option: \1",
    r"Missing (argument|option) '([^']+)'.*": r"missing \1 \2",
    r"Option '(.+)' requires an argument": r"\1 needs a value",
    r"Option '(.+)' does not take a value": r"\1 takes no value",
    r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)": r'unexpected argument "\1"',
    r"Invalid value for '[^']+'[^:]*: Path '(.+)' is not readable": r"\1: cannot be read: Permission denied",
    r"Invalid value for '([^']+)'[^:]*: (.+)": r"\1: \2",
}
"""What Typer says, and what is said instead."""


def said(error: TyperException) -> str:
    """Return one line that says what is wrong, and what was meant or where help is."""
    message = " ".join(error.format_message().replace("Value error, ", "").split()).rstrip(".")
    if message == "Missing command":
        return f"missing command: {listed(_commands(error), 'or')}"
    for form, words in FORMS.items():
        if match := re.fullmatch(form, message):
            message = match.expand(words)
            break
    line = f"{message[:1].lower()}{message[1:]}"
    line = line if len(line) <= LONGEST_COMPLAINT else f"{line[:LONGEST_COMPLAINT]}…"
    meant = getattr(error, "possibilities", None)
    return f"{line}{asked(sorted(meant)) if meant else '; try --help'}"


def _commands(error: TyperException) -> list[str]:
    """Return the commands of the group that one is missing from."""
    return list(getattr(getattr(error, "cmd", None), "commands", ()))
