"""Writes the manifest of a bundle: what is in it, how to call it, how to read its scores."""

import hashlib
import json

from .golden import TOLERANCE
from .labels import HEADS
from .vocabulary import MAX_TOKENS

DESCRIPTION = ("Topic, urgency, harm and language of one support contact; English, Malay, Indonesian, Chinese and "
               "mixed text, other languages weakly.")


def write_manifest(folder, heads, created):
    """Writes manifest.json over all other files of `folder`, which is named NAME/VERSION; `heads` is the calibration."""
    files = {path.name: {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "bytes": path.stat().st_size}
             for path in sorted(folder.iterdir()) if path.name != "manifest.json"}
    manifest = {
        "schemaVersion": 1,
        "name": folder.parent.name,
        "version": folder.name,
        "created": created,
        "licence": "Apache-2.0",
        "description": DESCRIPTION,
        "files": files,
        "tokenizer": {"kind": "wordpiece", "file": "tokenizer.json"},
        "maxTokens": MAX_TOKENS,
        "tiers": {"fast": {
            "file": "model.onnx",
            "inputs": {"ids": "input_ids", "mask": "attention_mask"},
            "outputs": {name: f"{name}_logits" for name in HEADS},
        }},
        "heads": {name: {"labels": list(labels)} | heads[name] for name, labels in HEADS.items()},
        "golden": {"file": "golden.jsonl", "tolerance": TOLERANCE},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
