"""Model calls at half the price, answered within a day: the batch endpoints of providers.

`transport.py` is what the call layer sends through; `openai_files.py` and `anthropic_messages.py`
speak to the servers, `record.py` keeps what is under way, so that nothing is paid twice.
"""

from precis.models.batches.patience import Patience
from precis.models.batches.transport import Batches

__all__ = ["Batches", "Patience"]
