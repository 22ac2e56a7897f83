#!/usr/bin/env bash
# A mission reaches its budget, pauses, is given more, and goes on.
set -euo pipefail
cd "$(dirname "$0")"
source ../common/server.sh

mission=$(charter mission create @mission.json --json | jq -r .mission_id)
show() {
    charter mission get "$mission" --json | jq -rn 'first(inputs) | "\(.status)\(if .pause_reason then ", because of: \(.pause_reason)" else "" end); " +
        "\(.usage.tokens) of \(.budgets.tokens) tokens used, \(.items.done) of \(.items.total) items done"'
}

# Each run says that it has used 400 tokens.
worker scribe --mission "$mission" --exec 'echo "{\"kind\": \"usage\", \"tokens\": 400}"'

# Three letters are written: what a run uses is known when it was used, so the budget is reached and then some.
tell "$mission"
show

# To go on as before is refused, for nothing is left to use.
if charter mission resume "$mission" 2>"$temporary/refusal"; then
    echo "a mission without budget was resumed" >&2
    exit 1
fi
cat "$temporary/refusal"

charter mission event "$mission" '{"kind": "budgets_changed", "budgets": {"tokens": 2000}}' --json >"$temporary/raised.json"
echo "the budget is raised to 2000 tokens"
charter mission resume "$mission" --json >"$temporary/resumed.json"
tell "$mission" "$(jq '.mission.rev' "$temporary/resumed.json")"
show
