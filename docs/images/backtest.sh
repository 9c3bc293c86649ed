#!/usr/bin/env bash
# Makes backtest.png: a report of a realistic change, over our own labelled contacts as a week's contacts.
# Needs Chromium for the picture. Usage: docs/images/backtest.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 - > "$work/contacts.jsonl" <<'PYTHON'
import datetime, glob, json

contacts = [json.loads(line) for name in sorted(glob.glob("models/contacts/*.jsonl")) for line in open(name, encoding="utf-8")]
start, week = datetime.datetime(2026, 11, 9), datetime.timedelta(days=7)
for place, contact in enumerate(contacts):
    # Stepped over by a prime, so that languages and topics mix through the week.
    received = start + week * ((place * 7919) % len(contacts)) / len(contacts)
    print(json.dumps({"contactId": contact["id"], "channel": "in_app", "receivedAt": received.isoformat(timespec="seconds") + "Z",
                      "country": "MY", "body": contact["text"]}, ensure_ascii=False))
PYTHON

# The change: a topic that the model is only fairly sure of goes to its desk, and no longer to a generalist.
cp -r config/policies "$work/candidate"
sed -i 's/topic_confidence < 0\.4/topic_confidence < 0.3/' "$work/candidate/policies/uncertain.yaml"
sed -i 's/topic_confidence >= 0\.4/topic_confidence >= 0.3/' "$work/candidate/policies/scams.yaml"

./triage policy diff config/policies "$work/candidate"
./triage policy history "$work/contacts.jsonl" > "$work/history.jsonl"
./triage policy backtest --candidate "$work/candidate" --history "$work/history.jsonl" --html "$work/report.html" || true
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1100,1500 \
  --screenshot=docs/images/backtest.png "file://$work/report.html" 2>/dev/null
