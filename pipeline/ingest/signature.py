"""The shingles of a text to the keys that near copies share: MinHash signatures, cut into bands.

The signature is rensa's R-MinHash (a form of Dahlgaard, Knudsen and Thorup, *Fast Similarity Sketching*, FOCS 2017);
the bands are those of Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, 3.4. The keys are kept in the
shelf, so rensa's own index in memory is not used. This is the only module that knows rensa; it is no adapter, since it
reads and keeps nothing, and another signature could not be chosen without making every stored key anew.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import rensa

Hashes: TypeAlias = npt.NDArray[np.uint64]

BANDS = 48
_ROWS = 2
_SEED = 1
_MIX = np.uint64(0x9E3779B97F4A7C15)
_KEPT_BITS = np.uint64(24)
_PLACES = np.arange(BANDS, dtype=np.uint64) << np.uint64(40)  # no key of one band is one of another


def keys(shingles: Hashes) -> tuple[int, ...]:
    """48 numbers of 46 bits, the same in every process and on every machine; none for no shingles.

    Order and repetition of ``shingles`` do not matter. Two sets share a key with probability 1 - (1 - J²)⁴⁸, J being
    the part that both have of what either has: .97 for J = .27, .99 for a third, .005 for J = .01.
    """
    if not len(shingles):
        return ()
    matrix = rensa.RMinHash.digest_matrix_from_flat_token_hashes(shingles, [0, len(shingles)], BANDS * _ROWS, _SEED)
    rows = np.array(matrix.to_rows()[0], dtype=np.uint64).reshape(BANDS, _ROWS)
    mixed = ((rows[:, 0] << np.uint64(32) | rows[:, 1]) * _MIX) >> _KEPT_BITS
    return tuple((_PLACES | mixed).tolist())
