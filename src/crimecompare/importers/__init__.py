"""Other people's published data → profiles: police.uk archives and official tables. Needs the `import` extra."""
