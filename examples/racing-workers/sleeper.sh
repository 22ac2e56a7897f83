#!/usr/bin/env bash
# A worker of nothing but curl, without heartbeats and without a look at the clock: sleeper.sh SKILL
set -euo pipefail

post() {
    curl -sS --max-time 30 "$CHARTER_URL/v1/runs/$1" -H "Authorization: Bearer $CHARTER_TOKEN" \
        -H "Content-Type: application/json" -d "$2"
}

claimed=$(post claim '{"roles": ["racer"], "skills": ["'"$1"'"], "lease_ms": 1000, "wait_ms": 10000}')
run=$(jq -r '.runs[0].run.run_id' <<<"$claimed")
epoch=$(jq -r '.runs[0].lease.epoch' <<<"$claimed")
echo "$run"
kill -STOP $$
post "$run/complete" '{"epoch": '"$epoch"', "output": "done, as far as I know"}' | jq -r '"\(.status) \(.type)"'
