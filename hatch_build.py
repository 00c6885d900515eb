"""Build hook: gives an editable install its import name, `build/precis` → this checkout.

The folders of the package stand at the top of the repository. A link that is made at install
time, and is not in Git, works on systems whose checkouts cannot hold links: Windows gets a
directory junction, which needs no privilege.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PackageLink(BuildHookInterface):  # type: ignore[type-arg]  # generic only in stubs
    """Links the checkout as the package `precis` for editable installs."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - Hatchling's signature
        """Make the link, unless a wheel or sdist is built."""
        root = Path(self.root)
        link = root / "build" / "precis"
        if version != "editable" or link.exists():
            return
        link.parent.mkdir(exist_ok=True)
        link.unlink(missing_ok=True)
        if os.name == "nt":
            import _winapi

            _winapi.CreateJunction(str(root), str(link))
        else:
            link.symlink_to("..", target_is_directory=True)
