"""How much of a question a sentence holds in its place: late interaction, word by word.

Each word of the question is matched to the nearest word of the sentence (MaxSim; Khattab and Zaharia 2020, "ColBERT")
or, for less, to one of what stands round it: a name is in the headline, what it did in the sentence, and when in the
one before. A name counts nearly as much there: news names a thing once, and then speaks of it. Words that few of the
sentences hold weigh more, as in an inverse document frequency.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.language import contrast, names, words
from pipeline.ports import Embedder, TokenEncoder, Vectors

# what a match beside the sentence counts, and one a little farther off; and those of a name
CLOSE, NEAR = 0.8, 0.7
CLOSE_NAME, NEAR_NAME = 0.95, 0.9
# what two forms of one word count at the least
EQUAL = 0.75
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
    """How near each text comes to each unit of a question: ``rows`` (texts, units) up to 1, ``weights`` (units,).

    ``of_names`` (units,) says which are of a name.
    """

    units: tuple[str, ...]
    rows: Vectors
    weights: Vectors
    of_names: npt.NDArray[np.bool_]

    def held(self, places: Sequence[Place], stories: Sequence[str] = ()) -> Vectors:
        """(places,) the share of the question that each holds, where it stands.

        A name that stands anywhere in the story of a place, where ``stories`` gives one for each, is near.
        """
        best = np.stack([self._best(place) for place in places])
        if stories:
            best = np.maximum(best, np.stack([self._named_in(story) for story in stories]))
        shares: Vectors = (best @ self.weights).astype(np.float32)
        return shares

    def _named_in(self, story: str) -> Vectors:
        stems = {stem for stem, _ in words.forms(story)}
        named = np.zeros(len(self.units), dtype=np.float32)
        for word, units in _words(self.units):
            if words.stem(word) in stems:
                named[units] = NEAR_NAME
        return np.where(self.of_names, named, 0.0)

    def alone(self, places: Sequence[Place]) -> Vectors:
        """(places,) the share that each holds by itself."""
        shares: Vectors = self.rows[[place.own for place in places]] @ self.weights
        return shares

    def common(self, places: Sequence[Place]) -> Vectors:
        """(places,) the share of the words but for names that each holds by itself; 1 where all is names."""
        weights = np.where(self.of_names, 0.0, self.weights)
        if not weights.any():
            return np.ones(len(places), dtype=np.float32)
        shares: Vectors = self.rows[[place.own for place in places]] @ (weights / weights.sum())
        return shares

    def nearest(self, texts: Sequence[int]) -> dict[str, float]:
        """Each word of the question that says something, and how near the nearest of ``texts`` comes to it."""
        best = self.rows[list(texts)]
        found = ((word, float(best[:, units].mean(axis=1).max())) for word, units in _words(self.units))
        return {word: near for word, near in found if _counts(word)}

    def _best(self, place: Place) -> Vectors:
        close, near = np.where(self.of_names, CLOSE_NAME, CLOSE), np.where(self.of_names, NEAR_NAME, NEAR)
        round_it = [close * self.rows[text] for text in place.close] + [near * self.rows[text] for text in place.near]
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
    named = _named(question)
    of_names = np.asarray([word in named for _, word in asked])
    return Matches(units, np.stack(rows), _weights(units, stems, sentences), of_names)


def by_pieces(
    question: str, texts: Sequence[str], sentences: int, encoder: TokenEncoder, *, opposites: bool = False
) -> Matches:
    """Pieces of words in the light of those round them. Texts are few: each is read by the model.

    With ``opposites`` a word's opposite is as good as the word: who denies answers whether they admit.
    """
    asked, *read = encoder.encode([question, *texts])
    if not asked.pieces:
        return _nothing(texts)
    nothing = np.zeros(len(asked.pieces), dtype=np.float32)
    rows = [(asked.states @ text.states.T).max(axis=1) if text.pieces else nothing for text in read]
    _raise_equal(rows, asked.pieces, texts, opposites=opposites)
    pieces = [piece if _counts(piece) else "" for piece in asked.pieces]
    weights = _weights(pieces, (text.pieces for text in read[:sentences]), sentences)
    named = _named(question)
    of_names = np.zeros(len(pieces), dtype=np.bool_)
    for word, units in _words(asked.pieces):
        of_names[units] = word in named
    return Matches(asked.pieces, np.stack(rows), weights, of_names)


def _raise_equal(rows: Sequence[Vectors], pieces: Sequence[str], texts: Sequence[str], *, opposites: bool) -> None:
    """A word that stands in a text, in whatever form, is near it, however far the two sentences are from each other."""
    asked = [(words.stem(word), units) for word, units in _words(pieces) if _counts(word)]
    if opposites:
        asked += [(other, units) for stem, units in asked for other in contrast.opposites(stem)]
    for row, text in zip(rows, texts, strict=True):
        stems = {stem for stem, _ in words.forms(text)}
        for stem, units in asked:
            if stem in stems:
                row[units] = np.maximum(row[units], EQUAL)


def _nothing(texts: Sequence[str]) -> Matches:
    nothing, all_of_it = np.zeros((len(texts), 1), dtype=np.float32), np.ones(1, dtype=np.float32)
    return Matches(("",), nothing, all_of_it, np.zeros(1, dtype=np.bool_))


def _named(question: str) -> frozenset[str]:
    return frozenset(token for name in names.find(question) for token in words.tokens(name.short))


def _words(pieces: Sequence[str]) -> list[tuple[str, list[int]]]:
    """The words that pieces make up, each with the numbers of its pieces."""
    found: list[tuple[str, list[int]]] = []
    for number, piece in enumerate(pieces):
        if piece.startswith(_GOES_ON) and found:
            word, units = found[-1]
            found[-1] = (word + piece.removeprefix(_GOES_ON), [*units, number])
        else:
            found.append((piece, [number]))
    return found


def _weights(units: Sequence[str], texts: Iterable[Sequence[str]], count: int) -> Vectors:
    """The inverse document frequency of each unit, summing to 1; an empty unit weighs nothing, unless all are empty."""
    holding = Counter(unit for text in texts for unit in set(text))
    weights = np.asarray([np.log1p(count / (1 + holding[unit])) if unit else 0.0 for unit in units], dtype=np.float32)
    total = float(weights.sum())
    even: Vectors = np.full(len(units), 1 / len(units), dtype=np.float32)
    return weights / total if total else even


def _counts(piece: str) -> bool:
    return any(map(str.isalnum, piece)) and piece not in words.STOP and piece not in _AUXILIARY
