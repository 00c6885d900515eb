"""Load the language model of py3langid, once for all that asks it."""

from __future__ import annotations

import lzma
from array import array
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from py3langid.langid import LanguageIdentifier


@cache
def identifier() -> LanguageIdentifier:
    """Return the identifier of all languages; its scores are probabilities.

    py3langid itself unpacks the model into a temporary file of 68 MB in each process.
    """
    import numpy as np
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    unpacked = BytesIO(lzma.decompress((MODEL_DIR / MODEL_FILE).read_bytes()))
    with np.load(unpacked, allow_pickle=False) as model:
        return LanguageIdentifier(
            model["ptc"],
            model["pc"],
            model["classes"].tolist(),
            _as_array(model["nextmove"]),
            model["out_feat"].tolist(),
            norm_probs=True,
            tk_row=_as_array(model["nextmove_row"]),
        )


def _as_array(numbers: NDArray[np.unsignedinteger]) -> array[int]:
    return array("H" if numbers.itemsize == array("H").itemsize else "I", numbers.tobytes())
