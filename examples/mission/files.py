"""What other items have made, and what this one makes."""

import json
import os
import pathlib
import subprocess

CHARTER = os.environ.get("CHARTER_BIN", "charter")


def fetch(mission_id, item_id, kind):
    """The newest artifact of this kind that an item has made, as text."""
    command = [CHARTER, "artifact", "list", "--mission", mission_id, "--item", item_id, "--kind", kind, "--json"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    newest = max((json.loads(line) for line in listed.splitlines()), key=lambda artifact: artifact["created_at"])
    command = [CHARTER, "artifact", "fetch", newest["artifact_id"], "--output", "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def keep(kind, name, text):
    """Leaves a file where the worker finds it: the folder's name is its kind."""
    folder = pathlib.Path(os.environ["CHARTER_ARTIFACTS"], kind)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)


def tell(kind, **members):
    """An event of the run, or its result."""
    print(json.dumps({"kind": kind, **members}), flush=True)
