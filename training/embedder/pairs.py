"""Reads the training pairs: questions and headings with their sections, German, English and both aligned."""

import glob
import gzip
import json
import os
import re
from dataclasses import dataclass

import numpy as np

# Licences whose texts must not go into anything that ships.
LEFT_OUT = re.compile(r"GPL|GFDL")

_SENTENCE_END = re.compile(r"\n+|(?<=[.!?:])\s+(?=[\"„“(\[A-ZÄÖÜ0-9-])")

# How often a row is drawn, by kind of file; rows over the cap of their repository count less.
_KIND_WEIGHTS = {"faq": 3.0, "datasets": 1.0, "howto": 1.5, "heading": 1.0, "aligned": 1.0}
_MORE = 0.3
_MACHINE_TRANSLATED = 0.3
_GERMAN_BY_HAND = 3.0
# A repository of n rows is drawn as often as n to this power.
_REPOSITORY_POWER = 0.6


@dataclass
class Row:
    """A question or heading with its section. Texts are arrays of token ids."""

    kind: str
    question: np.ndarray
    title: np.ndarray
    path: np.ndarray
    sentences: list
    characters: list
    repository: str
    page: str
    language: str
    weight: float
    licence: str


def read_rows(folder, kinds, language, tokenizer, is_wanted=lambda licence: not LEFT_OUT.search(licence)):
    """The rows of several kinds of files in one language, sorted by repository and page."""
    rows = []
    for kind in kinds:
        for path in sorted(glob.glob(os.path.join(folder, f"{kind}*.{language}*.jsonl.gz"))):
            more = _MORE if "_more" in os.path.basename(path) else 1.0
            with gzip.open(path, "rt", encoding="utf8") as file:
                for line in file:
                    record = json.loads(line)
                    if is_wanted(record["licence"]):
                        rows.append(_row(record, kind, language, more, tokenizer))
    rows.sort(key=lambda row: (row.repository, row.page))
    return rows


def read_aligned(folder, tokenizer):
    """German and English rows of the same section, in the same order."""
    german, english = (_by_line(folder, language, tokenizer) for language in ("de", "en"))
    pairs = [(g, e) for g, e in zip(german, english) if g is not None and e is not None]
    pairs.sort(key=lambda pair: (pair[0].repository, pair[0].page))
    return [g for g, _ in pairs], [e for _, e in pairs]


def _by_line(folder, language, tokenizer):
    rows = []
    for path in sorted(glob.glob(os.path.join(folder, f"aligned*.{language}*.jsonl.gz"))):
        more = _MORE if "_more" in os.path.basename(path) else 1.0
        with gzip.open(path, "rt", encoding="utf8") as file:
            for line in file:
                record = json.loads(line)
                wanted = not LEFT_OUT.search(record["licence"])
                rows.append(_row(record, "aligned", language, more, tokenizer) if wanted else None)
    return rows


def _row(record, kind, language, more, tokenizer):
    weight = _KIND_WEIGHTS[kind] * more
    if record["mt"]:
        weight *= _MACHINE_TRANSLATED
    elif language == "de":
        weight *= _GERMAN_BY_HAND
    sentences = [part for part in _SENTENCE_END.split(record["text"]) if part and part.strip()]
    encoded = [(np.array(tokenizer.encode(part), np.int32), len(part)) for part in sentences]
    encoded = [(ids, characters) for ids, characters in encoded if len(ids)]

    def encode(text):
        return np.array(tokenizer.encode(text), np.int32)

    return Row(
        kind=kind,
        question=encode(record["q"]),
        title=encode(record["title"] + "."),
        path=encode("".join(f"{part}. " for part in record["path"])),
        sentences=[ids for ids, _ in encoded],
        characters=[characters for _, characters in encoded],
        repository=record["repo"],
        page=record["title"],
        language=language,
        weight=weight,
        licence=record["licence"],
    )


class Pool:
    """Rows to draw from: by weight, large repositories tempered, in runs of neighbours on the same or the next page."""

    def __init__(self, rows):
        self.rows = rows
        totals = {}
        for row in rows:
            totals[row.repository] = totals.get(row.repository, 0) + row.weight
        weights = [row.weight * totals[row.repository] ** (_REPOSITORY_POWER - 1) for row in rows]
        self._sums = np.cumsum(weights)

    def draw(self, count, run, rng):
        """Indices of distinct rows; runs of neighbours are hard negatives of each other."""
        drawn = {}
        while len(drawn) < count:
            start = int(np.searchsorted(self._sums, rng.random() * self._sums[-1]))
            start = min(start, len(self.rows) - 1)
            repository = self.rows[start].repository
            for i in range(start, min(start + run, len(self.rows))):
                if self.rows[i].repository == repository and len(drawn) < count:
                    drawn[i] = True
        return list(drawn)
