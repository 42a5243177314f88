"""
Trains the built-in model's table further on questions, headings and their sections. README.md has the command.

Deterministic: the same pairs, start, seed and numpy give the same file with one thread (OMP_NUM_THREADS=1).
"""

import argparse
import json
import os
import re
import time
from collections import Counter

import numpy as np

from batches import BatchMaker
from optimise import SparseAdam, contrast
from pairs import Pool, read_aligned, read_rows
from table import read_table, write_table
from tokenizer import Tokenizer

SEED = 1
STEPS = 600
RATE = 0.01
WARM_UP = 50
# The last steps are this part of the rate.
LEAST_RATE = 0.02
# Pairs in a batch, and how many neighbours of one page stand in it together.
BATCH = 1024
RUN = 4
# Cosines are multiplied by this before the softmax.
TEMPERATURE = 20.0
# How often a batch is of a kind; see BatchMaker.make.
MIX = {
    "section-de": 3.0,
    "section-en": 3.0,
    "cloze-de": 2.0,
    "cloze-en": 2.0,
    "across": 2.0,
    "texts": 1.5,
    "headings": 0.5,
}
# The result is the average of the start, with this weight, and the trained table: it keeps most of what was gained and
# more of what was known.
START_WEIGHT = 0.5
# The vectors of these tokens stay: they stand for nothing and must tell nothing.
SPECIAL_TOKENS = 5


def main():
    options = _options()
    tokenizer = Tokenizer(os.path.join(options.model, "tokenizer.json"))
    kinds = ["faq", "howto", "heading", "datasets"]
    german, english = (read_rows(options.pairs, kinds, language, tokenizer) for language in ("de", "en"))
    aligned = read_aligned(options.pairs, tokenizer)
    if options.without is not None:
        with open(options.without, encoding="utf8") as file:
            left_out = set(file.read().split())
        german, english, *aligned = (
            [row for row in rows if row.repository not in left_out] for rows in (german, english, *aligned)
        )
    print(f"{len(german)} German, {len(english)} English, {len(aligned[0])} aligned rows", flush=True)
    start = read_table(options.start)
    batches = BatchMaker(german, english, *aligned, Pool, tokenizer, BATCH, RUN)
    table = _train(start, batches, options.seed)
    table = START_WEIGHT * start + (1 - START_WEIGHT) * table
    table[:SPECIAL_TOKENS] = start[:SPECIAL_TOKENS]
    os.makedirs(options.out, exist_ok=True)
    written = write_table(os.path.join(options.out, "model.safetensors"), table)
    _write_check(options, written, tokenizer)
    _write_sources(options, [*german, *english, *aligned[0], *aligned[1]])


def _options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", required=True, help="folder of the training pairs (*.jsonl.gz and README.md)")
    parser.add_argument("--model", required=True, help="folder of the model, for tokenizer.json")
    parser.add_argument("--start", required=True, help="model.safetensors to start from")
    parser.add_argument("--check", required=True, help="vectors-check.json whose texts are checked")
    parser.add_argument("--out", required=True, help="folder for model.safetensors, vectors-check.json and SOURCES.md")
    parser.add_argument("--without", help="file of repositories (owner/name) to leave out, to measure on them")
    parser.add_argument("--seed", type=int, default=SEED)
    return parser.parse_args()


def _train(start, batches, seed):
    rng = np.random.default_rng(seed)
    names, weights = list(MIX), np.array(list(MIX.values()))
    table, adam = start.copy(), SparseAdam(start)
    losses, began = {}, time.monotonic()
    for step in range(1, STEPS + 1):
        kind = names[int(rng.choice(len(names), p=weights / weights.sum()))]
        loss, tokens, gradient = contrast(table, *batches.make(kind, rng), TEMPERATURE)
        rate = RATE * min(1.0, step / WARM_UP) * max(LEAST_RATE, 1 - step / STEPS)
        adam.step(table, tokens, gradient, rate)
        losses.setdefault(kind, []).append(loss)
        if step % 100 == 0:
            means = ", ".join(f"{name} {np.mean(values[-10:]):.3f}" for name, values in sorted(losses.items()))
            print(f"step {step}, {time.monotonic() - began:.0f} s: {means}", flush=True)
    return table


def _write_check(options, table, tokenizer):
    """The same texts with the new table's vectors. Their token ids prove that the tokenizer is the product's."""
    with open(options.check, encoding="utf8") as file:
        check = json.load(file)
    for entry in check["texts"]:
        ids = tokenizer.encode(entry["text"])
        vector = table[ids].astype(np.float64).sum(axis=0)
        if ids != entry["token_ids"]:
            raise SystemExit(f"other token ids than in {options.check}: {entry['text']}")
        entry["first8"] = [round(float(value), 6) for value in (vector / np.linalg.norm(vector))[:8]]
    with open(os.path.join(options.out, "vectors-check.json"), "w", encoding="utf8") as file:
        json.dump(check, file, ensure_ascii=False, indent=1)
        file.write("\n")


def _write_sources(options, rows):
    """The repositories whose texts were trained on, with commit and licence, as attribution."""
    with open(os.path.join(options.pairs, "README.md"), encoding="utf8") as file:
        commits = dict(re.findall(r"^\| ([^ |]+/[^ |]+) \| ([0-9a-f]{7,40}) \|", file.read(), re.MULTILINE))
    counts = Counter((row.repository, row.licence) for row in rows)
    lines = [
        "# Repositories that the model was trained on",
        "",
        "Written by `training/embedder/train.py`: public repositories on GitHub whose sections, questions and headings "
        "were tokenised, cut and sampled. Rows count a section once per language and kind of pair.",
        "",
        "| repository | commit | licence | rows |",
        "| --- | --- | --- | ---: |",
    ]
    for (repository, licence), count in sorted(counts.items()):
        lines.append(f"| {repository} | {commits.get(repository, '')} | {licence} | {count} |")
    with open(os.path.join(options.out, "SOURCES.md"), "w", encoding="utf8") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
