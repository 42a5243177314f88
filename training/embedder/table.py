"""Reads and writes the table of token vectors: int4 rows with a float16 scale each (models/static-de-en-512/README.md)."""

import json

import numpy as np

_ZERO = 8


def read_table(path):
    """The table, float32 [tokens, dimension]."""
    with open(path, "rb") as file:
        data = file.read()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])

    def tensor(name, dtype):
        start, end = header[name]["data_offsets"]
        return np.frombuffer(data[8 + length + start : 8 + length + end], dtype).reshape(header[name]["shape"])

    packed, scales = tensor("embeddings", np.uint8), tensor("scales", np.float16).astype(np.float32)
    table = np.empty((packed.shape[0], 2 * packed.shape[1]), np.float32)
    table[:, 0::2], table[:, 1::2] = packed & 15, packed >> 4
    return (table - _ZERO) * scales[:, None]


def quantise(table):
    """
    Nibbles [tokens, dimension] and float16 scales [tokens]. The scale of a row is the one of a grid with the least
    squared error; it is negative where the lower end of the range, which has one level more, fits the largest
    components better.
    """
    largest = np.maximum(np.abs(table).max(axis=1), 1e-6)
    best_error = np.full(len(table), np.inf)
    best_nibbles = np.zeros(table.shape, np.uint8)
    best_scales = np.zeros(len(table), np.float16)
    for sign in (1, -1):
        for part in np.arange(0.5, 1.05, 0.05):
            scales = (sign * part * largest / 7.5).astype(np.float16)
            levels = np.clip(np.round(table / scales.astype(np.float32)[:, None]), -8, 7)
            error = np.square(levels * scales.astype(np.float32)[:, None] - table).sum(axis=1)
            better = error < best_error
            best_error[better] = error[better]
            best_nibbles[better] = (levels[better] + _ZERO).astype(np.uint8)
            best_scales[better] = scales[better]
    return best_nibbles, best_scales


def write_table(path, table):
    """Writes the quantised table. @returns the table as it will be read"""
    nibbles, scales = quantise(table)
    packed = (nibbles[:, 0::2] | (nibbles[:, 1::2] << 4)).astype(np.uint8)
    header = {
        "embeddings": {"dtype": "U8", "shape": list(packed.shape), "data_offsets": [0, packed.nbytes]},
        "scales": {
            "dtype": "F16",
            "shape": [len(scales)],
            "data_offsets": [packed.nbytes, packed.nbytes + scales.nbytes],
        },
    }
    encoded = json.dumps(header, separators=(",", ":")).encode()
    encoded += b" " * (-len(encoded) % 8)
    with open(path, "wb") as file:
        file.write(len(encoded).to_bytes(8, "little") + encoded + packed.tobytes() + scales.tobytes())
    return (nibbles.astype(np.float32) - _ZERO) * scales.astype(np.float32)[:, None]
