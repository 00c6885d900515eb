from pathlib import Path

import numpy as np

from precis.stores.journal import Journal


def steps(journal: Journal, keys: list[str]) -> int:
    """Count the steps of SQLite's machine, which do not depend on the clock."""
    counted: list[None] = []
    journal._db.set_progress_handler(lambda: counted.append(None), 1)
    assert set(journal.get(keys)) == set(keys)
    journal._db.set_progress_handler(None, 1)
    return len(counted)


def test_finding_few_vectors_costs_the_same_among_many(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite", "minilm")
    vector = np.zeros(4, dtype=np.float32)
    keys = [f"{number:04}" for number in range(4000)]
    journal.put(dict.fromkeys(keys[:40], vector))
    before = steps(journal, keys[:10])
    journal.put(dict.fromkeys(keys[40:], vector))
    assert steps(journal, keys[:10]) < 2 * before
