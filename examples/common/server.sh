# Sourced by the examples that are made of processes: a server, tokens of other names, and nothing that is left behind.
set -euo pipefail
shopt -s inherit_errexit

common=$(dirname "${BASH_SOURCE[0]}")
temporary=$(mktemp -d)
export PYTHONDONTWRITEBYTECODE=1

# The binary: CHARTER_BIN, or the one on the path, or this repository's.
CHARTER_BIN="${CHARTER_BIN:-$(command -v charter || true)}"
if [[ -z "$CHARTER_BIN" ]]; then
    cargo build --quiet --manifest-path "$common/../../Cargo.toml" -p charter
    CHARTER_BIN=$(realpath "${CARGO_TARGET_DIR:-$common/../../target}/debug/charter")
fi
export CHARTER_BIN

charter() {
    timeout 100 "$CHARTER_BIN" "$@"
}

# Workers end before their server does.
server=
clean_up() {
    local workers
    workers=$(jobs -p | grep -vx "$server" || true)
    if [[ -n "$workers" ]]; then
        # What is stopped is not ended by SIGTERM alone. What has ended already needs no signal.
        kill $workers 2>/dev/null || true
        kill -CONT $workers 2>/dev/null || true
        wait $workers 2>/dev/null || true
    fi
    if [[ -n "$server" ]]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$temporary"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# The server of CHARTER_URL, if the key that its tokens are signed with lies beside its token; else one of our own, on a
# free port and with a store that goes away with it.
if [[ -z "${CHARTER_URL:-}" || ! -f "$(dirname "${CHARTER_TOKEN_FILE:-/}")/root.key" ]]; then
    mkfifo "$temporary/ready"
    timeout 300 "$CHARTER_BIN" serve --listen 127.0.0.1:0 --data-dir "$temporary/data" \
        >"$temporary/ready" 2>"$temporary/server.log" &
    server=$!
    # Its one line says that it listens.
    read -r _ <"$temporary/ready" || { cat "$temporary/server.log" >&2; exit 1; }
    CHARTER_URL=$(jq -r .url "$temporary/data/endpoint.json")
    CHARTER_TOKEN_FILE="$temporary/data/operator.token"
fi
export CHARTER_URL CHARTER_TOKEN_FILE
unset CHARTER_TOKEN CHARTER_DATA_DIR

# token_of NAME: a token of agent:NAME, which may do what a worker does and nothing else.
token_of() {
    charter token mint "agent:$1" --data-dir "$(dirname "$CHARTER_TOKEN_FILE")" --days 1 \
        --operation run:read --operation run:write --operation mission:read \
        --operation artifact:read --operation artifact:write \
        --operation approval:read --operation approval:write
}

# worker NAME ARGUMENTS…: a worker in the background, with a token of its own. What it prints is in $temporary/NAME.log.
worker() {
    local token
    token=$(token_of "$1")
    CHARTER_TOKEN=$token timeout 100 "$CHARTER_BIN" worker --name "$1" --grace 1 "${@:2}" >>"$temporary/$1.log" 2>&1 &
}

# tell MISSION [REVISION]: prints what happens to a mission after a revision, until it pauses or comes to its end.
tell() {
    coproc WATCH { exec timeout 100 "$CHARTER_BIN" mission watch "$1" --after "${2:-0}" --json; }
    local watch=$WATCH_PID
    jq --unbuffered -rn -f "$common/story.jq" <&"${WATCH[0]}"
    kill "$watch"
    wait "$watch" || true
}
