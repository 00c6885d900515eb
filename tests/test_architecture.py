"""Imports point one way: no arrow up, no circle. Read with `ast`, so that lazy imports count."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
LAYERS = (
    {"database", "errors", "environment", "event_loop", "json_text", "languages"}
    | {"low_priority", "memory_limit"},
    {"loaders", "splitters", "prompts", "models", "stores"},
    {"chains"},
    {"screen", "web", "api"},
    {"commands"},
    {"main", "__main__", "__init__"},
)
LEAVES = LAYERS[1]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def modules() -> dict[str, Path]:
    folders = [path for path in ROOT.iterdir() if path.name in LEVEL and path.is_dir()]
    files = [path for path in ROOT.glob("*.py") if path.stem in LEVEL]
    found = [*files, *(path for folder in folders for path in folder.rglob("*.py"))]
    return {dotted(path): path for path in found}


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    inside = parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts
    return ".".join(("precis", *inside))


def imported(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """Yield the modules of ours that a file imports anywhere in it, also for types alone."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                if name in known:
                    yield name
                elif node.module in known:
                    yield node.module


def part(module: str) -> str:
    return module.split(".")[1]


KNOWN = modules()


@cache
def arrows() -> dict[str, set[str]]:
    """The modules of ours that each of ours imports."""
    return {module: set(imported(path, KNOWN)) - {module} for module, path in KNOWN.items()}


def test_no_import_points_up_or_from_leaf_to_leaf() -> None:
    wrong = [
        f"{module} imports {other}"
        for module, others in arrows().items()
        for other in others
        if LEVEL[part(other)] > LEVEL[part(module)]
        or (part(module) in LEAVES and part(other) in LEAVES and part(other) != part(module))
    ]
    assert wrong == []


def test_no_circle() -> None:
    walk = "precis.loaders.office."  # one walk over a story in three files, joined by its types
    apart = {
        module: {other for other in others if not (module + other).startswith(walk)}
        for module, others in arrows().items()
    }
    try:
        TopologicalSorter(apart).prepare()
    except CycleError as error:
        raise AssertionError(" → ".join(error.args[1])) from None


def test_files_are_short_or_say_why_not() -> None:
    """A file of more than 300 lines gives its reason in its first line: "…, in one file: …"."""
    texts = {name: path.read_text(encoding="utf-8") for name, path in KNOWN.items()}
    long = {name: text for name, text in texts.items() if text.count("\n") > 300}
    assert [
        name for name, text in long.items() if "in one file" not in text.partition("\n")[0]
    ] == []


def defined(body: list[ast.stmt], name: str) -> bool:
    """Return whether a dotted name of a function, class or constant is defined in `body`."""
    first, _, rest = name.partition(".")
    for node in body:
        names = {it.id for it in getattr(node, "targets", []) if isinstance(it, ast.Name)}
        if {first} & names or getattr(node, "name", "") == first:
            return not rest or defined(getattr(node, "body", []), rest)
    return False


def test_what_contributing_says_of_each_behaviour_is_there() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = guide.partition("## Where behaviour is decided")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \| `([^`]+)` \| `([^`]+)` \|$", section, re.MULTILINE)
    assert len(rows) == section.count("\n|") - 2
    for behaviour, file, name in rows:
        body = ast.parse((ROOT / file).read_text(encoding="utf-8")).body
        assert defined(body, name), f"{behaviour}: no {name} in {file}"


def test_every_folder_and_file_that_contributing_names_is_there() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = guide.partition("## Where things are")[2].partition("\n## ")[0]
    for cell in re.findall(r"^\| (.+?) \|", section, re.MULTILINE)[2:]:
        for name in re.findall(r"`([^`]+)`", cell):
            assert (ROOT / name).exists(), name
