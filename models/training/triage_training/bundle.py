"""Writes the manifest of a bundle: what is in it, how to call it, how to read its scores."""

import hashlib
import json

from .golden import TOLERANCE
from .labels import HEADS
from .vocabulary import MAX_TOKENS

DESCRIPTION = ("Topic, urgency, harm and language of one support contact; English, Malay, Indonesian, Chinese and "
               "mixed text, other languages weakly.")


def write_manifest(folder, tiers, cascade, created):
    """Writes manifest.json over all other files of `folder`, which is named NAME/VERSION.

    `tiers` is {"fast": part, "deep": part}, the deep one optional; a part holds `calibration`, `thresholds` and, where the
    network needs it, `operatorDomains`. The networks are fast.onnx and deep.onnx. `cascade` says when the deep tier is
    asked; None without one.
    """
    if ("deep" in tiers) != (cascade is not None):
        raise ValueError(f"wanted a cascade with a deep tier and only then, found tiers {sorted(tiers)}, cascade {cascade}")
    files = {path.name: {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "bytes": path.stat().st_size}
             for path in sorted(folder.iterdir()) if path.name != "manifest.json"}
    manifest = {
        "schemaVersion": 2,
        "name": folder.parent.name,
        "version": folder.name,
        "created": created,
        "licence": "Apache-2.0",
        "description": DESCRIPTION,
        "files": files,
        "tokenizer": {"kind": "wordpiece", "file": "tokenizer.json"},
        "maxTokens": MAX_TOKENS,
        "heads": {name: {"labels": list(labels)} for name, labels in HEADS.items()},
        "tiers": {tier: {
            "file": f"{tier}.onnx",
            "inputs": {"ids": "input_ids", "mask": "attention_mask"},
            "outputs": {name: f"{name}_logits" for name in HEADS},
        } | part for tier, part in tiers.items()},
        "golden": {"file": "golden.jsonl", "tolerance": TOLERANCE},
    }
    if cascade is not None:
        manifest["cascade"] = cascade
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
