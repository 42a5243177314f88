"""InfoNCE over a table of token vectors, and Adam that touches only the rows of a batch."""

import numpy as np
from scipy.sparse import csr_matrix

_BETA1, _BETA2, _EPSILON = 0.9, 0.999, 1e-8


def _count_matrix(texts):
    """Token counts as a sparse matrix [texts, distinct tokens], and the distinct tokens."""
    tokens, columns = np.unique(np.concatenate(texts), return_inverse=True)
    starts = np.concatenate([[0], np.cumsum([len(ids) for ids in texts])])
    counts = csr_matrix((np.ones(len(columns), np.float32), columns, starts), (len(texts), len(tokens)))
    return counts, tokens


def _same_texts(texts):
    """Which texts are equal: pairs of them are no negatives."""
    keys = {}
    numbers = np.array([keys.setdefault(ids.tobytes(), len(keys)) for ids in texts])
    same = numbers[:, None] == numbers[None, :]
    np.fill_diagonal(same, False)
    return same


def contrast(table, questions, passages, temperature):
    """
    The symmetric InfoNCE loss with in-batch negatives (cosine similarity times `temperature`).
    @returns the loss, the tokens it depends on and its gradient with respect to their rows
    """
    size = len(questions)
    counts, tokens = _count_matrix([*questions, *passages])
    sums = counts @ table[tokens]
    lengths = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    vectors = sums / lengths
    q, p = vectors[:size], vectors[size:]
    logits = temperature * (q @ p.T)
    logits[_same_texts(questions) | _same_texts(passages)] = -1e4
    loss, slope = 0.0, np.zeros_like(logits)
    for axis in (0, 1):
        shifted = np.exp(logits - logits.max(axis=axis, keepdims=True))
        share = shifted / shifted.sum(axis=axis, keepdims=True)
        loss -= np.log(np.maximum(np.diag(share), 1e-12)).mean() / 2
        share[np.diag_indices(size)] -= 1
        slope += share / (2 * size)
    slope *= temperature
    gradient = np.concatenate([slope @ p, slope.T @ q])
    gradient = (gradient - (gradient * vectors).sum(axis=1, keepdims=True) * vectors) / lengths
    return float(loss), tokens, counts.T @ gradient


class SparseAdam:
    """Adam (Kingma and Ba, 2015) with lazy rows: only those of the batch change, moments too."""

    def __init__(self, table):
        self._mean = np.zeros_like(table)
        self._square = np.zeros_like(table)
        self._steps = 0

    def step(self, table, tokens, gradient, rate):
        """Changes the rows of `tokens` in place."""
        self._steps += 1
        mean = _BETA1 * self._mean[tokens] + (1 - _BETA1) * gradient
        square = _BETA2 * self._square[tokens] + (1 - _BETA2) * gradient * gradient
        self._mean[tokens], self._square[tokens] = mean, square
        corrected = rate * np.sqrt(1 - _BETA2**self._steps) / (1 - _BETA1**self._steps)
        table[tokens] -= corrected * mean / (np.sqrt(square) + _EPSILON)
