"""Name the areas whose crime has clearly risen, most crimes first, from `crimecompare diff … -f csv` on stdin."""

import sys

import pandas as pd

TEXT = ("code", "period", "baseline_period")  # or 2024 becomes 2024.0 where a cell beside it is empty
answer = pd.read_csv(sys.stdin, dtype=dict.fromkeys(TEXT, "string"))
risen = answer[answer["verdict"] == "higher"].sort_values("excess_crimes", ascending=False)
print(risen[["name", "excess_crimes", "excess_percent"]].head(5).round(1).to_string(index=False))
print(f"{len(risen)} of {len(answer)} areas; notes: {', '.join(sorted(set(';'.join(risen['notes']).split(';'))))}")
