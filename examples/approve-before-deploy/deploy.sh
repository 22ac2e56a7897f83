#!/usr/bin/env bash
# Deploys what its run says, once somebody has let it. `charter worker` runs it: first to ask, and again when it is decided.
set -euo pipefail
shopt -s inherit_errexit

run=$CHARTER_INPUTS/run.json
charter() { "$CHARTER_BIN" "$@"; }
# What the worker reads from standard output.
say() { jq -cn "$@"; }

approval_id=$(jq -r '.run.approval_id // empty' "$run")
if [[ -z "$approval_id" ]]; then
    # The lease is given up with the request: nobody waits, and no worker is held, while people think.
    jq .item.inputs.deploy "$run" |
        charter approval request deploy.production - --park --reason "$(jq -r .item.title "$run")" \
            --edit-schema "$(dirname "$0")/arguments.schema.json" --deadline "$(jq -r .item.inputs.deadline "$run")" >&2
    exit
fi

approval=$(charter approval show "$approval_id" --json)
status=$(jq -r .status <<<"$approval")
if [[ "$status" != approved ]]; then
    say --arg status "$status" '{kind: "failure", class: "non_retryable", detail: "not deployed: the approval is \($status)"}'
    exit 1
fi

# What it is done with is what was approved, which need not be what was asked for.
jq .arguments <<<"$approval" >arguments.json
charter approval consume "$approval_id" @arguments.json >"$CHARTER_ARTIFACTS/receipt.json"
charter verify receipt "$CHARTER_ARTIFACTS/receipt.json" --arguments @arguments.json >&2
say --slurpfile arguments arguments.json --arg approval_id "$approval_id" \
    '{kind: "tool_started", tool: "deploy.production", call_id: "deploy", arguments: $arguments[0], approval_id: $approval_id}'
cp arguments.json "$DEPLOYED"
say '{kind: "tool_finished", tool: "deploy.production", call_id: "deploy", succeeded: true, result: "deployed"}'
