"""A script for the legacy routes: logs payments on an event, reads them back, adds them up.

Written only from the description of the two routes, with only the standard library.
Usage: legacy_script.py URL PASSWORD EVENT_ID
"""

import json
import sys
import urllib.error
import urllib.parse
import urllib.request
from decimal import Decimal

url, password, event_id = sys.argv[1:]
base = f"{url}/api/g/{urllib.parse.quote(event_id, safe='')}"


def call(path, body=None, headers=None):
    request = urllib.request.Request(
        base + path,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": password, "Content-Type": "application/json", **(headers or {})},
    )
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, json.load(response, parse_float=Decimal)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def log(patron, amount, notes="", **headers):
    return call("/payment", {"patron": patron, "amount": amount, "notes": notes}, headers)


_, before = call("/payments")
paid = [("Maya Rivera", 125.5, "cash on the dock"), ("Tom Okafor", 300, ""), ("Inés Duarte", 0.07, "coins")]
ids = []
for patron, amount, notes in paid:
    status, answer = log(patron, amount, notes)
    assert status == 200, (status, answer)
    ids.append(answer["payment_id"])

# A script that runs again after a crash names what it sends.
key = {"Idempotency-Key": "script-2026-06-14-row-4"}
first = log("Maya Rivera", 10, "row 4", **key)
again = log("Maya Rivera", 10, "row 4", **key)
assert first == again, (first, again)

status, rows = call("/payments")
assert status == 200
added = rows[len(before):]
assert [row["payment_id"] for row in added] == [*ids, first[1]["payment_id"]], added
assert [(row["patron"], row["notes"]) for row in added[:3]] == [(patron, notes) for patron, _, notes in paid]
assert all({"amount", "patron", "timestamp", "notes"} <= row.keys() for row in rows)
assert [row["timestamp"] for row in rows] == sorted(row["timestamp"] for row in rows)
total = sum(Decimal(row["amount"]) for row in added)
assert total == Decimal("435.57"), total

assert log("Maya Rivera", -5)[0] == 400
assert log("", 5)[0] == 400
status, _ = call("/payments", headers={"Authorization": "wrong"})
assert status == 401, status
print(f"{len(added)} payments, {total}")
