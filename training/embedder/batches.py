"""Makes batches of (question side, passage side) from the rows, as questions and passages look in the product."""

import numpy as np

# Passages of the product are windows of whole sentences of about this many characters (src/passages/windows.ts).
_WINDOW = 350
_MOST_TOKENS = 256
# Sentences of fewer tokens are neither asked nor shown alone.
_SENTENCE_TOKENS = 6

# What is put in front of headings, which are shorter than questions.
OPENINGS = {
    "de": ["wie", "was ist", "wo finde ich", "wie kann ich", "welche", "wie viel", "wann", "wer", "warum", "muss ich",
           "darf ich", "gibt es", "was passiert bei", "wie funktioniert", "was kostet", "was bedeutet", "wie lange"],
    "en": ["how", "what is", "where do i find", "how do i", "which", "how much", "when", "who", "why", "do i need",
           "can i", "is there", "what happens with", "how does it work", "what does it cost", "what does it mean",
           "how long"],
}  # fmt: skip

_EMPTY = np.zeros(0, np.int32)


class BatchMaker:
    """Draws batches of one kind each. `rng` decides everything, so that the same seed gives the same batches."""

    def __init__(self, german, english, aligned_german, aligned_english, make_pool, tokenizer, size, run):
        self._pools = {"de": make_pool(german), "en": make_pool(english)}
        self._aligned_pool = make_pool(aligned_german)
        self._aligned = {"de": aligned_german, "en": aligned_english}
        self._openings = {
            language: [np.array(tokenizer.encode(text), np.int32) for text in texts]
            for language, texts in OPENINGS.items()
        }
        self._size, self._run = size, run

    def make(self, kind, rng):
        """
        Two lists of token id arrays. Kinds: `section` (question or heading to its section), `cloze` (part of a section
        to the rest of it), each with `-de` or `-en` behind; `across` (question in one language, section in the other),
        `texts` (aligned sections), `headings` (aligned questions).
        """
        name, _, language = kind.partition("-")
        if name == "section":
            return self._sections(self._pools[language], rng)
        if name == "cloze":
            return self._cloze(self._pools[language], rng)
        asked, shown = ("de", "en") if rng.random() < 0.5 else ("en", "de")
        drawn = self._aligned_pool.draw(self._size, self._run, rng)
        pairs = [(self._aligned[asked][i], self._aligned[shown][i]) for i in drawn]
        if name == "across":
            return [self._question(a, rng) for a, _ in pairs], [self._passage(s, rng) for _, s in pairs]
        if name == "headings":
            return [a.question for a, _ in pairs], [s.question for _, s in pairs]
        return _split([self._aligned_texts(a, s, rng) for a, s in pairs])

    def _sections(self, pool, rng):
        rows = [pool.rows[i] for i in pool.draw(self._size, self._run, rng)]
        return [self._question(row, rng) for row in rows], [self._passage(row, rng) for row in rows]

    def _question(self, row, rng):
        """A question as it is; a heading often with its page's title and a question's opening, which say what it is about."""
        if row.kind in ("faq", "datasets"):
            return _join([row.title, row.question]) if rng.random() < 0.1 else row.question
        parts = [row.question]
        if rng.random() < 0.4:
            parts.insert(int(rng.random() < 0.5), row.title)
        if rng.random() < 0.4:
            openings = self._openings[row.language]
            parts.insert(0, openings[int(rng.integers(len(openings)))])
        return _join(parts)

    def _passage(self, row, rng):
        """A window of sentences, a single sentence or the whole section, half of the time behind title and headings."""
        kind = rng.random()
        if kind < 0.2:
            long = [ids for ids in row.sentences if len(ids) >= _SENTENCE_TOKENS]
            if long:
                return long[int(rng.integers(len(long)))][:_MOST_TOKENS]
        parts = _above(row, rng)
        if rng.random() < 0.1:
            parts.append(row.question)
        if kind < 0.65:
            start, end = _window(row, rng)
            return _join(parts + row.sentences[start:end])
        return _join(parts + row.sentences)

    def _cloze(self, pool, rng):
        """A query-like part of a sentence against the window around it; the sentence stays in it four times in ten."""
        pairs = []
        for i in pool.draw(self._size, self._run, rng):
            row = pool.rows[i]
            start, end = _window(row, rng)
            long = [j for j in range(start, end) if len(row.sentences[j]) >= _SENTENCE_TOKENS]
            if not long:
                pairs.append((self._question(row, rng), self._passage(row, rng)))
                continue
            asked = long[int(rng.integers(len(long)))]
            around = row.sentences[start:end] if rng.random() < 0.5 else row.sentences
            offset = start if len(around) == end - start else 0
            if rng.random() < 0.6 and len(around) > 1:
                around = [ids for j, ids in enumerate(around) if j + offset != asked]
            query = _shorten(row.sentences[asked], rng)
            if rng.random() < 0.3:
                query = _join([row.title, query])
            pairs.append((query, _join(_above(row, rng) + around)))
        return _split(pairs)

    def _aligned_texts(self, a, b, rng):
        """Whole sections, or the same sentence of both where they have equally many."""
        if len(a.sentences) == len(b.sentences) and rng.random() < 0.6:
            i = int(rng.integers(len(a.sentences)))
            return a.sentences[i][:_MOST_TOKENS], b.sentences[i][:_MOST_TOKENS]
        return _join(a.sentences), _join(b.sentences)


def _above(row, rng):
    return [row.title if rng.random() < 0.5 else _EMPTY, row.path if rng.random() < 0.5 else _EMPTY]


def _window(row, rng):
    """The first and the last sentence, exclusive, of a window that begins anywhere."""
    start = int(rng.integers(len(row.sentences)))
    end, characters = start, 0
    while end < len(row.sentences) and (end == start or characters + row.characters[end] <= _WINDOW):
        characters += row.characters[end]
        end += 1
    return start, end


def _shorten(ids, rng):
    """Seven times in ten, 4 to 14 tokens of a long sentence: neighbours, or any in their order."""
    if len(ids) <= 8 or rng.random() < 0.3:
        return ids[:_MOST_TOKENS]
    count = int(rng.integers(4, 15))
    if rng.random() < 0.5:
        start = int(rng.integers(max(1, len(ids) - count + 1)))
        return ids[start : start + count]
    return ids[np.sort(rng.permutation(len(ids))[:count])]


def _join(parts):
    return np.concatenate(parts)[:_MOST_TOKENS]


def _split(pairs):
    return [a for a, _ in pairs], [b for _, b in pairs]
