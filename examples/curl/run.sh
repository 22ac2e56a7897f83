#!/usr/bin/env bash
# The API with nothing but curl and jq. Each command is printed before it runs, and can be typed as it is printed.
set -euo pipefail

# Where the server is, and the token for it: from the environment, or from what a local server tells in its directory.
endpoint="${CHARTER_DATA_DIR:-${XDG_DATA_HOME:-${HOME:-}/.local/share}/charter}/endpoint.json"
if [[ -z "${CHARTER_URL:-}" && ! -f "$endpoint" ]]; then
    echo "no server found: start one with 'charter serve', or set CHARTER_URL and CHARTER_TOKEN" >&2
    exit 1
fi
URL="${CHARTER_URL:-$(jq -r .url "$endpoint")}"
token="${CHARTER_TOKEN:-$(cat "${CHARTER_TOKEN_FILE:-$(jq -r .token_file "$endpoint")}")}"
AUTH="Authorization: Bearer $token"
JSON="Content-Type: application/json"
KEY="example/curl/note"
DRAFTS="example/curl/draft"

step() {
    printf '\n# %s\n' "$1"
}

# Prints the command on its standard input, runs it, and prints its answer, which stays in `answer`.
run() {
    local command status=0
    command=$(cat)
    printf '$ %s\n' "$command"
    answer=$(eval "$command") || status=$?
    printf '%s\n' "$answer"
    # A watch has no end of its own: that the time is over (28) is no failure.
    [[ $status == 0 || $status == 28 ]]
}

# Earlier runs leave nothing that is in the way.
for key in "$KEY" "$DRAFTS/"{one,two,three}; do
    curl -sS -o /dev/null -X DELETE "$URL/v1/resources/$key" -H "$AUTH"
done

echo "URL=$URL"
echo 'AUTH="Authorization: Bearer $(charter token show)"'
echo "JSON=\"$JSON\""
echo "KEY=$KEY"
echo "DRAFTS=$DRAFTS"

step "Write a document. 201: it was created. The ETag is its revision."
run <<'CURL'
curl -sS -i -X PUT "$URL/v1/resources/$KEY" -H "$AUTH" -H "$JSON" -d '{"value": {"text": "tea", "cups": 1}}'
CURL

step "Read it."
run <<'CURL'
curl -sS "$URL/v1/resources/$KEY" -H "$AUTH" | jq
CURL
REV=$(jq -r .rev <<<"$answer")
echo "REV=$REV"

step "Read it again, only if it has changed. 304: it has not, and there is no body."
run <<'CURL'
curl -sS -i "$URL/v1/resources/$KEY" -H "$AUTH" -H "If-None-Match: \"$REV\""
CURL

step "Create only. 412: there is one already, at current_rev. All problems look like this (RFC 9457)."
run <<'CURL'
curl -sS -i -X PUT "$URL/v1/resources/$KEY" -H "$AUTH" -H "$JSON" -H "If-None-Match: *" -d '{"value": "mine"}'
CURL

step "Replace the revision that was read: nobody's change is overwritten unseen."
run <<'CURL'
curl -sS -X PUT "$URL/v1/resources/$KEY" -H "$AUTH" -H "$JSON" -H "If-Match: \"$REV\"" \
  -d '{"value": {"text": "tea", "cups": 2}}' | jq -c .value
CURL

step "The same again: what was read is not what is there any more."
run <<'CURL'
curl -sS -X PUT "$URL/v1/resources/$KEY" -H "$AUTH" -H "$JSON" -H "If-Match: \"$REV\"" \
  -d '{"value": {"text": "tea", "cups": 2}}' | jq
CURL

step "Change a part with a JSON Merge Patch (RFC 7396): null takes a member away."
run <<'CURL'
curl -sS -X PATCH "$URL/v1/resources/$KEY" -H "$AUTH" -H "Content-Type: application/merge-patch+json" \
  -d '{"milk": true, "text": null}' | jq -c .value
CURL

step "Change a part with a JSON Patch (RFC 6902), if it is what it is thought to be."
run <<'CURL'
curl -sS -X PATCH "$URL/v1/resources/$KEY" -H "$AUTH" -H "Content-Type: application/json-patch+json" \
  -d '[{"op": "test", "path": "/cups", "value": 2}, {"op": "replace", "path": "/cups", "value": 3}]' | jq -c .value
CURL

step "The same again: the test does not hold any more. 409, and nothing was changed."
run <<'CURL'
curl -sS -X PATCH "$URL/v1/resources/$KEY" -H "$AUTH" -H "Content-Type: application/json-patch+json" \
  -d '[{"op": "test", "path": "/cups", "value": 2}, {"op": "replace", "path": "/cups", "value": 3}]' | jq
CURL

step "Name an effect, and it happens once. The second answer is the first one again, marked Idempotency-Replayed."
ORDER="order-$REV"
echo "ORDER=$ORDER"
for _ in first second; do
    run <<'CURL'
curl -sS -i -X PUT "$URL/v1/resources/$KEY" -H "$AUTH" -H "$JSON" -H "Idempotency-Key: $ORDER" \
  -d '{"value": {"cups": 4}}'
CURL
done
REV=$(tail -n 1 <<<"$answer" | jq -r .rev)
echo "REV=$REV"

step "Several documents at once: all guards hold and everything is written at one revision, or nothing is."
run <<'CURL'
curl -sS "$URL/v1/resources/transaction" -H "$AUTH" -H "$JSON" -d '{"operations": [
  {"op": "check", "key": "'$KEY'", "if_rev": '$REV'},
  {"op": "put", "key": "'$DRAFTS/one'", "value": 1, "if_rev": 0},
  {"op": "put", "key": "'$DRAFTS/two'", "value": 2, "if_rev": 0},
  {"op": "put", "key": "'$DRAFTS/three'", "value": 3, "if_rev": 0}]}' | jq -c '.revision, .results[]'
CURL

step "List by prefix, page by page. All pages show the revision of the first, whatever is written meanwhile."
run <<'CURL'
curl -sS "$URL/v1/resources?prefix=$DRAFTS/&limit=2" -H "$AUTH" | jq '{keys: [.items[].key], revision, next_cursor}'
CURL
CURSOR=$(jq -r .next_cursor <<<"$answer")
echo "CURSOR=$CURSOR"
run <<'CURL'
curl -sS "$URL/v1/resources?prefix=$DRAFTS/&limit=2&cursor=$CURSOR" -H "$AUTH" | jq '{keys: [.items[].key], revision}'
CURL

step "Watch: first what is there, then what happens. A watch goes on for ever; this one is cut off after two seconds."
run <<'CURL'
curl -sN --max-time 2 "$URL/v1/resources/events?prefix=example/curl/&snapshot=true" -H "$AUTH"
CURL
SEEN=$(sed -n 's/^id: //p' <<<"$answer" | tail -n 1)
echo "SEEN=$SEEN"

step "Delete what is at the revision that was seen, while nobody watches …"
run <<'CURL'
curl -sS -X DELETE "$URL/v1/resources/$KEY" -H "$AUTH" -H "If-Match: \"$REV\"" | jq -c
CURL

step "… and resume after the last id that was seen: nothing is missed, nothing comes twice."
run <<'CURL'
curl -sN --max-time 2 "$URL/v1/resources/events?prefix=example/curl/" -H "$AUTH" -H "Last-Event-ID: $SEEN"
CURL

step "It is gone. 404."
run <<'CURL'
curl -sS "$URL/v1/resources/$KEY" -H "$AUTH" | jq
CURL
