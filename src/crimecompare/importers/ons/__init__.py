"""ONS's workbook "Police force area data tables" → profiles of every area that has figures in it."""
