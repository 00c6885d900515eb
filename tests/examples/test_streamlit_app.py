from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

APP = Path(__file__).parents[2] / "examples" / "streamlit_app.py"
STORY = b"Mrs Alder approves every refund herself. The shop opens at nine. <script>x</script>"


@pytest.fixture
def app() -> AppTest:
    testing = pytest.importorskip("streamlit.testing.v1")  # a second to import
    opened: AppTest = testing.AppTest.from_file(str(APP), default_timeout=60).run()
    return opened


def texts(app: AppTest) -> list[str]:
    assert not app.exception
    return [element.value for element in app.text]


def test_a_file_is_summarized_and_asked(app: AppTest) -> None:
    assert "Drop a file" in app.info[0].value
    app.file_uploader[0].upload("story.txt", STORY).run()
    app.button[0].click().run()
    shown = texts(app)
    assert "Mrs Alder approves every refund herself. [1]" in shown
    assert any(line.startswith("[1] story.txt") for line in shown)
    assert "“Mrs Alder approves every refund herself.”" in shown
    app.text_input[1].input("Who approves a refund?").run()
    assert any("Alder" in line for line in texts(app))
    app.text_input[1].input("What do whales eat in the Arctic winter?").run()
    assert "The documents do not say." in texts(app)


def test_a_bad_file_is_one_line(app: AppTest) -> None:
    app.file_uploader[0].upload("empty.pdf", b"%PDF-1.4 broken").run()
    assert not app.exception
    assert "empty.pdf" in app.error[0].value


def test_it_shows_how_small_an_application_is() -> None:
    assert len(APP.read_text().splitlines()) <= 80
