import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precis.errors import UsageError
from precis.models.addresses import clean_address, clean_key

ADDRESS = "http://localhost:1234/v1"
QUOTES = "\"'`“”‘’„«»"


@pytest.mark.parametrize(
    "given",
    [
        ADDRESS,
        f"  {ADDRESS}\n",
        f"“{ADDRESS}”",
        f"'{ADDRESS}/'",
        f"{ADDRESS}//",
        "localhost:1234/v1",
        *(
            ADDRESS + end
            for end in ("/chat/completions", "/chat/completions/", "/responses", "/models")
        ),
    ],
)
def test_an_address_as_it_stands_in_real_shells_is_put_right(given: str) -> None:
    assert clean_address("OPENAI_BASE_URL", {"OPENAI_BASE_URL": given}) == ADDRESS


@pytest.mark.parametrize(
    "given",
    ["http://local host/v1", "ftp://localhost/v1", "http://", "http://h:port/v1", "http://h:0/v1",
     "http://h:70000", "http://[::1/v1", "file:///etc/passwd", "htp:/x", "https:/host/v1"],
)  # fmt: skip
def test_what_is_no_address_is_named_with_its_variable(given: str) -> None:
    with pytest.raises(UsageError) as caught:
        clean_address("OPENAI_BASE_URL", {"OPENAI_BASE_URL": given})
    assert "OPENAI_BASE_URL" in str(caught.value)
    assert given in str(caught.value)


def test_nothing_set_is_no_address() -> None:
    assert clean_address("OPENAI_BASE_URL", {}) == ""
    assert clean_address("OPENAI_BASE_URL", {"OPENAI_BASE_URL": ' "" '}) == ""


@given(
    st.text(string.ascii_letters + string.digits + "-_.", min_size=1),
    st.text(" \t\r\n", max_size=3),
    st.sampled_from(["", *QUOTES]),
)
def test_white_space_and_quotes_around_a_key_do_not_matter(
    key: str, space: str, quote: str
) -> None:
    given = f"{space}{quote}{key}{quote}{space}"
    assert clean_key("OPENAI_API_KEY", {"OPENAI_API_KEY": given}) == key


@pytest.mark.parametrize("sign", ["\n", " ", "\x00", "é", "…", "”", "\u200b"])
def test_a_sign_within_a_key_is_named_and_the_key_is_not_shown(sign: str) -> None:
    with pytest.raises(UsageError, match="OPENAI_API_KEY") as caught:
        clean_key("OPENAI_API_KEY", {"OPENAI_API_KEY": f"sk-secret{sign}rest"})
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)
