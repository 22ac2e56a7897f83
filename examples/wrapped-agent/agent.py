"""Stands in for an agent of any make: it knows nothing of Charter but what it reads and what it prints.

It reads the run as JSON on standard input, prints what it does as lines of JSON, leaves its result in a folder, and says
by its exit status how it went. `charter worker` does the rest: lease, heartbeats, reports, uploads, time limits.
"""

import json
import os
import pathlib
import subprocess
import sys


def say(kind, **what):
    print(json.dumps({"kind": kind, **what}), flush=True)


def use_tool(tool, call_id, text):
    """Agents call tools; this one calls those of the system, and tells."""
    say("tool_started", tool=tool, call_id=call_id, arguments={"characters": len(text)})
    done = subprocess.run([tool, "-w"], input=text, text=True, stdout=subprocess.PIPE, timeout=10)
    say("tool_finished", tool=tool, call_id=call_id, succeeded=done.returncode == 0, result=done.stdout.strip())
    return int(done.stdout)


run = json.load(sys.stdin)["run"]
text = run["input"]["text"]

say("progress", step="Reading", percent=10)
words = use_tool("wc", "c1", text)

say("progress", step="Writing", percent=60)
print("a line that is no JSON is a log line")
answer = pathlib.Path(os.environ["CHARTER_ARTIFACTS"], "answer", "answer.md")
answer.parent.mkdir()
answer.write_text(f"# {run['title']}\n\nIt has {words} words, and begins with “{text.split()[0]}”.\n", encoding="utf-8")

say("usage", tokens=3 * words, cost_micros=40 * words)
say("result", output={"words": words})
