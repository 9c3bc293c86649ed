"""The deep network: a transformer that starts from MiniLM's layers, two poolings, one hidden layer, the heads."""

import numpy as np
import torch
from torch import nn

from .labels import OUTPUTS
from .vocabulary import MAX_TOKENS, PAD

WIDTH = 384
LAYERS = 6
ATTENTION_HEADS = 12
INNER = 1536
HIDDEN = 384
EPSILON = 1e-12
FAR = -1e4  #: what padding counts as in a maximum or a softmax


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT's are."""

    def __init__(self, dropout):
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.gather = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states, bias):
        texts, tokens, _ = states.shape
        split = self.query_key_value(states).view(texts, tokens, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        seen = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        seen = self.gather(seen.transpose(1, 2).reshape(texts, tokens, WIDTH))
        states = self.norm1(states + self.dropout(seen))
        return self.norm2(states + self.dropout(self.narrow(nn.functional.gelu(self.widen(states)))))


class Encoder(nn.Module):
    """Maps ids and mask (int64 [texts, tokens]) to states (float32 [texts, tokens, WIDTH])."""

    def __init__(self, vectors, dropout, layers=LAYERS):
        """`vectors`: float32 [pieces, WIDTH], the starting vectors."""
        super().__init__()
        self.pieces = nn.Embedding(len(vectors), WIDTH, padding_idx=PAD, sparse=True)
        self.pieces.weight.data = torch.as_tensor(vectors, dtype=torch.float32).clone()
        self.places = nn.Parameter(torch.zeros(MAX_TOKENS, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)

    def start_from(self, weights, layers=None):
        """Takes MiniLM's weights (see `minilm`), all but its piece vectors; `layers`: which of its six, by default the first."""
        def tensor(name):
            return torch.from_numpy(np.array(weights[name]))

        self.places.data = (tensor("embeddings.position_embeddings.weight")[:MAX_TOKENS]
                            + tensor("embeddings.token_type_embeddings.weight")[0])
        self.norm.weight.data = tensor("embeddings.LayerNorm.weight")
        self.norm.bias.data = tensor("embeddings.LayerNorm.bias")
        for number, layer in zip(layers or range(len(self.layers)), self.layers):
            source = f"encoder.layer.{number}."
            for part in ("weight", "bias"):
                layer.query_key_value.get_parameter(part).data = torch.cat(
                    [tensor(f"{source}attention.self.{name}.{part}") for name in ("query", "key", "value")])
                for own, name in ((layer.gather, "attention.output.dense"), (layer.norm1, "attention.output.LayerNorm"),
                                  (layer.widen, "intermediate.dense"), (layer.narrow, "output.dense"),
                                  (layer.norm2, "output.LayerNorm")):
                    own.get_parameter(part).data = tensor(f"{source}{name}.{part}")
        return self

    def forward(self, ids, mask):
        states = self.dropout(self.norm(self.pieces(ids) + self.places[:ids.shape[1]]))
        bias = ((1 - mask.float()) * FAR)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, bias)
        return states


def mean_over(states, mask):
    """The mean state of each text, padding left out: float32 [texts, WIDTH]."""
    seen = mask.unsqueeze(-1).float()
    return (states.float() * seen).sum(dim=1) / seen.sum(dim=1)


class DeepNetwork(nn.Module):
    """Maps ids and mask (int64 [texts, tokens]) to a dict of logits (float32 [texts, labels])."""

    def __init__(self, encoder, dropout, outputs=OUTPUTS):
        """`outputs`: {head: number of labels}."""
        super().__init__()
        self.encoder = encoder
        self.hidden = nn.Linear(2 * WIDTH, HIDDEN)
        self.heads = nn.ModuleDict({name: nn.Linear(HIDDEN, count) for name, count in outputs.items()})
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids, mask):
        hidden = self.sense(ids, mask)
        return {name: head(hidden) for name, head in self.heads.items()}

    def sense(self, ids, mask):
        """What the heads see of a text: float32 [texts, HIDDEN]."""
        states = self.encoder(ids, mask).float()
        highest = (states + (1 - mask.unsqueeze(-1).float()) * FAR).amax(dim=1)
        pooled = torch.cat([mean_over(states, mask), highest], dim=-1)
        return self.dropout(torch.relu(self.hidden(self.dropout(pooled))))
