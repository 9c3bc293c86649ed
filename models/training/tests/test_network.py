import numpy as np
import torch

from triage_training.export import export, open_session, quantise_rows, run
from triage_training.labels import HEADS
from triage_training.model import TriageNetwork, pad

PIECES = 500


def tiny_network():
    torch.manual_seed(0)
    network = TriageNetwork(torch.randn(PIECES, 200), dropout=0.1).eval()
    torch.nn.init.normal_(network.correction.weight, std=0.1)
    return network


def test_padding_does_not_change_a_score():
    network, short, long = tiny_network(), [2, 7, 8, 3], [2, *range(10, 60), 3]
    with torch.no_grad():
        alone, padded = network(*pad([short])), network(*pad([short, long]))
    for head in HEADS:
        assert torch.allclose(alone[head][0], padded[head][0], atol=1e-5)


def test_the_order_of_pieces_changes_a_score():
    with torch.no_grad():
        logits = tiny_network()(*pad([[2, 7, 8, 9, 3], [2, 9, 7, 8, 3]]))["topic"]
    assert not torch.allclose(logits[0], logits[1], atol=1e-3)


def test_the_exported_model_says_what_the_network_says_and_ignores_padding(tmp_path):
    network = tiny_network()
    export(network, tmp_path / "model.onnx")
    session = open_session(tmp_path / "model.onnx")
    texts = [[2, 3], [2, 7, 8, 3], [2, *range(10, 264), 3]]
    together, alone = run(session, texts), run(session, texts, batch=1)
    with torch.no_grad():
        wanted = network(*pad(texts))
    for head, labels in HEADS.items():
        assert together[head].shape == (3, len(labels))
        assert np.allclose(together[head], alone[head], atol=1e-4)
        assert np.allclose(together[head], wanted[head].numpy(), atol=0.05)  # int8 rows


def test_a_quantised_row_is_within_half_a_scale():
    table = np.random.default_rng(0).normal(size=(50, 16)).astype(np.float32)
    table[0] = 0
    rows, scales = quantise_rows(table)
    assert rows.dtype == np.int8
    assert (np.abs(rows * scales - table) <= scales / 2 + 1e-6).all()
