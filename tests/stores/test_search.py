"""What a passage owes to those beside it."""

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from precis.stores.chunk_index import Piece
from precis.stores.search import _among_neighbours

Found = tuple[list[Piece], dict[int, float]]


@st.composite
def documents(draw: st.DrawFn) -> list[Found]:
    """Documents of touching chunks, each with a score, some of which may not have been found."""
    found: list[Found] = []
    number = 0
    for document in range(draw(st.integers(1, 5))):
        sizes = draw(st.lists(st.integers(1, 1700), min_size=1, max_size=6))
        bounds = list(pairwise(accumulate(sizes, initial=0)))
        pieces = [
            Piece(number + at, document, start, end, bounds[-1][1])
            for at, (start, end) in enumerate(bounds)
        ]
        number += len(pieces)
        kept = [piece for piece in pieces if draw(st.booleans())]
        found.append((kept, {piece.number: draw(st.floats(0, 1)) for piece in kept}))
    return found


@given(documents())
def test_documents_of_any_length_stand_equal(found: list[Found]) -> None:
    pieces = [piece for kept, _ in found for piece in kept]
    before = {number: score for _, scores in found for number, score in scores.items()}
    after = _among_neighbours(before, pieces)
    for piece in pieces:
        score = before[piece.number]
        beside = [
            before[other.number]
            for other in pieces
            if other.document == piece.document
            and (other.end == piece.start or other.start == piece.end)
        ]
        if piece.start == 0 and piece.end == piece.last:
            assert after[piece.number] == score
        best = max(beside, default=0.0)
        assert min(score, best) - 1e-9 <= after[piece.number] <= max(score, best) + 1e-9
