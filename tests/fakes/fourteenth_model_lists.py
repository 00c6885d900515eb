"""Lists of models and their windows as more servers print them: written from their public
references without a look at how a model is chosen, and tried once before any change.
"""

# Tables: their rows are not broken up.
# ruff: noqa: E501

from typing import Any

from tests.fakes.later_model_lists import openai

FOURTEENTH_LISTS: list[tuple[dict[str, Any] | list[Any], str | None]] = [
    # Together
    ([{"id": "BAAI/b", "type": "embedding"}, {"id": "Salesforce/r", "type": "rerank"}, {"id": "meta-llama/G", "type": "moderation"}, {"id": "meta-llama/Llama-3-70b-hf", "type": "language"}, {"id": "deepseek-ai/DeepSeek-V3", "type": "chat"}], "deepseek-ai/DeepSeek-V3"),
    # Vercel's gateway
    ({"object": "list", "data": [{"id": "bfl/x", "type": "image"}, {"id": "voyage/y", "type": "embedding"}, {"id": "anthropic/claude-haiku-4.5", "type": "language", "context_window": 200000}]}, "anthropic/claude-haiku-4.5"),
    # GitHub's catalog
    ([{"id": "openai/e", "supported_output_modalities": ["embeddings"], "limits": {"max_input_tokens": 8191}}, {"id": "openai/gpt-4.1", "supported_input_modalities": ["text", "image"], "supported_output_modalities": ["text"]}], "openai/gpt-4.1"),
    # Cohere
    ({"models": [{"name": "embed-v4.0", "endpoints": ["embed", "classify"]}, {"name": "rerank-v3.5", "endpoints": ["rerank"]}, {"name": "command-a-03-2025", "endpoints": ["generate", "chat", "summarize"]}]}, "command-a-03-2025"),
    # Fireworks
    ({"data": [{"id": "accounts/fireworks/models/a", "kind": "FLUMINA_BASE_MODEL", "supports_chat": False}, {"id": "accounts/fireworks/models/b", "kind": "HF_BASE_MODEL", "supports_chat": True}]}, "accounts/fireworks/models/b"),
    (openai("davinci-002", "gpt-3.5-turbo-instruct", "babbage-002", "gpt-4o"), "gpt-4o"),
    (openai("gpt-4o-audio-preview", "gpt-audio-mini", "tts-1-hd", "gpt-5.1-mini"), "gpt-5.1-mini"),
    (openai("qwen3-8b-base", "gemma-3-4b-pt", "qwen3-8b"), "qwen3-8b"),
    # Bedrock
    (openai("amazon.titan-image-generator-v2:0", "stability.sd3-5-large-v1:0", "cohere.embed-multilingual-v3", "amazon.rerank-v1:0", "amazon.nova-canvas-v1:0", "us.amazon.nova-lite-v1:0"), "us.amazon.nova-lite-v1:0"),
    # NVIDIA
    (openai("nvidia/nv-rerankqa-mistral-4b-v3", "nvidia/nemoretriever-parse", "nvidia/nvclip", "snowflake/arctic-embed-l", "meta/llama-3.1-8b-instruct"), "meta/llama-3.1-8b-instruct"),
    # Groq
    (openai("canopylabs/orpheus-v1-english", "meta-llama/llama-prompt-guard-2-22m", "openai/gpt-oss-safeguard-20b", "llama-3.1-8b-instant"), "llama-3.1-8b-instant"),
    # xAI
    (openai("grok-2-image-1212", "grok-imagine-video", "grok-4-fast-non-reasoning"), "grok-4-fast-non-reasoning"),
    # DashScope
    (openai("qwen3-tts-flash", "wan2.2-t2i-plus", "gte-rerank-v2", "paraformer-v2", "cosyvoice-v2", "qwen-plus"), "qwen-plus"),
    # Azure
    ({"data": [{"id": "ada-2", "capabilities": {"inference": True, "completion": False, "chat_completion": False, "embeddings": True}}, {"id": "gpt-35-turbo-instruct", "capabilities": {"inference": True, "completion": True, "chat_completion": False}}, {"id": "o4-mini", "capabilities": {"inference": True, "completion": False, "chat_completion": True}}]}, "o4-mini"),
    # llama.cpp's router
    ({"data": [{"id": "ggml-org/embeddinggemma-300M-GGUF:Q8_0", "status": {"value": "unloaded"}}, {"id": "ggml-org/gemma-3-4b-it-GGUF:Q4_K_M", "status": {"value": "unloaded"}}]}, "ggml-org/gemma-3-4b-it-GGUF:Q4_K_M"),
    # Featherless
    ({"data": [{"id": "big", "available_on_current_plan": False}, {"id": "small", "available_on_current_plan": True}]}, "small"),
    # DeepInfra
    ({"data": [{"id": "x", "metadata": {"tags": ["embeddings"]}}, {"id": "y", "metadata": {"tags": ["prompt_cache", "reasoning"], "context_length": 40960}}]}, "y"),
    # OpenRouter
    ({"data": [{"id": "g/flash-image", "architecture": {"output_modalities": ["image", "text"]}}, {"id": "g/flash", "architecture": {"output_modalities": ["text"]}}]}, "g/flash"),
    # Novita
    ({"data": [{"id": "p", "endpoints": ["completions"]}, {"id": "q", "endpoints": ["chat/completions", "completions"]}]}, "q"),
    # GPT4All
    ({"object": "list", "data": [{"id": "Nomic Embed Text v1.5"}, {"id": "Llama 3 8B Instruct"}]}, "Llama 3 8B Instruct"),
    # Mistral
    ({"data": [{"id": "mistral-ocr-latest", "capabilities": {"completion_chat": True, "ocr": True}}, {"id": "old", "capabilities": {"completion_chat": True}, "deprecation": "2024-11-30T12:00:00Z"}, {"id": "ministral-8b", "capabilities": {"completion_chat": True}, "deprecation": None}]}, "ministral-8b"),
]  # fmt: skip

FOURTEENTH_WINDOWS: list[tuple[dict[str, Any], int | None]] = [
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
]  # fmt: skip

PAGES: list[tuple[dict[str, Any], dict[str, Any], int]] = [
    # KoboldCpp
    ({"id": "m", "owned_by": "koboldcpp"}, {"/api/extra/true_max_context_length": {"value": 8192}}, 8192),
    # TGI
    ({"id": "m", "owned_by": "m"}, {"/info": {"model_id": "m", "max_input_tokens": 4095, "max_total_tokens": 4096}}, 4095),
    # LM Studio
    ({"id": "m", "owned_by": "organization_owner"}, {"/api/v1/models": {"models": [{"type": "llm", "key": "m", "max_context_length": 131072, "loaded_instances": [{"id": "m", "config": {"context_length": 4096}}]}]}}, 4096),
]  # fmt: skip


SECOND_LISTS: list[tuple[dict[str, Any] | list[Any], str | None]] = [
    # Tried after the mends, for the first time.
    (openai("hunyuan-dit", "hunyuan-video", "hunyuan-turbos-latest"), "hunyuan-turbos-latest"),
    (openai("gemini-2.5-flash-native-dialog", "gemini-robotics-er-1.5-preview", "gemini-2.5-flash-lite"), "gemini-2.5-flash-lite"),
    (openai("mistralai/Mistral-7B-v0.1", "mistralai/Mistral-7B-Instruct-v0.3"), "mistralai/Mistral-7B-Instruct-v0.3"),
    (openai("glm-4-voice", "cogview-4", "cogvideox-3", "glm-4.5-air"), "glm-4.5-air"),
    ({"data": [{"id": "a", "model_task": "text2image"}, {"id": "b", "model_task": "text2text"}]}, "b"),
    ({"data": [{"id": "a", "is_chat": False}, {"id": "b", "is_chat": True}]}, "b"),
    ({"data": [{"id": "m1", "lifecycle_status": "deprecated"}, {"id": "m2", "lifecycle_status": "generally-available"}]}, "m2"),
    ({"data": [{"id": "m1", "visibility": "hidden", "enabled": False}, {"id": "m2", "enabled": True}]}, "m2"),
    ({"items": [{"id": "rerank-x"}, {"id": "solar-pro"}]}, "solar-pro"),
    (openai("deepseek-ai/DeepSeek-OCR", "Qwen/Qwen3-Reranker-4B", "Qwen/Qwen-Image-Edit", "Qwen/Qwen3-VL-8B-Instruct"), "Qwen/Qwen3-VL-8B-Instruct"),
]  # fmt: skip
SECOND_WINDOWS: list[tuple[dict[str, Any], int | None]] = [
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
]  # fmt: skip
