"""Official tables (CSV, TSV and spreadsheets), a profile from each row."""
