"""The street-level files of police.uk, counted by the areas of lookups."""
