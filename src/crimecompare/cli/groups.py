"""Groups of commands that are imported one at a time, since setting up the options of all of them takes long."""

import importlib
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from crimecompare.errors import UnknownName, UsageError
from crimecompare.wording import did_you_mean, quoted


class Lazy(NamedTuple):
    """A command that is not imported yet: its module in `crimecompare.cli.commands`, and what it does in a sentence."""

    module: str
    summary: str


class Command(TyperCommand):
    """A command that takes each option once, or all that is given; its help calls arguments by their names alone."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read a command line. Raises UsageError where an option of which one would be lost is given twice."""
        if not ctx.resilient_parsing:  # that is, not for completion
            _, _, given = self.make_parser(ctx).parse_args(list(args))
            counts: Counter[Any] = Counter(given)
            for option, times in counts.items():
                if times > 1 and option.param_type_name == "option" and not (option.multiple or option.is_flag):
                    raise UsageError(f"{max(option.opts, key=len)} can be given once")
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the pieces of the usage line."""
        return [re.sub("[{}]", "", piece) for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments and the options."""
        sections: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
        for parameter in self.get_params(ctx):
            if (record := parameter.get_help_record(ctx)) is not None:
                sections[parameter.param_type_name].append(record)
        sections["argument"] = [(name.split(" <")[0], what) for name, what in sections["argument"]]
        for kind, records in sections.items():
            if records:
                with formatter.section(f"{kind.capitalize()}s"):
                    formatter.write_dl(records)


class Group(TyperGroup):
    """A group that refuses an unknown command in the words of all other messages."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Return the command that the first argument names. Raises UnknownName."""
        name = args[0]
        if name not in self.commands and not name.startswith("-") and not ctx.resilient_parsing:
            raise UnknownName(f"no such command {quoted(name)}{did_you_mean(name, self.commands) or '; try --help'}")
        return super().resolve_command(ctx, args)


def lazy_group(commands: Mapping[str, Lazy]) -> type[TyperGroup]:
    """Return a group that lists its commands by their summaries, and imports the one that is run or completed."""

    class LazyGroup(Group):
        def __init__(self, **attributes: Any) -> None:
            summaries = {name: TyperCommand(name, help=command.summary) for name, command in commands.items()}
            super().__init__(**{**attributes, "commands": summaries})

        def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
            name, _, rest = super().resolve_command(ctx, args)
            if name is None:
                return None, None, rest
            module = importlib.import_module(f"crimecompare.cli.commands.{commands[name].module}")
            return name, get_command(module.app), rest

    return LazyGroup
