"""How much a model reads, where servers, gateways and catalogs say it: in its entry of the list of
models, or on pages of their own.
"""

# Tables: their rows are not broken up.
# ruff: noqa: E501

from typing import Any

ENTRIES: list[tuple[dict[str, Any], int | None]] = [
    ({"id": "m", "owned_by": "vllm", "max_model_len": 4096}, 4096),
    ({"id": "m", "context_window": 131072}, 131072),
    ({"id": "m", "context_length": 32768, "top_provider": {"context_length": 16384}}, 32768),
    ({"id": "m", "max_context_length": 32768, "loaded_context_length": 4096}, 4096),
    ({"id": "m", "meta": {"n_ctx_train": 8192}}, 8192),
    ({"id": "m", "owned_by": "library"}, 4096),
    ({"id": "m", "context_length": "long"}, None),
    ({"id": "m"}, None),
    ({"id": "m", "max_input_tokens": 32768, "max_output_tokens": 4096}, 32768),
    ({"id": "m", "context_length": "32768"}, 32768),
    ({"id": "m", "limits": {"max_context_tokens": 32768}}, 32768),
    ({"id": "m", "limit": {"context": 32768, "output": 8192}}, 32768),
    ({"id": "m", "model_info": {"max_input_tokens": 32768}}, 32768),
    ({"id": "m", "capabilities": {"limits": {"max_context_window_tokens": 32768}}}, 32768),
    ({"id": "m", "contextSize": 32768}, 32768),
    ({"id": "m", "inputTokenLimit": 32768, "outputTokenLimit": 8192}, 32768),
    ({"id": "m", "max_sequence_length": 32768}, 32768),
    ({"id": "m", "config": {"context_window": 32768}}, 32768),
    ({"id": "m", "context_length": None, "max_model_len": 4096}, 4096),
    ({"id": "m", "context_length": 0}, None),
    ({"id": "m", "max_tokens": 4096, "context_window": 131072}, 131072),
    ({"id": "m", "meta": {"n_ctx": 4096, "n_ctx_train": 131072}}, 4096),
    # Novita
    ({"id": "m", "context_size": 163840, "max_output_tokens": 65536}, 163840),
    # TabbyAPI
    ({"id": "m", "owned_by": "tabbyAPI", "parameters": {"max_seq_len": 32768, "cache_size": 65536}}, 32768),
    # DeepInfra
    ({"id": "m", "metadata": {"context_length": 131072, "max_tokens": 16384}}, 131072),
    # Hugging Face's router: any of the providers may answer
    ({"id": "m", "providers": [{"provider": "a", "context_length": 131072}, {"provider": "b", "context_length": 40960}]}, 40960),
    # Cloudflare
    ({"id": "m", "properties": [{"property_id": "max_total_tokens", "value": "32000"}, {"property_id": "context_window", "value": "24000"}]}, 24000),
    # watsonx
    ({"id": "m", "model_limits": {"max_sequence_length": 131072, "max_output_tokens": 8192}}, 131072),
    # llama.cpp's router
    ({"id": "m", "status": {"value": "loaded", "args": ["llama-server", "--ctx-size", "8192", "--port", "0"]}}, 8192),
    # Jan
    ({"id": "m", "ctx_len": 8192, "max_tokens": 4096}, 8192),
    # Helicone
    ({"id": "m", "endpoints": [{"provider": "a", "contextLength": 128000.0}]}, 128000),
    # xAI
    ({"id": "m", "max_prompt_length": 131072}, 131072),
    ({"id": "m", "context_length": "128K"}, 128000),
    ({"id": "m", "context_length": -1}, None),
    ({"id": "m", "context": 32768}, 32768),
    ({"id": "m", "details": {"context_length": 40960}}, 40960),
    ({"id": "m", "specs": [{"name": "Context window", "value": "32,768 tokens"}]}, 32768),
    ({"id": "m", "limits": {"inputTokens": 32768, "outputTokens": 4096}}, 32768),
    ({"id": "m", "max_total_tokens": 32768}, 32768),
    ({"id": "m", "token_limits": {"context": 32768, "completion": 4096}}, 32768),
    ({"id": "m", "context_window_tokens": "32k"}, 32000),
    ({"id": "m", "engine_args": ["--max-model-len", "4096", "--tp", "2"]}, 4096),
    ({"id": "m", "rate_limits": {"input_tokens_per_minute": 30000}}, None),
    ({"id": "m", "pricing": {"context_cache": 0.1}, "created": 1700000000}, None),
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

PAGES: list[tuple[dict[str, Any], dict[str, Any], int]] = [
    # KoboldCpp
    ({"id": "m", "owned_by": "koboldcpp"}, {"/api/extra/true_max_context_length": {"value": 8192}}, 8192),
    # TGI
    ({"id": "m", "owned_by": "m"}, {"/info": {"model_id": "m", "max_input_tokens": 4095, "max_total_tokens": 4096}}, 4095),
    # LM Studio
    ({"id": "m", "owned_by": "organization_owner"}, {"/api/v1/models": {"models": [{"type": "llm", "key": "m", "max_context_length": 131072, "loaded_instances": [{"id": "m", "config": {"context_length": 4096}}]}]}}, 4096),
]  # fmt: skip
