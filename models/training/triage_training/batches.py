"""Lists of ids into tensors."""

import torch

from .vocabulary import PAD


def pad(batch):
    """Lists of ids to ids and mask, both int64 [batch, longest]."""
    longest = max(len(ids) for ids in batch)
    ids = torch.full((len(batch), longest), PAD)
    mask = torch.zeros((len(batch), longest), dtype=torch.int64)
    for row, piece_ids in enumerate(batch):
        ids[row, :len(piece_ids)] = torch.tensor(piece_ids)
        mask[row, :len(piece_ids)] = 1
    return ids, mask


def of_like_length(encoded, size):
    """Rows of `encoded` in groups of `size`, sorted by length, so that short texts are not padded to long ones."""
    order = sorted(range(len(encoded)), key=lambda row: len(encoded[row]))
    return [order[start:start + size] for start in range(0, len(order), size)]
