import pytest

from precis.splitters.blocks import block_after, code_blocks, introduces

CODE = "lamp on\n# Wait until it burns.\nhorn on"
QUOTED = CODE.replace("\n", "\n> ")


@pytest.mark.parametrize(
    "block",
    [
        f"```sh\n{CODE}\n```",
        f"~~~\n{CODE}\n~~~",
        f"> ```\n> {QUOTED}\n> ```",
        f"---%<----------\n{CODE}\n---%<----------",
    ],
)
def test_code_between_fences_is_one_block(block: str) -> None:
    text = f"Light it:\n\n{block}\n\nThen go."
    [found] = code_blocks(text)
    assert text[slice(*found)] == block
    assert block_after(text, text.index(":") + 1, [found]) == found


def test_code_that_is_not_closed_goes_to_the_end() -> None:
    text = "Light it:\n\n```\nlamp on\n"
    assert [text[slice(*block)] for block in code_blocks(text)] == ["```\nlamp on\n"]


@pytest.mark.parametrize(
    "block",
    [
        "`$ lamp on`\n`$ horn on`",
        "`$ lamp on\nhorn on`",
        "    lamp on\n\n    horn on",
        "\tlamp on\n\thorn on",
        "- Pull the chain.\n  Pull it twice.\n- Wait.",
        "1. Pull the chain.\n\n   Pull it twice.\n2. Wait.",
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_commands_and_lists_belong_to_the_colon_before_them(block: str, between: str) -> None:
    text = f"Light it as follows:{between}{block}\n\nThen go down."
    found = block_after(text, text.index(":") + 1, [])
    assert found
    assert text[slice(*found)].strip() == block.strip()


@pytest.mark.parametrize("blanks", ["", " "])
def test_the_text_of_an_entry_is_not_what_the_entry_introduces(blanks: str) -> None:
    entry = f"{blanks}* Since 1.9:\n\n   The lamp burns oil.\n\n * Since 1.8:\n\n   It burned wax."
    assert block_after(entry, entry.index(":") + 1, []) is None
    lit = f"{blanks}* Light it so:\n\n       lamp on\n\n * Go down."
    found = block_after(lit, lit.index(":") + 1, [])
    assert found
    assert lit[slice(*found)].strip() == "lamp on"


def test_a_list_within_an_entry_ends_with_it() -> None:
    text = "- The lamp:\n  - burns\n  - shines\n- The horn."
    found = block_after(text, text.index(":") + 1, [])
    assert found
    assert text[slice(*found)].split() == ["-", "burns", "-", "shines"]


def test_text_after_a_colon_is_no_block() -> None:
    text = "Light it:\n\nThe lamp is on the left."
    assert block_after(text, text.index(":") + 1, []) is None
    assert block_after("Light it: now", 9, []) is None


@pytest.mark.parametrize("sentence", ["Light it:", "点灯：", "**Light it:**"])
def test_a_colon_introduces(sentence: str) -> None:
    assert introduces(sentence)


@pytest.mark.parametrize("sentence", ["## Light it:", "Light it.", "At 10:30"])
def test_headings_and_other_ends_do_not_introduce(sentence: str) -> None:
    assert not introduces(sentence)
