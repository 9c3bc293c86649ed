#!/usr/bin/env bash
# Makes dashboard.png: the Grafana dashboard's own queries, asked of a Prometheus that scrapes a cluster of processes for some
# minutes while contacts come and things happen to it. Needs Prometheus, Chromium and jq. Usage: docs/images/dashboard.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=$(mktemp -d)
cluster="$work/cluster"
prometheus=localhost:19090
started=()

clean() {
  kill "${started[@]}" 2>/dev/null || true
  ./triage cluster down --folder "$cluster" >/dev/null || true
  rm -rf "$work"
}
trap clean EXIT

# The same bundle under a second version, to be swapped in.
cp -r models/bundles "$work/models"
active=$(jq -r '.active.name + "/" + .active.version' models/bundles/release.json)
next="${active%.*}.99"
cp -r "$work/models/$active" "$work/models/$next"
sed -i "s/\"version\": *\"${active#*/}\"/\"version\": \"${next#*/}\"/" "$work/models/$next/manifest.json"

python3 - "$work" <<'PYTHON'
import glob, json, random, sys

texts = [json.loads(line)["text"] for name in sorted(glob.glob("models/contacts/*.jsonl")) for line in open(name, encoding="utf-8")]
random.Random(1).shuffle(texts)


def write(name, first, last, ending=""):
    with open(f"{sys.argv[1]}/{name}.jsonl", "w", encoding="utf-8") as file:
        for i in range(first, last):
            file.write(json.dumps({"id": f"{name}-{i}", "text": texts[i % len(texts)] + ending}, ensure_ascii=False) + "\n")


write("steady", 0, 17000)
write("burst", 0, 12000, " please")
PYTHON

./triage cluster up --folder "$cluster" --set "models.directory=$work/models"
broker=$(./triage cluster status --folder "$cluster" | awk '$1 == "broker" { print $4 }')
flink=$(./triage cluster status --folder "$cluster" | awk '$1 == "jobmanager" { print $4 }')
job=$(curl -s "$flink/jobs/overview" | jq -r '.jobs[0].jid')
# As shipped, but for other clusters on this machine: every port that a process may have taken, and of what answers there our job.
cp config/prometheus/rules.yaml "$work"
jq -n --arg job "$job" '{static_configs: [{targets: [range(9249; 9270) | "localhost:\(.)"]}],
  metric_relabel_configs: [{source_labels: ["job_id"], regex: $job, action: "keep"}]}' > "$work/ours.json"
sed "/static_configs/,\$d" config/prometheus/prometheus.yaml > "$work/prometheus.yaml"
jq -r 'to_entries[] | "    \(.key): \(.value | tojson)"' "$work/ours.json" >> "$work/prometheus.yaml"
prometheus --config.file="$work/prometheus.yaml" --storage.tsdb.path="$work/metrics" \
  --web.listen-address="$prometheus" --log.level=error &
started+=($!)
begin=$(date +%s)
./triage load --bootstrap "$broker" --rate 30 "$work/steady.jsonl" >/dev/null &
started+=($!)

sleep 45
./triage policy publish --bootstrap "$broker" --reason "the same again" --timeout 60
sleep 20
./triage model release "$next" --models "$work/models"
sleep 30
head -600 "$work/steady.jsonl" > "$work/again.jsonl"
./triage load --bootstrap "$broker" --rate 20 "$work/again.jsonl" >/dev/null
sleep 10
kill -9 "$(./triage cluster status --folder "$cluster" | awk '$1 == "taskmanager-2" { print $3 }')"
./triage cluster start --folder "$cluster"
sleep 80
./triage load --bootstrap "$broker" "$work/burst.jsonl" >/dev/null
sleep 80

python3 docs/images/render_dashboard.py "http://$prometheus" "$begin" "$(date +%s)" > "$work/dashboard.html"
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1392,1135 \
  --screenshot=docs/images/dashboard.png "file://$work/dashboard.html" 2>/dev/null
