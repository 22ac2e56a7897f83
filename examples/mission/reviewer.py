#!/usr/bin/env python3
"""Reads what was made, and sends it back with a reason when something is missing."""

import csv
import io
import json
import sys

from files import fetch, tell

item = json.load(sys.stdin)["item"]
text = fetch(item["mission_id"], item["item_id"], "report")
points = csv.DictReader(io.StringIO(fetch(item["mission_id"], "clean", "data")))
missing = [point["name"] for point in points if point["name"] not in text]
if missing:
    tell("result", verdict="rework", feedback=f"these points are missing: {', '.join(missing)}")
elif "Total:" not in text:
    tell("result", verdict="rework", feedback="the total is missing")
else:
    tell("result", verdict="pass")
