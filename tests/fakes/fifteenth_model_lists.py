"""Lists of models as servers, gateways and catalogs print them: written from their references
before any was tried. The second half was tried once after the first had been mended.
"""

# A table: its rows are not broken up.
# ruff: noqa: E501

from typing import Any

from tests.fakes.later_model_lists import openai

FIFTEENTH_LISTS: list[tuple[dict[str, Any] | list[Any], str | None]] = [
    # Volcengine
    ({"object": "list", "data": [{"id": "doubao-pro-32k-functioncall-240815", "domain": "", "features": {}, "status": "Shutdown"}, {"id": "doubao-embedding-vision-250615", "domain": "Embedding", "modalities": {"input_modalities": ["text", "image"]}, "task_type": ["MultimodalEmbedding"]}, {"id": "doubao-seedream-4-0", "domain": "ImageGeneration", "task_type": ["TextToImage"], "modalities": {"input_modalities": ["text"], "output_modalities": ["image"]}}, {"id": "doubao-seed-1-6", "domain": "VLM", "task_type": ["TextGeneration", "VisualQuestionAnswering"], "modalities": {"input_modalities": ["text", "image"], "output_modalities": ["text"]}, "token_limits": {"context_window": 262144}}]}, "doubao-seed-1-6"),
    # Copilot
    ({"data": [{"id": "text-embedding-3-small", "capabilities": {"family": "text-embedding-3-small", "type": "embeddings"}, "model_picker_enabled": False}, {"id": "grok-code-fast-1", "capabilities": {"family": "grok-code", "type": "chat"}, "policy": {"state": "disabled"}}, {"id": "gpt-4.1", "capabilities": {"family": "gpt-4.1", "type": "chat"}, "policy": {"state": "enabled"}}]}, "gpt-4.1"),
    # Venice
    ({"object": "list", "type": "all", "data": [{"id": "venice-sd35", "type": "image", "model_spec": {"offline": False}}, {"id": "kokoro", "type": "tts", "model_spec": {}}, {"id": "dolphin-72b", "type": "text", "model_spec": {"offline": True, "availableContextTokens": 32768}}, {"id": "zai-org-glm-5-1", "type": "text", "model_spec": {"offline": False, "capabilities": {"supportsVision": False}}}]}, "zai-org-glm-5-1"),
    # Xinference
    ({"object": "list", "data": [{"id": "vec", "model_type": "embedding", "dimensions": 1024}, {"id": "rr", "model_type": "rerank"}, {"id": "z", "model_type": "image", "model_ability": ["text2image"]}, {"id": "plain", "model_type": "LLM", "model_ability": ["generate"]}, {"id": "mine", "model_type": "LLM", "model_ability": ["chat", "tools"]}]}, "mine"),
    # watsonx
    ({"total_count": 4, "limit": 100, "first": {"href": "x"}, "resources": [{"model_id": "ibm/slate-125m-english-rtrvr-v2", "functions": [{"id": "embedding"}]}, {"model_id": "ibm/granite-ttm-1024-96-r2", "functions": [{"id": "time_series_forecast"}]}, {"model_id": "meta-llama/llama-3-405b-instruct", "functions": [{"id": "text_chat"}], "lifecycle": [{"id": "available", "start_date": "2024-01-01"}, {"id": "withdrawn", "current_state": True}]}, {"model_id": "ibm/granite-3-8b-instruct", "functions": [{"id": "text_chat"}, {"id": "text_generation"}], "lifecycle": [{"id": "available", "current_state": True}]}]}, "ibm/granite-3-8b-instruct"),
    # Databricks
    ({"endpoints": [{"name": "databricks-gte-large-en", "task": "llm/v1/embeddings", "state": {"ready": "READY", "config_update": "NOT_UPDATING"}}, {"name": "databricks-claude", "task": "llm/v1/chat", "state": {"ready": "NOT_READY", "config_update": "NOT_UPDATING"}}, {"name": "house", "task": "llm/v1/chat", "state": {"ready": "READY", "config_update": "NOT_UPDATING"}}]}, "house"),
    # LiteLLM
    ({"data": [{"model_name": "emb", "litellm_params": {"model": "azure/ada"}, "model_info": {"id": "1", "mode": "embedding"}}, {"model_name": "pics", "litellm_params": {"model": "x/y"}, "model_info": {"id": "2", "mode": "image_generation"}}, {"model_name": "team-default", "litellm_params": {"model": "x/z"}, "model_info": {"id": "3", "mode": "chat", "max_input_tokens": 8192}}]}, "team-default"),
    # xAI
    ({"models": [{"id": "imagine-2", "input_modalities": ["text"], "output_modalities": ["image"]}, {"id": "grok-4.3", "input_modalities": ["text", "image"], "output_modalities": ["text"], "aliases": ["grok-latest"]}]}, "grok-4.3"),
    # Cloudflare
    ({"success": True, "errors": [], "messages": [], "result": [{"id": "429b9e8b-d99e-44de-91ad-706cf8183658", "source": 1, "name": "@cf/vendor/vectors", "task": {"id": "0137cdcf-162a-4108-94f2-1ca59e8c65ee", "name": "Text Embeddings"}}, {"id": "7f9a76e1-d120-48dd-a565-101d328bbb02", "name": "@cf/vendor/resnet-50", "task": {"name": "Image Classification"}}, {"id": "9b9c87c6-d4b7-494c-b177-87feab5904db", "name": "@cf/meta/llama-3.1-8b-instruct-fp8", "task": {"name": "Text Generation"}}]}, "@cf/meta/llama-3.1-8b-instruct-fp8"),
    # SiliconFlow
    (openai("FunAudioLLM/SenseVoiceSmall", "Wan-AI/Wan2.2-I2V-A14B", "netease-youdao/bce-embedding-base_v1", "Kwai-Kolors/Kolors", "fishaudio/fish-speech-1.5", "tencent/Hunyuan-MT-7B", "THUDM/GLM-4-9B-0414"), "THUDM/GLM-4-9B-0414"),
    # Lemonade
    ({"object": "list", "data": [{"id": "nomic-v1-GGUF", "labels": ["embeddings"], "recipe": "llamacpp"}, {"id": "Tiny", "labels": ["audio", "transcription"], "recipe": "whispercpp"}, {"id": "SD-Turbo", "labels": ["image"], "recipe": "sd-cpp"}, {"id": "user.Order", "labels": ["reranking"], "recipe": "llamacpp"}, {"id": "user.Mine", "labels": ["custom", "reasoning"], "recipe": "llamacpp"}]}, "user.Mine"),
    # Ollama of late
    ({"models": [{"name": "x:latest", "model": "x:latest", "capabilities": ["embedding"], "details": {"family": "gemma3", "embedding_length": 768}}, {"name": "z-turbo:latest", "capabilities": ["image"]}, {"name": "mine:latest", "capabilities": ["completion", "tools"], "details": {"family": "qwen3"}}]}, "mine:latest"),
    # tingly-box
    ({"success": True, "data": {"models": ["jina-clip-v2", "MiniMaxAI/MiniMax-M2.5"]}}, "MiniMaxAI/MiniMax-M2.5"),
    (openai("omniparser-v2", "moondream2-point", "kosmos-layout", "t5gemma-encoder", "apertus-8b-instruct-2509"), "apertus-8b-instruct-2509"),
    ({"data": [{"id": "a", "task_type": ["TextEmbedding"]}, {"id": "b", "type": "tts"}, {"id": "c", "task": "automatic-speech-recognition"}]}, None),
]  # fmt: skip

THEN_LISTS: list[tuple[dict[str, Any] | list[Any], str | None]] = [
    # Open WebUI
    ({"data": [{"id": "vectors:latest", "name": "vectors", "owned_by": "ollama", "ollama": {"name": "vectors:latest", "details": {"family": "nomic-bert"}}}, {"id": "arena-model", "name": "Arena", "owned_by": "arena", "info": {"meta": {"capabilities": {"vision": True}}}, "arena": True}, {"id": "phi4:latest", "name": "phi4", "owned_by": "ollama", "ollama": {"name": "phi4:latest", "details": {"family": "phi3"}}}]}, "phi4:latest"),
    # Oracle's generative AI
    ({"items": [{"id": "ocid1.a", "display-name": "cohere.embed-v4", "capabilities": ["TEXT_EMBEDDINGS"], "lifecycle-state": "ACTIVE"}, {"id": "ocid1.b", "display-name": "old", "capabilities": ["CHAT"], "lifecycle-state": "ACTIVE", "time-deprecated": "2025-01-01"}, {"id": "ocid1.c", "display-name": "new", "capabilities": ["CHAT", "FINE_TUNE"], "lifecycle-state": "ACTIVE", "time-deprecated": None}]}, "ocid1.c"),
    # Infinity
    ({"object": "list", "data": [{"id": "a", "stats": {"queue_fraction": 0.0}, "object": "model", "owned_by": "infinity", "backend": "torch", "capabilities": ["embed"]}, {"id": "b", "capabilities": ["classify"]}, {"id": "c", "capabilities": ["rerank"]}]}, None),
    # Replicate
    ({"next": None, "previous": None, "results": [{"owner": "x", "name": "speech-clone", "description": "Text to speech"}, {"owner": "meta", "name": "meta-llama-3-8b-instruct", "description": "A language model"}]}, "meta-llama-3-8b-instruct"),
    # KServe's repository
    ({"models": [{"name": "ranker", "state": "UNAVAILABLE", "reason": "unloaded"}, {"name": "tiny-llm", "state": "UNAVAILABLE"}, {"name": "house", "state": "READY", "reason": ""}]}, "house"),
    # Poe
    (openai("Imagen-4-Fast", "ElevenLabs-v3", "Veo-3.1", "Lyria", "Kling-2.1-Master", "Claude-Haiku-4.5"), "Claude-Haiku-4.5"),
    # Bedrock
    ({"modelSummaries": [{"modelId": "amazon.titan-embed-text-v2:0", "outputModalities": ["EMBEDDING"], "inputModalities": ["TEXT"], "modelLifecycle": {"status": "ACTIVE"}}, {"modelId": "anthropic.claude-v2", "outputModalities": ["TEXT"], "inputModalities": ["TEXT"], "modelLifecycle": {"status": "LEGACY"}}, {"modelId": "anthropic.claude-haiku-4-5", "outputModalities": ["TEXT"], "inputModalities": ["TEXT", "IMAGE"], "modelLifecycle": {"status": "ACTIVE"}}]}, "anthropic.claude-haiku-4-5"),
    # a gateway by provider
    ({"providers": {"local": {"models": [{"slug": "m-emb", "type": "embedding"}, {"slug": "m-chat", "type": "chat"}]}}}, "m-chat"),
    # Triton and NIM side by side
    ({"object": "list", "data": [{"id": "nvidia/parakeet-ctc", "object": "model", "root": "x"}, {"id": "nvidia/usdcode-embed", "object": "model"}, {"id": "nvidia/nemotron-nano-9b-v2", "object": "model", "max_model_len": 32768}]}, "nvidia/nemotron-nano-9b-v2"),
    # Nebius, verbose
    ({"data": [{"id": "black-forest-labs/f-dev", "architecture": {"modality": "text->image"}}, {"id": "BAAI/en-icl", "architecture": {"modality": "text->embedding"}}, {"id": "NousResearch/H-4-70B", "architecture": {"modality": "text->text"}, "context_length": 131072}]}, "NousResearch/H-4-70B"),
    # Parasail
    (openai("parasail-bge-m3", "parasail-ui-tars-1p5-7b", "parasail-orpheus", "parasail-gemma3-27b-it"), "parasail-gemma3-27b-it"),
    # Snowflake-like rows
    ({"rows": [{"model": "e5-base-v2", "functions": "EMBED_TEXT"}, {"model": "claude-x", "functions": "COMPLETE"}]}, "claude-x"),
    # a gateway with deployments' health
    ({"data": [{"id": "a", "health": {"status": "unhealthy"}}, {"id": "b", "health": {"status": "healthy"}}]}, "b"),
    # use cases
    ({"models": [{"modelName": "v1", "useCase": "embeddings"}, {"modelName": "w1", "useCase": "chat"}]}, "w1"),
    # llama-swap, unlisted
    ({"data": [{"id": "emb", "meta": {"llamaswap": {"type": "embedding"}}}, {"id": "writer", "meta": {"llamaswap": {"type": "llm"}}}], "object": "list"}, "writer"),
]  # fmt: skip
