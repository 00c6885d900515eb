"""Lists of models as servers, gateways and catalogs print them, and the model that is to write: its
name, or None where no model of the list can.
"""

# Tables: their rows are not broken up.
# ruff: noqa: E501

from typing import Any

Listed = tuple[dict[str, Any] | list[Any], str | None]


def openai(*names: str, **more: Any) -> dict[str, Any]:
    return {"object": "list", "data": [{"id": name, "object": "model", **more} for name in names]}


NAMES_ALONE: list[Listed] = [
    (openai("text-embedding-nomic-embed-text-v1.5", "qwen3-8b"), "qwen3-8b"),
    (openai("bge-reranker-v2-m3", "whisper-large-v3", "gemma-3-12b-it"), "gemma-3-12b-it"),
    (openai("snowflake-arctic-embed-l-v2.0", "mistral-small-3.2"), "mistral-small-3.2"),
    (openai("intfloat/multilingual-e5-large", "meta-llama/Llama-3.1-8B-Instruct"), "meta-llama/Llama-3.1-8B-Instruct"),
    (openai("BAAI/bge-m3", "Qwen/Qwen3-4B"), "Qwen/Qwen3-4B"),
    (openai("tts-kokoro", "stablediffusion", "hermes-3-llama-3.1-8b"), "hermes-3-llama-3.1-8b"),
    (openai("flux.1-schnell", "parler-tts-mini", "phi-4"), "phi-4"),
    (openai("llama-guard-3-8b", "llama-3.3-70b-versatile"), "llama-3.3-70b-versatile"),
    (openai("all-minilm:latest", "llama3.2:1b"), "llama3.2:1b"),
    (openai("jina-embeddings-v3", "granite-embedding-278m", "granite-3.3-8b-instruct"), "granite-3.3-8b-instruct"),
    (openai("gpt-4o-transcribe", "dall-e-3", "omni-moderation-latest", "gpt-4.1-mini"), "gpt-4.1-mini"),
    (openai("mxbai-embed-large"), None),
    (openai("Qwen3-Embedding-8B", "Qwen3-Reranker-8B", "Qwen3-30B-A3B-Instruct"), "Qwen3-30B-A3B-Instruct"),
    (openai("sentence-transformers/paraphrase-multilingual-mpnet-base-v2", "microsoft/phi-4"), "microsoft/phi-4"),
    (openai("nvidia/nv-embedqa-e5-v5", "nvidia/llama-3.1-nemotron-70b-instruct"), "nvidia/llama-3.1-nemotron-70b-instruct"),
    (openai("voyage-3-large", "mistral-large"), "mistral-large"),
    (openai("UAE-Large-V1", "llama-3.2-3b"), "llama-3.2-3b"),
    (openai("gpt-4o-mini-tts", "gpt-4o-realtime-preview", "chatgpt-image-latest", "gpt-5-mini"), "gpt-5-mini"),
    (openai("wav2vec2-large", "seamless-m4t-v2", "yi-34b-chat"), "yi-34b-chat"),
    (openai("canary-1b-flash", "voxtral-mini-transcribe", "qwen-image", "qwen2.5-7b-instruct"), "qwen2.5-7b-instruct"),
    (openai("llava-hf/llava-1.5-7b", "shieldgemma-9b"), "llava-hf/llava-1.5-7b"),
    (openai("lcm-dreamshaper", "kandinsky", "smollm3-3b"), "smollm3-3b"),
    (openai("paraphrase-MiniLM-L6", "gte-large-en"), None),
    (openai("qwen3-vl-embedding-2b", "zerank-1", "parakeet-tdt-0.6b", "lfm2-1.2b"), "lfm2-1.2b"),
    (openai("embeddinggemma-300m", "orpheus-3b", "gemma-3-1b-it"), "gemma-3-1b-it"),
    (openai("sora-2", "veo-3", "gpt-realtime", "codestral-embed", "ministral-8b"), "ministral-8b"),
    (openai("moonshine-base", "granite-guardian-3.2", "smollm2-1.7b"), "smollm2-1.7b"),
    (openai("qwen3-asr-0.6b", "glm-ocr", "seed-oss-36b"), "seed-oss-36b"),
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
    (openai("hunyuan-dit", "hunyuan-video", "hunyuan-turbos-latest"), "hunyuan-turbos-latest"),
    (openai("gemini-2.5-flash-native-dialog", "gemini-robotics-er-1.5-preview", "gemini-2.5-flash-lite"), "gemini-2.5-flash-lite"),
    (openai("mistralai/Mistral-7B-v0.1", "mistralai/Mistral-7B-Instruct-v0.3"), "mistralai/Mistral-7B-Instruct-v0.3"),
    (openai("glm-4-voice", "cogview-4", "cogvideox-3", "glm-4.5-air"), "glm-4.5-air"),
    (openai("deepseek-ai/DeepSeek-OCR", "Qwen/Qwen3-Reranker-4B", "Qwen/Qwen-Image-Edit", "Qwen/Qwen3-VL-8B-Instruct"), "Qwen/Qwen3-VL-8B-Instruct"),
    # SiliconFlow
    (openai("FunAudioLLM/SenseVoiceSmall", "Wan-AI/Wan2.2-I2V-A14B", "netease-youdao/bce-embedding-base_v1", "Kwai-Kolors/Kolors", "fishaudio/fish-speech-1.5", "tencent/Hunyuan-MT-7B", "THUDM/GLM-4-9B-0414"), "THUDM/GLM-4-9B-0414"),
    (openai("omniparser-v2", "moondream2-point", "kosmos-layout", "t5gemma-encoder", "apertus-8b-instruct-2509"), "apertus-8b-instruct-2509"),
    # Poe
    (openai("Imagen-4-Fast", "ElevenLabs-v3", "Veo-3.1", "Lyria", "Kling-2.1-Master", "Claude-Haiku-4.5"), "Claude-Haiku-4.5"),
    # Parasail
    (openai("parasail-bge-m3", "parasail-ui-tars-1p5-7b", "parasail-orpheus", "parasail-gemma3-27b-it"), "parasail-gemma3-27b-it"),
    # GigaChat
    (openai("Embeddings", "EmbeddingsGigaR", "GigaChat-2", "GigaChat-2-Max"), "GigaChat-2"),
    # Yandex
    (openai("emb://b1g/text-search-doc/latest", "cls://b1g/yandexgpt/latest", "art://b1g/yandex-art/latest", "gpt://b1g/yandexgpt-lite/latest"), "gpt://b1g/yandexgpt-lite/latest"),
    # IONOS
    (openai("black-forest-labs/FLUX.1-schnell", "sentence-transformers/paraphrase-multilingual-mpnet-base-v2", "BAAI/bge-large-en-v1.5", "openGPT-X/Teuken-7B-instruct-commercial"), "openGPT-X/Teuken-7B-instruct-commercial"),
    # OVHcloud
    (openai("bge-multilingual-gemma2", "whisper-large-v3-turbo", "nvr-tts-de-de", "stable-diffusion-xl-base-v10", "Mistral-Small-3.2-24B-Instruct-2506"), "Mistral-Small-3.2-24B-Instruct-2506"),
    # Upstage
    (openai("embedding-query", "document-parse", "groundedness-check", "solar-pro2"), "solar-pro2"),
]  # fmt: skip

DESCRIBED: list[Listed] = [
    ({"data": [{"id": "nomic", "type": "embeddings"}, {"id": "nomic-chat", "type": "llm"}]}, "nomic-chat"),
    ({"object": "list", "models": [{"name": "x.gguf"}], "data": [{"id": "x.gguf", "meta": {"n_ctx_train": 4096}}]}, "x.gguf"),
    ([{"id": "org/m", "type": "chat"}], "org/m"),
    ({"data": [{"id": "a", "object": "model", "architecture": {"modality": "text->embedding", "output_modalities": ["embeddings"]}}, {"id": "b", "architecture": {"modality": "text->text", "output_modalities": ["text"]}}]}, "b"),
    ({"data": [{"id": "x", "supported_endpoint_types": ["embeddings"]}, {"id": "y", "supported_endpoint_types": ["openai"]}]}, "y"),
    ({"data": [{"id": "x", "endpoints": ["/v1/embeddings"]}, {"id": "y", "endpoints": ["/v1/chat/completions"]}]}, "y"),
    ({"models": [{"name": "models/text-bison", "id": "e", "capabilities": {"embeddings": True, "chat_completions": False}}], "data": [{"id": "e", "capabilities": {"embeddings": True, "chat_completions": False}}, {"id": "c", "capabilities": {"embeddings": False, "chat_completions": True}}]}, "c"),
    (["nomic-embed-text", "qwen3-8b"], "qwen3-8b"),
    ({"models": ["bge-m3", "phi-4"]}, "phi-4"),
    ({"data": {"e": {"id": "e5-large", "type": "embedding"}, "c": {"id": "c", "type": "chat"}}}, "c"),
    ({"object": "list", "data": None, "models": [{"model": "gemma-3-4b-it"}]}, "gemma-3-4b-it"),
    ({"data": [{"name": "no-id-here"}]}, "no-id-here"),
    ({"object": "list", "data": [{"id": "m1", "object": "model", "active": False}, {"id": "m2", "object": "model", "active": True}]}, "m2"),
    ({"data": [{"id": "old", "archived": True}, {"id": "new", "archived": False}]}, "new"),
    ({"data": [{"id": "a", "status": {"value": "unloaded"}}, {"id": "b", "status": {"value": "loaded"}}]}, "b"),
    ({"data": [{"id": "a", "state": "not-loaded", "type": "llm"}, {"id": "b", "state": "loaded", "type": "llm"}]}, "b"),
    ({"data": [{"id": "x", "tags": ["embeddings"]}, {"id": "y", "tags": ["chat"]}]}, "y"),
    ({"data": [{"id": "x", "pipeline_tag": "feature-extraction"}, {"id": "y", "pipeline_tag": "text-generation"}]}, "y"),
    ({"data": [{"id": "x", "mode": "embedding"}, {"id": "y", "mode": "chat"}]}, "y"),
    ({"data": [{"id": "x", "capabilities": ["embed"]}, {"id": "y", "capabilities": ["completion", "tools"]}]}, "y"),
    ({"data": [{"id": "x", "model_type": "rerank"}, {"id": "y", "model_type": "LLM"}]}, "y"),
    ({"data": [{"id": "x", "supportedGenerationMethods": ["embedContent"]}, {"id": "y", "supportedGenerationMethods": ["generateContent"]}]}, "y"),
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
    ({"data": [{"id": "a", "model_task": "text2image"}, {"id": "b", "model_task": "text2text"}]}, "b"),
    ({"data": [{"id": "a", "is_chat": False}, {"id": "b", "is_chat": True}]}, "b"),
    ({"data": [{"id": "m1", "lifecycle_status": "deprecated"}, {"id": "m2", "lifecycle_status": "generally-available"}]}, "m2"),
    ({"data": [{"id": "m1", "visibility": "hidden", "enabled": False}, {"id": "m2", "enabled": True}]}, "m2"),
    ({"items": [{"id": "rerank-x"}, {"id": "solar-pro"}]}, "solar-pro"),
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
    # Lemonade
    ({"object": "list", "data": [{"id": "nomic-v1-GGUF", "labels": ["embeddings"], "recipe": "llamacpp"}, {"id": "Tiny", "labels": ["audio", "transcription"], "recipe": "whispercpp"}, {"id": "SD-Turbo", "labels": ["image"], "recipe": "sd-cpp"}, {"id": "user.Order", "labels": ["reranking"], "recipe": "llamacpp"}, {"id": "user.Mine", "labels": ["custom", "reasoning"], "recipe": "llamacpp"}]}, "user.Mine"),
    # Ollama of late
    ({"models": [{"name": "x:latest", "model": "x:latest", "capabilities": ["embedding"], "details": {"family": "gemma3", "embedding_length": 768}}, {"name": "z-turbo:latest", "capabilities": ["image"]}, {"name": "mine:latest", "capabilities": ["completion", "tools"], "details": {"family": "qwen3"}}]}, "mine:latest"),
    # tingly-box
    ({"success": True, "data": {"models": ["jina-clip-v2", "MiniMaxAI/MiniMax-M2.5"]}}, "MiniMaxAI/MiniMax-M2.5"),
    ({"data": [{"id": "a", "task_type": ["TextEmbedding"]}, {"id": "b", "type": "tts"}, {"id": "c", "task": "automatic-speech-recognition"}]}, None),
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
    # Bedrock
    ({"modelSummaries": [{"modelId": "amazon.titan-embed-text-v2:0", "outputModalities": ["EMBEDDING"], "inputModalities": ["TEXT"], "modelLifecycle": {"status": "ACTIVE"}}, {"modelId": "anthropic.claude-v2", "outputModalities": ["TEXT"], "inputModalities": ["TEXT"], "modelLifecycle": {"status": "LEGACY"}}, {"modelId": "anthropic.claude-haiku-4-5", "outputModalities": ["TEXT"], "inputModalities": ["TEXT", "IMAGE"], "modelLifecycle": {"status": "ACTIVE"}}]}, "anthropic.claude-haiku-4-5"),
    # a gateway by provider
    ({"providers": {"local": {"models": [{"slug": "m-emb", "type": "embedding"}, {"slug": "m-chat", "type": "chat"}]}}}, "m-chat"),
    # Triton and NIM side by side
    ({"object": "list", "data": [{"id": "nvidia/parakeet-ctc", "object": "model", "root": "x"}, {"id": "nvidia/usdcode-embed", "object": "model"}, {"id": "nvidia/nemotron-nano-9b-v2", "object": "model", "max_model_len": 32768}]}, "nvidia/nemotron-nano-9b-v2"),
    # Nebius, verbose
    ({"data": [{"id": "black-forest-labs/f-dev", "architecture": {"modality": "text->image"}}, {"id": "BAAI/en-icl", "architecture": {"modality": "text->embedding"}}, {"id": "NousResearch/H-4-70B", "architecture": {"modality": "text->text"}, "context_length": 131072}]}, "NousResearch/H-4-70B"),
    # Snowflake-like rows
    ({"rows": [{"model": "e5-base-v2", "functions": "EMBED_TEXT"}, {"model": "claude-x", "functions": "COMPLETE"}]}, "claude-x"),
    # a gateway with deployments' health
    ({"data": [{"id": "a", "health": {"status": "unhealthy"}}, {"id": "b", "health": {"status": "healthy"}}]}, "b"),
    # use cases
    ({"models": [{"modelName": "v1", "useCase": "embeddings"}, {"modelName": "w1", "useCase": "chat"}]}, "w1"),
    # llama-swap, unlisted
    ({"data": [{"id": "emb", "meta": {"llamaswap": {"type": "embedding"}}}, {"id": "writer", "meta": {"llamaswap": {"type": "llm"}}}], "object": "list"}, "writer"),
    # Dify
    ({"data": [{"provider": "openai", "label": {"en_US": "OpenAI"}, "status": "active", "models": [{"model": "vectors-3", "label": {"en_US": "vectors-3"}, "model_type": "text-embedding", "features": None, "model_properties": {"context_size": 8191}, "status": "active"}, {"model": "house-writer", "model_type": "llm", "features": ["tool-call"], "model_properties": {"mode": "chat", "context_size": 32768}, "status": "active"}]}]}, "house-writer"),
    # LM Studio's own list
    ({"models": [{"type": "embedding", "key": "text-embedding-nomic", "display_name": "Nomic", "loaded_instances": [], "max_context_length": 2048}, {"type": "llm", "key": "qwen/qwen3-8b", "display_name": "Qwen3 8B", "loaded_instances": [{"id": "qwen/qwen3-8b", "config": {"context_length": 8192}}], "max_context_length": 40960}]}, "qwen/qwen3-8b"),
    # Docker Model Runner
    (openai("ai/mxbai-embed-large", "ai/granite-docling", "ai/smollm2", owned_by="docker"), "ai/smollm2"),
    # Foundry Local
    ({"models": [{"name": "whisper-tiny-generic-cpu", "task": "automatic-speech-recognition", "alias": "whisper-tiny"}, {"name": "phi-4-mini-instruct-generic-cpu", "task": "chat-completion", "alias": "phi-4-mini"}]}, "phi-4-mini-instruct-generic-cpu"),
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
    # a registry by provider, with defaults
    ({"providers": [{"name": "local", "models": [{"id": "ears", "kind": "stt"}, {"id": "voice", "kind": "tts"}]}, {"name": "cloud", "models": [{"id": "pen", "kind": "llm"}]}], "default": "pen"}, "pen"),
    # AnythingLLM
    ({"models": [{"id": "workspace-docs", "object": "model", "owned_by": "ollama-mistral-nemo", "llm": {"provider": "ollama", "model": "mistral-nemo"}}]}, "workspace-docs"),
    # Infomaniak
    ({"result": "success", "data": [{"id": 1, "name": "bge_multilingual_gemma2", "type": "embedding", "info_status": "ready"}, {"id": 2, "name": "photomaker", "type": "image", "info_status": "ready"}, {"id": 3, "name": "swiss-ai/Apertus-70B-Instruct-2509", "type": "llm", "info_status": "ready", "max_token_input": 65536}]}, "swiss-ai/Apertus-70B-Instruct-2509"),
    # Predibase
    ([{"name": "adapter-base", "type": "SERVERLESS", "status": "stopped", "baseModel": "qwen"}, {"name": "house", "type": "DEDICATED", "status": "ready", "baseModel": "qwen"}], "house"),
    # Clova Studio
    (openai("bge-m3", "clir-emb-dolphin", "HCX-005", "HCX-DASH-002", owned_by="clova-studio"), "HCX-005"),
]  # fmt: skip

OLLAMA: list[Listed] = [
    ({"models": [{"name": "nomic-embed-text:latest", "details": {"family": "nomic-bert"}}, {"name": "qwen3:4b", "details": {"family": "qwen3"}}]}, "qwen3:4b"),
    ({"models": [{"name": "snowflake-arctic-embed2:568m", "details": {"family": "bert"}}, {"name": "gemma3:1b"}]}, "gemma3:1b"),
    ({"models": [{"name": "my-own:latest", "details": {"family": "bert", "families": ["bert"]}}, {"name": "m:latest", "details": {"family": "llama"}}]}, "m:latest"),
    ({"models": [{"name": "bge-m3:567m"}]}, None),
]  # fmt: skip
