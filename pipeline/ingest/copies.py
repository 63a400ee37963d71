"""Whether a text is a reprint of another: a wire story cut, or under another headline; not a report of one's own.

Candidates come from MinHash bands (Broder 1997; Leskovec, Rajaraman, Ullman, *Mining of Massive Datasets*, 3.3-3.4),
as many libraries have them; in numpy here, since datasketch takes 2.5 s to import. Whoever shares a band is compared.
"""

from __future__ import annotations

import hashlib
import re

import numpy as np
import numpy.typing as npt

_SHINGLE = 3
_ROWS = 4
_BANDS = 32
_CONTAINED = 0.5
_WORD = re.compile(r"\w+")

Hashes = npt.NDArray[np.uint64]


def bands(text: str) -> tuple[str, ...]:
    """32 short strings, the same in every process; two texts that share half of their shingles share one (p = .87).

    None for a text without words.
    """
    shingles = _shingles(text)
    if not shingles:
        return ()
    least = _least(np.array(sorted(shingles), dtype=np.uint64)).reshape(_BANDS, _ROWS)
    return tuple(f"{at:x}.{_digest(row.tobytes(), 6):012x}" for at, row in enumerate(least))


def is_copy(text: str, other: str) -> bool:
    """Whether half or more of the shorter text's runs of three words stand in the longer one."""
    one, two = _shingles(text), _shingles(other)
    return bool(one and two) and len(one & two) >= _CONTAINED * min(len(one), len(two))


def _shingles(text: str) -> frozenset[int]:
    words = [word.casefold() for word in _WORD.findall(text)]
    runs = {" ".join(words[at : at + _SHINGLE]) for at in range(max(len(words) - _SHINGLE + 1, min(len(words), 1)))}
    return frozenset(_digest(run.encode()) for run in runs)


def _digest(content: bytes, size: int = 4) -> int:
    return int.from_bytes(hashlib.blake2b(content, digest_size=size).digest(), "big")


def _least(hashes: Hashes) -> Hashes:
    """The least of ``hashes`` (32 bits each) under each of 128 multiply-shift functions (Dietzfelbinger 1997)."""
    # one function at a time: all together would take a kilobyte for each word of the text
    with np.errstate(over="ignore"):
        least = [(factor * hashes + offset).min() for factor, offset in zip(_FACTORS, _OFFSETS, strict=True)]
    return np.array(least, dtype=np.uint64) >> np.uint64(32)


def _constants(name: str) -> Hashes:
    # from a digest: numpy does not promise the same random numbers in its next version
    return np.array([_digest(f"{name} {at}".encode(), 8) for at in range(_BANDS * _ROWS)], dtype=np.uint64)


_FACTORS = _constants("factor") | np.uint64(1)
_OFFSETS = _constants("offset")
