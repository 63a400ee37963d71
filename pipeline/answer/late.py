"""How much of a question a sentence holds in its place: late interaction, word by word.

Each word of the question is matched to the nearest word of the sentence (MaxSim; Khattab and Zaharia 2020, "ColBERT")
or, for less, to one of what stands round it: a name is in the headline, what it did in the sentence, and when in the
one before. Words that few of the sentences hold weigh more, as in an inverse document frequency.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.language import words
from pipeline.ports import Embedder, TokenEncoder, Vectors

# what a match beside the sentence counts, and one a little farther off
CLOSE, NEAR = 0.8, 0.7
_GOES_ON = "##"
_AUXILIARY = frozenset("is are was were be been being do does did has have had will would can could may might".split())


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence and what stands round it are in a row of texts.

    ``close``: the sentence before, and the headline; ``near``: the one before that, the one after, and the opening.
    """

    own: int
    close: tuple[int, ...]
    near: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """How near each text comes to each unit of a question: ``rows`` (texts, units) up to 1, ``weights`` (units,)."""

    units: tuple[str, ...]
    rows: Vectors
    weights: Vectors

    def held(self, places: Sequence[Place]) -> Vectors:
        """(places,) the share of the question that each holds, where it stands."""
        return np.asarray([float(self._best(place) @ self.weights) for place in places], dtype=np.float32)

    def alone(self, places: Sequence[Place]) -> Vectors:
        """(places,) the share that each holds by itself."""
        shares: Vectors = self.rows[[place.own for place in places]] @ self.weights
        return shares

    def nearest(self, texts: Sequence[int]) -> dict[str, float]:
        """Each word of the question that says something, and how near the nearest of ``texts`` comes to it."""
        best = self.rows[list(texts)]
        words_of: list[tuple[str, list[int]]] = []
        for unit, piece in enumerate(self.units):
            if piece.startswith(_GOES_ON) and words_of:
                word, units = words_of[-1]
                words_of[-1] = (word + piece.removeprefix(_GOES_ON), [*units, unit])
            else:
                words_of.append((piece, [unit]))
        return {word: float(best[:, units].mean(axis=1).max()) for word, units in words_of if _counts(word)}

    def _best(self, place: Place) -> Vectors:
        round_it = [CLOSE * self.rows[text] for text in place.close] + [NEAR * self.rows[text] for text in place.near]
        best: Vectors = np.maximum.reduce([self.rows[place.own], *round_it])
        return best


def by_words(question: str, texts: Sequence[str], sentences: int, embedder: Embedder) -> Matches:
    """Words as they stand alone, by stem or by meaning. The first ``sentences`` texts say how rare one is."""
    asked = [form for form in words.forms(question) if form[1] not in _AUXILIARY]
    held = [words.forms(text) for text in texts]
    forms = {stem: word for text in held for stem, word in text}
    if not asked or not forms:
        return _nothing(texts)
    columns = {stem: column for column, stem in enumerate(forms)}
    alike = embedder.embed([word for _, word in asked]) @ embedder.embed(list(forms.values())).T
    for row, (stem, _) in enumerate(asked):
        if stem in columns:
            alike[row, columns[stem]] = 1.0
    nothing = np.zeros(len(asked), dtype=np.float32)
    rows = [alike[:, [columns[stem] for stem, _ in text]].max(axis=1) if text else nothing for text in held]
    stems = ([stem for stem, _ in text] for text in held[:sentences])
    units = tuple(stem for stem, _ in asked)
    return Matches(units, np.stack(rows), _weights(units, stems, sentences))


def by_pieces(question: str, texts: Sequence[str], sentences: int, encoder: TokenEncoder) -> Matches:
    """Pieces of words in the light of those round them. Texts are few: each is read by the model."""
    asked, *read = encoder.encode([question, *texts])
    if not asked.pieces:
        return _nothing(texts)
    nothing = np.zeros(len(asked.pieces), dtype=np.float32)
    rows = [(asked.states @ text.states.T).max(axis=1) if text.pieces else nothing for text in read]
    pieces = [piece if _counts(piece) else "" for piece in asked.pieces]
    weights = _weights(pieces, (text.pieces for text in read[:sentences]), sentences)
    return Matches(asked.pieces, np.stack(rows), weights)


def _nothing(texts: Sequence[str]) -> Matches:
    return Matches(("",), np.zeros((len(texts), 1), dtype=np.float32), np.ones(1, dtype=np.float32))


def _weights(units: Sequence[str], texts: Iterable[Sequence[str]], count: int) -> Vectors:
    """The inverse document frequency of each unit, summing to 1; an empty unit weighs nothing, unless all are empty."""
    holding = Counter(unit for text in texts for unit in set(text))
    weights = np.asarray([np.log1p(count / (1 + holding[unit])) if unit else 0.0 for unit in units], dtype=np.float32)
    total = float(weights.sum())
    even: Vectors = np.full(len(units), 1 / len(units), dtype=np.float32)
    return weights / total if total else even


def _counts(piece: str) -> bool:
    return any(map(str.isalnum, piece)) and piece not in words.STOP and piece not in _AUXILIARY
