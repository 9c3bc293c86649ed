"""The fast network: piece vectors, one convolution of width three, four poolings, one hidden layer, four heads."""

import torch
from torch import nn

from .encoder import FAR
from .labels import OUTPUTS
from .vocabulary import PAD

WIDTH = 160  #: dimensions of a piece vector
FILTERS = 256  #: outputs of the convolution
HIDDEN = 384
CONTEXT = 3  #: pieces the convolution sees at once


class FastNetwork(nn.Module):
    """Maps ids and mask (int64 [batch, tokens]) to a dict of logits (float32 [batch, labels]).

    A piece vector is the frozen multilingual vector times one learned projection, plus a small learned correction:
    so pieces that training never saw move along with the ones it did. `table` gives the product, which is all that
    is exported.
    """

    def __init__(self, vectors, dropout, outputs=OUTPUTS):
        """`vectors`: float32 [pieces, d], the starting vectors; `outputs`: {head: number of labels}."""
        super().__init__()
        vectors = torch.as_tensor(vectors)
        self.register_buffer("vectors", vectors)
        self.projection = nn.Parameter(principal_axes(vectors, WIDTH))
        self.correction = nn.Embedding(len(vectors), WIDTH, padding_idx=PAD, sparse=True)
        nn.init.zeros_(self.correction.weight)
        self.convolution = nn.Linear(CONTEXT * WIDTH, FILTERS)
        self.attention = nn.Linear(FILTERS, 1)
        self.hidden = nn.Linear(WIDTH + 3 * FILTERS, HIDDEN)
        self.heads = nn.ModuleDict({name: nn.Linear(HIDDEN, count) for name, count in outputs.items()})
        self.dropout = nn.Dropout(dropout)

    def table(self):
        """The piece vectors, float32 [pieces, WIDTH]."""
        return self.vectors @ self.projection + self.correction.weight

    def embed(self, ids):
        pieces, places = ids.unique(return_inverse=True)
        return nn.functional.embedding(places, self.vectors[pieces] @ self.projection + self.correction(pieces))

    def forward(self, ids, mask):
        hidden = self.sense(ids, mask)
        return {name: head(hidden) for name, head in self.heads.items()}

    def sense(self, ids, mask):
        """What the heads see of a text: float32 [texts, HIDDEN]."""
        seen = mask.unsqueeze(-1).float()
        pieces = self.embed(ids) * seen
        padded = nn.functional.pad(pieces, (0, 0, 1, 1))
        context = torch.cat([padded[:, :-2], pieces, padded[:, 2:]], dim=-1)
        filtered = torch.relu(self.convolution(context))
        count = seen.sum(dim=1)
        focus = torch.softmax(self.attention(filtered) + (1 - seen) * FAR, dim=1)
        pooled = torch.cat([
            pieces.sum(dim=1) / count,
            (filtered * seen).sum(dim=1) / count,
            (filtered + (1 - seen) * FAR).amax(dim=1),
            (filtered * focus).sum(dim=1),
        ], dim=-1)
        return self.dropout(torch.relu(self.hidden(self.dropout(pooled))))


def principal_axes(vectors, width):
    """The first `width` principal axes of `vectors` [n, d] as a projection [d, width], scaled to unit mean variance."""
    _, axes = torch.linalg.eigh(vectors.T @ vectors / len(vectors))
    projection = axes.flip(1)[:, :width]
    return projection / (vectors @ projection).std()
