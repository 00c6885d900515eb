"""Recover batches of processes that died before knowing whether the batch was created."""

from functools import partial
from pathlib import Path

from filelock import AsyncFileLock

from precis.models.batches.patience import Patient
from precis.models.batches.provider import Provider
from precis.models.batches.record import BatchRecord


async def recover(record: BatchRecord, provider: Provider, patient: Patient, lock: Path) -> None:
    """Name the batches on record that their server knows, and forget those that were never made.

    Who makes a batch holds `lock`: one without a name is nobody's any more. Raises CallError.
    """
    if all(batch.name for batch in record.all()):
        return
    async with AsyncFileLock(lock, thread_local=False):
        for batch in record.all():
            if batch.name:
                continue
            name = await patient.until_answered(partial(provider.find, batch.plan, record.names()))
            if name:
                record.name(batch.id, name)
            else:
                record.drop(batch.id)
