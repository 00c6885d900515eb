"""What styles of replies are made of: a claim, marks of its sentences, and lines of claims."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Said(NamedTuple):
    """A claim without its stop, and the numbers of the sentences that it rests on."""

    text: str
    numbers: tuple[int, ...]


SENTENCES = (
    "The town library of Marsh End opened in 1932, after four years of building.",
    "It cost 1.2 million crowns, which was paid from a tax on barges.",
    "Its reading room covers 340 m² on two floors.",
    "Since 2019 the library has been led by Ada Lind, who was a teacher before.",
    "Visitors may use the six computers for an hour a day without a card.",
    "The library holds 48,000 books and 3,100 maps.",
    "The oldest map was drawn by hand for the harbour master in 1711.",
    "A second branch (opened in 1988) serves the villages along the northern canal.",
    "Every autumn the staff mend some 900 damaged volumes in the cellar.",
    "The roof was renewed with copper from the old shipyard.",
    "Children below the age of 7 pay no fee for the puppet theatre.",
    "A bus stops in front of the main door every 20 minutes.",
)
CLAIMS = (
    Said("The town library of Marsh End cost 1.2 million crowns and opened in 1932", (1, 2)),
    Said("Its reading room covers 340 m² on two floors", (3,)),
    Said("Ada Lind has led the library since 2019", (4,)),
    Said("The oldest map was drawn by hand for the harbour master in 1711", (7,)),
    Said(
        "A second branch (opened in 1988) serves the canal and a bus stops every 20 minutes",
        (8, 12),
    ),
)

Style = Callable[[Sequence[Said]], str]

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def comma(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def each(form: str) -> Callable[[Sequence[int]], str]:
    return lambda numbers: "".join(form.format(n) for n in numbers)


def listed(form: str) -> Callable[[Sequence[int]], str]:
    return lambda numbers: form.format(comma(numbers))


def raised(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers)).translate(RAISED)


def lines(
    mark: Callable[[Sequence[int]], str],
    *,
    form: str = "{text}{mark}.",
    before: str = "",
    after: str = "",
    between: str = "\n",
) -> Style:
    """Lay out claims by `form`, which has `text`, `mark` and `n`, counted from 1."""

    def reply(said: Sequence[Said]) -> str:
        laid = [
            form.format(text=one.text, mark=mark(one.numbers), n=at)
            for at, one in enumerate(said, 1)
        ]
        return before + between.join(laid) + after

    return reply


def objects(text: str, cites: str) -> Callable[[Sequence[Said]], list[dict[str, object]]]:
    return lambda said: [{text: f"{one.text}.", cites: list(one.numbers)} for one in said]


def all_numbers(said: Sequence[Said]) -> list[int]:
    return sorted({n for one in said for n in one.numbers})


BRACKETS = each("[{}]")
ONE = listed(" [{}]")


CIRCLED = " ①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def keycaps(numbers: Sequence[int]) -> str:
    return "".join("".join(f"{digit}\ufe0f\u20e3" for digit in str(n)) + " " for n in numbers)


def quoted(said: Sequence[Said]) -> str:
    return "\n".join(
        f"- {o.text}. [{comma(o.numbers)}]\n  > {SENTENCES[o.numbers[0] - 1]}\n" for o in said
    )


SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


HINDI = str.maketrans("0123456789", "०१२३४५६७८९")


def framed(before: str, after: str) -> Style:
    return lines(ONE, before=f"{before}\n\n", after=f"\n\n{after}")


ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
