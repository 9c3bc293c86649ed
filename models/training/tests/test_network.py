import numpy as np
import pytest
import torch

from triage_training.batches import of_like_length, pad
from triage_training.encoder import WIDTH, DeepNetwork, Encoder
from triage_training.export import (
    export_deep, export_fast, measure_reach, open_session, quantise_columns, quantise_rows, run)
from triage_training.fast import FastNetwork
from triage_training.labels import HEADS

PIECES = 500
TEXTS = [[2, 3], [2, 7, 8, 3], [2, *range(10, 262), 3]]


def tiny_fast():
    torch.manual_seed(0)
    network = FastNetwork(torch.randn(PIECES, 200), dropout=0.1).eval()
    torch.nn.init.normal_(network.correction.weight, std=0.1)
    return network


def tiny_deep():
    torch.manual_seed(0)
    network = DeepNetwork(Encoder(torch.randn(PIECES, WIDTH), 0.1, layers=2), dropout=0.1).eval()
    torch.nn.init.normal_(network.encoder.places)
    return network


def export_deep_in_8_bits(network, path):
    export_deep(network, path, TEXTS)


NETWORKS = pytest.mark.parametrize("make, export", [(tiny_fast, export_fast), (tiny_deep, export_deep_in_8_bits)], ids=["fast", "deep"])


@NETWORKS
def test_padding_does_not_change_a_score(make, export):
    network, short, long = make(), [2, 7, 8, 3], [2, *range(10, 60), 3]
    with torch.no_grad():
        alone, padded = network(*pad([short])), network(*pad([short, long]))
    for head in HEADS:
        assert torch.allclose(alone[head][0], padded[head][0], atol=1e-5)


@NETWORKS
def test_the_order_of_pieces_changes_a_score(make, export):
    with torch.no_grad():
        logits = make()(*pad([[2, 7, 8, 9, 3], [2, 9, 7, 8, 3]]))["topic"]
    assert not torch.allclose(logits[0], logits[1], atol=1e-3)


@NETWORKS
def test_the_exported_model_says_what_the_network_says_and_ignores_padding(make, export, tmp_path):
    network = make()
    export(network, tmp_path / "model.onnx")
    session = open_session(tmp_path / "model.onnx")
    together, alone = run(session, TEXTS), run(session, TEXTS, batch=1)
    with torch.no_grad():
        wanted = network(*pad(TEXTS))
    for head, labels in HEADS.items():
        assert together[head].shape == (3, len(labels))
        assert np.allclose(together[head], alone[head], atol=1e-4)
        assert np.allclose(together[head], wanted[head].numpy(), atol=0.05)  # int8 rows and matrices


def test_the_deep_model_in_float32_says_the_same_to_four_places(tmp_path):
    network, texts = tiny_deep(), [[2, 3], [2, 7, 8, 3]]
    network.encoder.pieces.weight.data.round_()  # so that int8 rows lose nothing
    network.encoder.pieces.weight.data[:, 0] = 127
    export_deep(network, tmp_path / "model.onnx")
    with torch.no_grad():
        wanted = network(*pad(texts))
    for head, given in run(open_session(tmp_path / "model.onnx"), texts).items():
        assert np.allclose(given, wanted[head].numpy(), atol=1e-4)


def test_a_quantised_row_is_within_half_a_scale():
    table = np.random.default_rng(0).normal(size=(50, 16)).astype(np.float32)
    table[0] = 0
    rows, scales = quantise_rows(table)
    assert rows.dtype == np.int8
    assert (np.abs(rows * scales - table) <= scales / 2 + 1e-6).all()


def test_texts_of_like_length_share_a_batch():
    assert of_like_length([[1] * 9, [1], [1] * 8, [1, 1]], 2) == [[1, 3], [2, 0]]


def test_a_quantised_column_is_within_half_a_scale_where_it_is_not_cut():
    table = np.random.default_rng(0).normal(size=(50, 16)).astype(np.float32)
    table[3] = 0
    columns, scales = quantise_columns(table)
    assert columns.dtype == np.uint8
    assert (columns[3] == 128).all()
    off = np.abs((columns.astype(np.float32) - 128) * scales - table)
    assert (off <= scales / 2 + 1e-6)[np.abs(table) <= 127 * scales].all()
    assert (np.abs(table) <= 127 * scales).mean() > 0.95


def test_the_reach_of_a_layer_leaves_padding_out():
    network = tiny_deep()
    alone, among_longer = (measure_reach(network, texts) for texts in ([[2, 3]], [[2, 3], [2, 7, 8, 9, 3]]))
    longer = measure_reach(network, [[2, 7, 8, 9, 3]])
    for layer, (lowest, highest) in among_longer.items():
        assert np.allclose(lowest, np.minimum(alone[layer][0], longer[layer][0]), atol=1e-5)
        assert np.allclose(highest, np.maximum(alone[layer][1], longer[layer][1]), atol=1e-5)
