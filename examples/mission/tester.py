#!/usr/bin/env python3
"""Runs tests on what was made."""

import csv
import io
import json
import re
import sys
import unittest

from files import fetch, tell

item = json.load(sys.stdin)["item"]
TEXT = fetch(item["mission_id"], item["item_id"], "report")
LEGS = list(csv.DictReader(io.StringIO(fetch(item["mission_id"], "legs", "data"))))


class Report(unittest.TestCase):
    def test_each_leg_is_in_it(self):
        for leg in LEGS:
            self.assertIn(f"{leg['from']} to {leg['to']}: {leg['km']} km", TEXT)

    def test_the_total_is_that_of_the_legs(self):
        self.assertEqual(float(re.search(r"Total: ([\d.]+) km", TEXT)[1]), sum(float(leg["km"]) for leg in LEGS))


outcome = unittest.TextTestRunner(stream=sys.stderr).run(unittest.defaultTestLoader.loadTestsFromTestCase(Report))
failed = [str(case) for case, _ in outcome.failures + outcome.errors]
tell("result", verdict="rework" if failed else "pass", feedback="; ".join(failed), output={"tests": outcome.testsRun})
