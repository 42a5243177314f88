"""The model's WordPiece tokenizer; the same steps as src/embedding/static/word-piece.ts."""

import json
import unicodedata

_KEPT_CONTROLS = "\t\n\r"


class Tokenizer:
    """Splits text into the token ids of a `tokenizer.json`."""

    def __init__(self, path):
        with open(path, encoding="utf8") as file:
            model = json.load(file)["model"]
        self._vocabulary = model["vocab"]
        self._prefix = model["continuing_subword_prefix"]
        self._unknown = self._vocabulary[model["unk_token"]]
        self._max_characters = model["max_input_chars_per_word"]
        self._longest = max(len(piece) for piece in self._vocabulary)
        self._words = {}
        self._kinds = {}

    def encode(self, text):
        """Token ids in the order of the text."""
        ids = []
        for word in self._split(unicodedata.normalize("NFKC", text).lower()):
            pieces = self._words.get(word)
            if pieces is None:
                pieces = self._words[word] = self._pieces(word)
            ids.extend(pieces)
        return ids

    def _split(self, text):
        """Words and single marks: marks get spaces around them, invisible characters go."""
        kinds = self._kinds
        marked = []
        for character in text:
            kind = kinds.get(character)
            if kind is None:
                kind = kinds[character] = self._spell(character)
            marked.append(kind)
        return "".join(marked).split()

    @staticmethod
    def _spell(character):
        category = unicodedata.category(character)
        if category[0] in "PS" and character != "\ufffd":
            return f" {character} "
        if category[0] == "Z" or character in _KEPT_CONTROLS:
            return " "
        if category in ("Cc", "Cf", "Co", "Cs") or character == "\ufffd":
            return ""
        return character

    def _pieces(self, word):
        if len(word) > self._max_characters:
            return [self._unknown]
        pieces, start = [], 0
        while start < len(word):
            prefix = self._prefix if start else ""
            end = min(len(word), start + self._longest)
            while end > start and prefix + word[start:end] not in self._vocabulary:
                end -= 1
            if end == start:
                return [self._unknown]
            pieces.append(self._vocabulary[prefix + word[start:end]])
            start = end
        return pieces
