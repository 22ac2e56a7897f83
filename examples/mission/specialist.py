#!/usr/bin/env python3
"""Does the work: cleans the survey, measures the legs, writes the report."""

import csv
import io
import json
import math
import sys

from files import fetch, keep, tell


def clean(item):
    rows = csv.DictReader(io.StringIO(item["inputs"]["csv"]))
    points = [row | {"name": row["name"].strip()} for row in rows if row["x"] and row["y"]]
    keep("data", "points.csv", "\n".join(["name,x,y"] + [f"{p['name']},{p['x']},{p['y']}" for p in points]) + "\n")
    return {"points": len(points)}


def legs(item):
    points = list(csv.DictReader(io.StringIO(fetch(item["mission_id"], "clean", "data"))))
    lines = ["from,to,km"]
    for number, (start, end) in enumerate(zip(points, points[1:])):
        tell("progress", step=f"Leg {number + 1}", percent=100 * number // (len(points) - 1))
        distance = math.dist(*[(float(point["x"]), float(point["y"])) for point in (start, end)])
        lines.append(f"{start['name']},{end['name']},{distance:g}")
    keep("data", "legs.csv", "\n".join(lines) + "\n")
    return {"legs": len(lines) - 1}


def report(item):
    measured = list(csv.DictReader(io.StringIO(fetch(item["mission_id"], "legs", "data"))))
    lines = ["# The coast", ""] + [f"- {leg['from']} to {leg['to']}: {leg['km']} km" for leg in measured]
    # The first draft forgets what the reviewer will ask for; what was said is done.
    if any("total" in feedback["feedback"] for feedback in item["feedback"]):
        lines += ["", f"Total: {sum(float(leg['km']) for leg in measured):g} km"]
    keep("report", "coast.md", "\n".join(lines) + "\n")
    return {"lines": len(lines)}


item = json.load(sys.stdin)["item"]
tell("progress", step=item["title"], percent=0)
tell("result", output={"clean": clean, "legs": legs, "report": report}[item["item_id"]](item))
