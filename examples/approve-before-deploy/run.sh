#!/usr/bin/env bash
# A script that deploys only with leave: once it is edited and approved, once denied, and once nobody answers.
set -euo pipefail
cd "$(dirname "$0")"
source ../common/server.sh

export DEPLOYED=$temporary/deployed.json
worker deployer --role deployer --exec "'$PWD/deploy.sh'"

# release VERSION DEADLINE: makes the mission, and waits until its script has asked.
release() {
    mission=$(charter mission create "$(jq -n -f mission.jq --arg version "$1" --arg deadline "$2")" --json | jq -r .mission_id)
    approval=
    until [[ -n "$approval" ]]; do
        approval=$(charter approval list --all --mission "$mission" --json | jq -r .approval_id)
    done
}
# ended: tells what happened until the mission ended or paused, and what is deployed.
ended() {
    tell "$mission"
    echo "deployed is $(jq -c . "$DEPLOYED")"
}

release 1.4.0 1h
charter approval show "$approval" | sed 2d
charter approval edit "$approval" '{"service": "atlas", "version": "1.4.0", "replicas": 9}' --yes 2>"$temporary/refusal" || cat "$temporary/refusal"
charter approval edit "$approval" '{"service": "atlas", "version": "1.4.0", "replicas": 2}' --yes --comment "two are enough" >/dev/null
ended

# Whoever has the published keys can prove it, without the server.
curl -sS --fail "$CHARTER_URL/.well-known/jwks.json" -o "$temporary/keys.json"
receipt=$(charter artifact list --mission "$mission" --json | jq -r 'select(.name == "receipt.json").artifact_id')
charter artifact fetch "$receipt" --output "$temporary/receipt.json" >/dev/null
charter verify receipt "$temporary/receipt.json" --keys "$temporary/keys.json" --arguments "@$DEPLOYED" | sed '$d'
sed 's/user:/user:not-/' "$temporary/receipt.json" >"$temporary/forged.json"
charter verify receipt "$temporary/forged.json" --keys "$temporary/keys.json" 2>&1 | head -1 || true

release 1.5.0 1h
charter approval show "$approval" | sed -n '/different/,$p'
charter approval deny "$approval" --yes --reason "not on a Friday" >/dev/null
ended

release 1.6.0 1s
ended
