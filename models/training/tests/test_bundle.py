import hashlib
import json

import numpy as np
import pytest

from triage_training.bundle import write_manifest
from triage_training.golden import HAND_WRITTEN, write_golden
from triage_training.labels import HEADS
from triage_training.vocabulary import make_tokenizer

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "card"]
CASCADE = {"topicBelow": 0.6, "urgencyBelow": 0.6, "harm": {}}


def folder_with(tmp_path, *files):
    folder = tmp_path / "contact-triage" / "2.0.0"
    folder.mkdir(parents=True)
    for name in files:
        (folder / name).write_text(name)
    return folder


def part(threshold):
    return {"calibration": {"general": {}}, "thresholds": {"scam": threshold}}


def constant(value):
    return lambda ids: {head: np.full((len(ids), len(labels)), value) for head, labels in HEADS.items()}


def test_the_manifest_names_every_file_and_both_tiers_with_their_own_numbers(tmp_path):
    folder = folder_with(tmp_path, "fast.onnx", "deep.onnx", "golden.jsonl")
    write_manifest(folder, {"fast": part(0.3), "deep": part(0.5) | {"operatorDomains": ["com.microsoft"]}}, CASCADE,
                   "2026-11-22")
    manifest = json.loads((folder / "manifest.json").read_text())
    assert (manifest["schemaVersion"], manifest["name"], manifest["version"]) == (2, "contact-triage", "2.0.0")
    assert manifest["files"]["deep.onnx"] == {"sha256": hashlib.sha256(b"deep.onnx").hexdigest(), "bytes": 9}
    assert [tier["file"] for tier in manifest["tiers"].values()] == ["fast.onnx", "deep.onnx"]
    assert [tier["thresholds"]["scam"] for tier in manifest["tiers"].values()] == [0.3, 0.5]
    assert manifest["tiers"]["deep"]["operatorDomains"] == ["com.microsoft"]
    assert manifest["cascade"] == CASCADE
    assert manifest["heads"]["urgency"] == {"labels": list(HEADS["urgency"])}


def test_a_bundle_of_one_tier_has_no_cascade(tmp_path):
    folder = folder_with(tmp_path, "fast.onnx")
    write_manifest(folder, {"fast": part(0.3)}, None, "2026-11-22")
    assert "cascade" not in json.loads((folder / "manifest.json").read_text())


@pytest.mark.parametrize("tiers, cascade", [(("fast",), CASCADE), (("fast", "deep"), None)])
def test_a_cascade_without_a_deep_tier_or_the_other_way_round_is_refused(tmp_path, tiers, cascade):
    with pytest.raises(ValueError, match="cascade"):
        write_manifest(folder_with(tmp_path), {tier: part(0.3) for tier in tiers}, cascade, "2026-11-22")


def test_a_golden_row_has_the_answers_of_every_tier_and_prepared_texts(tmp_path):
    write_golden(tmp_path / "golden.jsonl", make_tokenizer(PIECES), lambda texts: [text.upper() for text in texts],
                 {"fast": constant(0.25), "deep": constant(0.5)}, contacts=[])
    rows = [json.loads(line) for line in (tmp_path / "golden.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["text"] for row in rows][:len(HAND_WRITTEN)] == [text.upper() for text in HAND_WRITTEN]
    assert rows[0]["ids"] == [2, 3]
    assert rows[0]["expected"]["fast"]["urgency"] == [0.25] * 4
    assert {head: len(values) for head, values in rows[0]["expected"]["deep"].items()} == {
        head: len(labels) for head, labels in HEADS.items()}
