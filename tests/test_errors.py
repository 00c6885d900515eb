import pytest

from precis.errors import MissingExtraError, require


def test_a_missing_package_names_its_extra() -> None:
    require("json", "precis serve", "web")
    with pytest.raises(MissingExtraError, match="precis serve needs the extra 'web': uv sync"):
        require("no_such_package", "precis serve", "web")
