"""Lists of models as servers, gateways and catalogs print them, and what they say of windows:
written from their references and from public reports, and tried once before any change.
"""

# A table: its rows are not broken up.
# ruff: noqa: E501

from typing import Any

from tests.fakes.later_model_lists import openai

SIXTEENTH_LISTS: list[tuple[dict[str, Any] | list[Any], str | None]] = [
    # Dify
    ({"data": [{"provider": "openai", "label": {"en_US": "OpenAI"}, "status": "active", "models": [{"model": "vectors-3", "label": {"en_US": "vectors-3"}, "model_type": "text-embedding", "features": None, "model_properties": {"context_size": 8191}, "status": "active"}, {"model": "house-writer", "model_type": "llm", "features": ["tool-call"], "model_properties": {"mode": "chat", "context_size": 32768}, "status": "active"}]}]}, "house-writer"),
    # LM Studio's own list
    ({"models": [{"type": "embedding", "key": "text-embedding-nomic", "display_name": "Nomic", "loaded_instances": [], "max_context_length": 2048}, {"type": "llm", "key": "qwen/qwen3-8b", "display_name": "Qwen3 8B", "loaded_instances": [{"id": "qwen/qwen3-8b", "config": {"context_length": 8192}}], "max_context_length": 40960}]}, "qwen/qwen3-8b"),
    # Docker Model Runner
    (openai("ai/mxbai-embed-large", "ai/granite-docling", "ai/smollm2", owned_by="docker"), "ai/smollm2"),
    # Foundry Local
    ({"models": [{"name": "whisper-tiny-generic-cpu", "task": "automatic-speech-recognition", "alias": "whisper-tiny"}, {"name": "phi-4-mini-instruct-generic-cpu", "task": "chat-completion", "alias": "phi-4-mini"}]}, "phi-4-mini-instruct-generic-cpu"),
    # GigaChat
    (openai("Embeddings", "EmbeddingsGigaR", "GigaChat-2", "GigaChat-2-Max"), "GigaChat-2"),
    # Yandex
    (openai("emb://b1g/text-search-doc/latest", "cls://b1g/yandexgpt/latest", "art://b1g/yandex-art/latest", "gpt://b1g/yandexgpt-lite/latest"), "gpt://b1g/yandexgpt-lite/latest"),
    # OpenVINO's server
    (openai("BAAI/bge-x", "OpenVINO/stable-x-int8-ov", "OpenVINO/Qwen3-8B-int4-ov", owned_by="OVMS"), "OpenVINO/Qwen3-8B-int4-ov"),
    # Hugging Face's router
    ({"object": "list", "data": [{"id": "x/dead-7b", "object": "model", "architecture": {"input_modalities": ["text"], "output_modalities": ["text"]}, "providers": [{"provider": "p", "status": "error"}]}, {"id": "y/live-7b", "object": "model", "architecture": {"input_modalities": ["text"], "output_modalities": ["text"]}, "providers": [{"provider": "q", "status": "live", "context_length": 32768, "supports_tools": True}]}]}, "y/live-7b"),
    # Chutes
    ({"object": "list", "data": [{"id": "chroma", "root": "x", "output_modalities": ["image"]}, {"id": "unsloth/gemma-3-4b-it", "root": "unsloth/gemma-3-4b-it", "max_model_len": 32768, "input_modalities": ["text"], "output_modalities": ["text"]}]}, "unsloth/gemma-3-4b-it"),
    # Vercel's gateway
    ({"object": "list", "data": [{"id": "amazon/titan-v2", "object": "model", "owned_by": "amazon", "type": "embedding", "context_window": 0}, {"id": "bfl/kontext-pro", "type": "image"}, {"id": "meituan/longcat-flash-chat", "type": "language", "context_window": 128000, "max_tokens": 8192}]}, "meituan/longcat-flash-chat"),
    # Azure
    ({"data": [{"id": "ada-2", "status": "succeeded", "capabilities": {"fine_tune": False, "inference": True, "completion": False, "chat_completion": False, "embeddings": True}, "lifecycle_status": "generally-available", "deprecation": {"inference": 1775088000}, "object": "model"}, {"id": "dalle-x", "status": "succeeded", "capabilities": {"inference": True, "chat_completion": False, "embeddings": False}, "object": "model"}, {"id": "house", "status": "succeeded", "capabilities": {"fine_tune": True, "inference": True, "completion": False, "chat_completion": True, "embeddings": False}, "lifecycle_status": "preview", "deprecation": {"fine_tune": 1775088000, "inference": 1775088000}, "object": "model"}], "object": "list"}, "house"),
    # SAP's AI Core
    ({"count": 2, "resources": [{"model": "text-embedding-x", "executableId": "azure-openai", "versions": [{"name": "1", "isLatest": True, "capabilities": ["embeddings"], "contextLength": 8191}]}, {"model": "house-4", "executableId": "azure-openai", "versions": [{"name": "2", "isLatest": True, "capabilities": ["text-generation"], "contextLength": 128000, "deprecated": False}]}]}, "house-4"),
]  # fmt: skip

SIXTEENTH_WINDOWS: list[tuple[dict[str, Any], int | None]] = [
    # ml-explore/mlx-lm #1184
    ({"id": "m", "object": "model", "created": 1745000000, "context_length": 32768}, 32768),
    # nocoo/raven #8
    ({"id": "m", "capabilities": {"limits": {"max_context_window_tokens": 128000, "max_prompt_tokens": 64000, "max_output_tokens": 4096}}}, 64000),
    # devchat-ai/devchat #302
    ({"id": "m", "contextSize": 16384}, 16384),
    # lmstudio-ai/lmstudio-bug-tracker #2139
    ({"id": "m", "max_context_length": 40960, "loaded_instances": [{"id": "m", "config": {"context_length": 8192}}]}, 8192),
    # SAP's AI Core
    ({"id": "m", "versions": [{"name": "2", "contextLength": 128000}]}, 128000),
    # Dify
    ({"id": "m", "model_properties": {"mode": "chat", "context_size": 4096}}, 4096),
    # Hugging Face's router
    ({"id": "m", "providers": [{"provider": "q", "context_length": 32768}, {"provider": "r", "context_length": 16384}]}, 16384),
    # KoboldCpp's own
    ({"id": "m", "max_context_length": 8192, "max_length": 512}, 8192),
    # SGLang
    ({"id": "m", "context_len": 32768, "max_total_num_tokens": 900000}, 32768),
    # TGI
    ({"id": "m", "max_input_tokens": 4096, "max_total_tokens": 8192, "max_batch_total_tokens": 66176}, 4096),
    # vLLM's configuration
    ({"id": "m", "config": {"max_position_embeddings": 131072, "max_model_len": 8192}}, 8192),
    # Baseten
    ({"id": "m", "context_length": "131,072 tokens", "max_completion_tokens": "8192"}, 131072),
]  # fmt: skip

AGAIN_LISTS: list[tuple[dict[str, Any] | list[Any], str | None]] = [
    # a registry by provider, with defaults
    ({"providers": [{"name": "local", "models": [{"id": "ears", "kind": "stt"}, {"id": "voice", "kind": "tts"}]}, {"name": "cloud", "models": [{"id": "pen", "kind": "llm"}]}], "default": "pen"}, "pen"),
    # AnythingLLM
    ({"models": [{"id": "workspace-docs", "object": "model", "owned_by": "ollama-mistral-nemo", "llm": {"provider": "ollama", "model": "mistral-nemo"}}]}, "workspace-docs"),
    # IONOS
    (openai("black-forest-labs/FLUX.1-schnell", "sentence-transformers/paraphrase-multilingual-mpnet-base-v2", "BAAI/bge-large-en-v1.5", "openGPT-X/Teuken-7B-instruct-commercial"), "openGPT-X/Teuken-7B-instruct-commercial"),
    # OVHcloud
    (openai("bge-multilingual-gemma2", "whisper-large-v3-turbo", "nvr-tts-de-de", "stable-diffusion-xl-base-v10", "Mistral-Small-3.2-24B-Instruct-2506"), "Mistral-Small-3.2-24B-Instruct-2506"),
    # Infomaniak
    ({"result": "success", "data": [{"id": 1, "name": "bge_multilingual_gemma2", "type": "embedding", "info_status": "ready"}, {"id": 2, "name": "photomaker", "type": "image", "info_status": "ready"}, {"id": 3, "name": "swiss-ai/Apertus-70B-Instruct-2509", "type": "llm", "info_status": "ready", "max_token_input": 65536}]}, "swiss-ai/Apertus-70B-Instruct-2509"),
    # Predibase
    ([{"name": "adapter-base", "type": "SERVERLESS", "status": "stopped", "baseModel": "qwen"}, {"name": "house", "type": "DEDICATED", "status": "ready", "baseModel": "qwen"}], "house"),
    # Clova Studio
    (openai("bge-m3", "clir-emb-dolphin", "HCX-005", "HCX-DASH-002", owned_by="clova-studio"), "HCX-005"),
    # Upstage
    (openai("embedding-query", "document-parse", "groundedness-check", "solar-pro2"), "solar-pro2"),
]  # fmt: skip
