#!/usr/bin/env python3
"""Plans: says what is to be done, in which order, and who judges it, as work items in strict JSON."""

import json
import pathlib
import sys

json.load(sys.stdin)  # The run, its mission and its item; this plan is always the same.
survey = pathlib.Path(__file__).with_name("survey.csv").read_text()
items = [
    {"item_id": "clean", "title": "Clean the survey", "inputs": {"csv": survey}, "gate_artifacts": ["data"]},
    {"item_id": "legs", "title": "Measure the legs", "depends_on": ["clean"], "gate_artifacts": ["data"]},
    {
        "item_id": "report",
        "title": "Write the report",
        "depends_on": ["clean", "legs"],
        "gates": "both",
        "gate_artifacts": ["report"],
    },
]
print(json.dumps({"kind": "result", "items": items, "output": {"planned": len(items)}}))
