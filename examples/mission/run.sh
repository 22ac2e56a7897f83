#!/usr/bin/env bash
# A mission done by real processes: a server, a planner, two specialists, a reviewer and a tester, each a program of its own.
set -euo pipefail
cd "$(dirname "$0")"
charter=${CHARTER_BIN:-$(command -v charter || realpath ../../target/debug/charter)}
directory=$(mktemp -d)
processes=()
trap 'kill "${processes[@]}" 2>/dev/null || true; wait; rm -rf "$directory"' EXIT

# A server of its own on a free port.
unset CHARTER_TOKEN CHARTER_TOKEN_FILE CHARTER_URL
export CHARTER_BIN=$charter CHARTER_DATA_DIR=$directory/data PYTHONDONTWRITEBYTECODE=1
"$charter" serve --listen 127.0.0.1:0 --log warn >/dev/null &
processes+=($!)
until [ -s "$CHARTER_DATA_DIR/endpoint.json" ]; do sleep 0.05; done
url=$(jq -r .url "$CHARTER_DATA_DIR/endpoint.json")

# Whoever works has a name of its own: nobody judges their own work.
worker() { # NAME ROLE PROGRAM
    CHARTER_URL=$url CHARTER_TOKEN=$("$charter" token mint "agent:$1") \
        "$charter" worker --name "$1" --role "$2" --exec "python3 '$PWD/$3'" >/dev/null &
    processes+=($!)
}
worker ann planner planner.py
worker bea specialist specialist.py
worker carl specialist specialist.py
worker dora reviewer reviewer.py
worker emil tester tester.py

mission=$("$charter" mission create @mission.json --json | jq -r .mission_id)
timeout 60 "$charter" mission watch "$mission" --after 0 --until-ended --json | jq --unbuffered -r '
    if .type == "mission.item_updated" then
        "\(.data.item_id): \(.data.status)" + if .data.status == "rework" then ", \(.data.feedback[-1].feedback)" else "" end
    elif .type == "mission.notice" then .data.text
    else empty end'

# The summary is written right after the end.
summary() { "$charter" artifact list --mission "$mission" --kind summary --json | jq -r .artifact_id; }
until [ -n "$(summary)" ]; do sleep 0.1; done
"$charter" artifact fetch "$(summary)" --output "$directory/summary.md" >/dev/null
printf '\n'
cat "$directory/summary.md"
