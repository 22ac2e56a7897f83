#!/usr/bin/env bash
# Workers race for 30 runs. One is killed in the middle of a run, one is stopped until its lease has passed on.
set -euo pipefail
cd "$(dirname "$0")"
source ../common/server.sh

# Runs of this race only: whoever claims says what it can do, and gets no run that needs something else.
race="race-$(date +%s)-$$"
auth="Authorization: Bearer $(cat "$CHARTER_TOKEN_FILE")"
revision=$(charter store --json | jq .revision)
for number in {1..30}; do
    charter run create '{"title": "Lap '"$number"'", "role": "racer", "skills": ["'"$race"'"], "labels": ["'"$race"'"]}' --json
done >"$temporary/created.json"
echo "30 runs are queued"

# The first says that it has begun, and then would take a minute: time enough to be killed.
mkfifo "$temporary/begun"
CHARTER_TOKEN=$(token_of victim) "$CHARTER_BIN" worker --name victim --role racer --skill "$race" --lease 1 --once \
    --exec "echo \$CHARTER_RUN_ID \$\$ >'$temporary/begun'; exec sleep 60" >"$temporary/victim.log" 2>&1 &
victim=$!
read -r killed program <"$temporary/begun"
kill -KILL "$victim"
{ wait "$victim" || true; } 2>/dev/null
echo "victim is killed (SIGKILL) in the middle of a run"

# The second stops itself as soon as it has a run, as if its machine slept.
mkfifo "$temporary/claimed"
CHARTER_TOKEN=$(token_of sleeper) ./sleeper.sh "$race" >"$temporary/claimed" 2>"$temporary/sleeper.log" &
sleeper=$!
exec {sleeper_says}<"$temporary/claimed"
read -r -t 60 slept <&"$sleeper_says"
echo "sleeper is stopped (SIGSTOP) in the middle of a run"

for name in ada ben cleo dan; do
    worker "$name" --role racer --skill "$race" --exec 'echo "lap by $CHARTER_RUN_ID"; sleep 0.1'
done
echo "ada, ben, cleo and dan race"

# Not asked again and again, but watched: until the 30th has succeeded.
coproc EVENTS { exec curl -sN --max-time 90 -H "$auth" "$CHARTER_URL/v1/events?type=run.updated&after=$revision"; }
events=$EVENTS_PID
jq -enRr --arg race "$race" 'first(foreach (inputs | select(startswith("data: ")) | .[6:] | fromjson
        | .data? | select(.status? == "succeeded" and (.labels | index($race)))) as $run (0; . + 1; select(. == 30)))
    | "\(.) runs have succeeded"' <&"${EVENTS[0]}"
kill "$events"

# Its lease has passed on long ago, and so has its run.
kill -CONT "$sleeper"
read -r -t 60 refusal <&"$sleeper_says"
echo "sleeper wakes up and says that it is done: $refusal"

# What the server knows: every run has succeeded, and every lap is on record once.
charter run list --label "$race" --json >"$temporary/runs.json"
for run in $(jq -r .run_id "$temporary/runs.json"); do
    charter run logs "$run" --json
done >"$temporary/records.json"
jq -rn --slurpfile runs "$temporary/runs.json" --slurpfile records "$temporary/records.json" \
    --arg killed "$killed" --arg slept "$slept" -f verdict.jq
if ps -p "$program" >/dev/null; then echo "victim's program outlives it" >&2; exit 1; fi
echo "victim's program has ended with it"
