#!/usr/bin/env bash
# Any program as an agent: queues a run, lets `agent.py` work on it, and shows what is known of it afterwards.
set -euo pipefail
cd "$(dirname "$0")"
source ../common/server.sh

# Only this run: a worker gets no run that needs a skill that it has not.
skill="wrapped-agent-$(date +%s)-$$"
run=$(charter run create '{"title": "Count the words", "role": "scribe", "skills": ["'"$skill"'"],
    "input": {"text": "A survey is a promise that somebody will look again."}}' --json | jq -r .run_id)

# The wrapping, all of it.
CHARTER_TOKEN=$(token_of scribe) charter worker --once --role scribe --skill "$skill" --exec "python3 '$PWD/agent.py'"

echo
echo "what it reported:"
charter run logs "$run" --json | jq -r '.event | "  \(.kind)\t\(del(.kind) | tojson)"'

echo "what it has come to:"
charter run get "$run" --json | jq -r '"  \(.status), by \(.worker), output \(.output | tojson), used \(.usage | tojson)"'

echo "what it has made:"
artifact=$(charter run get "$run" --json | jq -r '.artifacts[0].artifact_id')
charter artifact fetch "$artifact" --output -
