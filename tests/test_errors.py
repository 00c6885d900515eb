import pytest

from precis.errors import MissingExtraError, require


def test_a_missing_package_names_its_extra() -> None:
    require("json", "precis serve", "web")
    with pytest.raises(
        MissingExtraError, match=r"needs the extra 'web': uv sync --inexact --extra web$"
    ):
        require("no_such_package", "precis serve", "web")
