"""`crimecompare schema`."""

import typer

from crimecompare.cli.groups import Command
from crimecompare.cli.streams import write

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("schema", cls=Command)
def schema() -> None:
    """Print the JSON Schema of a profile file, for editors.

    $ crimecompare schema > profile.schema.json

    An editor that is given the schema completes and checks the fields of a profile file.
    """
    import json

    from crimecompare.profiles.schema import document_schema

    write(json.dumps(document_schema(), indent=2, ensure_ascii=False) + "\n")
