"""`crimecompare schema`."""

import typer

from crimecompare.cli.streams import write

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("schema")
def schema() -> None:
    """Print the JSON Schema of a profile document, by which editors complete and check profile files."""
    import json

    from crimecompare.profiles.schema import document_schema

    write(json.dumps(document_schema(), indent=2, ensure_ascii=False) + "\n")
