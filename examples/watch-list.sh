#!/bin/sh
# Name the areas of a profile file whose crime rate is clearly higher than a baseline's, the largest excess first.
#
#   sh examples/watch-list.sh FILE [BASELINE]
#
# Prints a line per area: excess crimes a year, a tab, its key. Exits 1 when there is none, 2 when it cannot be told.
set -eu
file=${1:?name a profile file}
baseline=${2:-uk}

answer=$(crimecompare diff "$file" --baseline "$baseline" --format tsv)
higher=$(printf '%s\n' "$answer" | awk -F '\t' '
    NR == 1 { for (n = 1; n <= NF; n++) column[$n] = n; next }
    $column["verdict"] == "higher" { printf "%.0f\t%s\n", $column["excess_crimes"], $column["area"] }
')
[ -n "$higher" ] || exit 1
printf '%s\n' "$higher" | sort -rn
