"""Lists of models as servers print them, and the model that is to write: its name, or None where
no model of the list can. Written after the choice of a model was done, and tried once before any
change.
"""

# A table: its rows are not broken up.
# ruff: noqa: E501

from typing import Any


def openai(*names: str, **more: Any) -> dict[str, Any]:
    return {"object": "list", "data": [{"id": name, "object": "model", **more} for name in names]}


OPENAI_LISTS: list[tuple[dict[str, Any] | list[Any], str | None]] = [
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
    ({"data": [{"id": "nomic", "type": "embeddings"}, {"id": "nomic-chat", "type": "llm"}]}, "nomic-chat"),
    ({"object": "list", "models": [{"name": "x.gguf"}], "data": [{"id": "x.gguf", "meta": {"n_ctx_train": 4096}}]}, "x.gguf"),
    ([{"id": "org/m", "type": "chat"}], "org/m"),
    (openai("mxbai-embed-large"), None),
]  # fmt: skip

OLLAMA_LISTS: list[tuple[dict[str, Any], str | None]] = [
    ({"models": [{"name": "nomic-embed-text:latest", "details": {"family": "nomic-bert"}}, {"name": "qwen3:4b", "details": {"family": "qwen3"}}]}, "qwen3:4b"),
    ({"models": [{"name": "snowflake-arctic-embed2:568m", "details": {"family": "bert"}}, {"name": "gemma3:1b"}]}, "gemma3:1b"),
    ({"models": [{"name": "my-own:latest", "details": {"family": "bert", "families": ["bert"]}}, {"name": "m:latest", "details": {"family": "llama"}}]}, "m:latest"),
    ({"models": [{"name": "bge-m3:567m"}]}, None),
]  # fmt: skip

EIGHTH_LISTS: list[tuple[dict[str, Any] | list[Any], str | None]] = [
    (openai("Qwen3-Embedding-8B", "Qwen3-Reranker-8B", "Qwen3-30B-A3B-Instruct"), "Qwen3-30B-A3B-Instruct"),
    (openai("sentence-transformers/paraphrase-multilingual-mpnet-base-v2", "microsoft/phi-4"), "microsoft/phi-4"),
    (openai("nvidia/nv-embedqa-e5-v5", "nvidia/llama-3.1-nemotron-70b-instruct"), "nvidia/llama-3.1-nemotron-70b-instruct"),
    (openai("voyage-3-large", "mistral-large"), "mistral-large"),
    (openai("UAE-Large-V1", "llama-3.2-3b"), "llama-3.2-3b"),
    (openai("gpt-4o-mini-tts", "gpt-4o-realtime-preview", "chatgpt-image-latest", "gpt-5-mini"), "gpt-5-mini"),
    (openai("wav2vec2-large", "seamless-m4t-v2", "yi-34b-chat"), "yi-34b-chat"),
    (openai("canary-1b-flash", "voxtral-mini-transcribe", "qwen-image", "qwen2.5-7b-instruct"), "qwen2.5-7b-instruct"),
    (openai("llava-hf/llava-1.5-7b", "shieldgemma-9b"), "llava-hf/llava-1.5-7b"),
    ({"data": [{"id": "a", "object": "model", "architecture": {"modality": "text->embedding", "output_modalities": ["embeddings"]}}, {"id": "b", "architecture": {"modality": "text->text", "output_modalities": ["text"]}}]}, "b"),
    ({"data": [{"id": "x", "supported_endpoint_types": ["embeddings"]}, {"id": "y", "supported_endpoint_types": ["openai"]}]}, "y"),
    ({"data": [{"id": "x", "endpoints": ["/v1/embeddings"]}, {"id": "y", "endpoints": ["/v1/chat/completions"]}]}, "y"),
    ({"models": [{"name": "models/text-bison", "id": "e", "capabilities": {"embeddings": True, "chat_completions": False}}], "data": [{"id": "e", "capabilities": {"embeddings": True, "chat_completions": False}}, {"id": "c", "capabilities": {"embeddings": False, "chat_completions": True}}]}, "c"),
    (openai("lcm-dreamshaper", "kandinsky", "smollm3-3b"), "smollm3-3b"),
    (openai("paraphrase-MiniLM-L6", "gte-large-en"), None),
]  # fmt: skip

THIRTEENTH_LISTS: list[tuple[dict[str, Any] | list[Any], str | None]] = [
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
    (openai("qwen3-vl-embedding-2b", "zerank-1", "parakeet-tdt-0.6b", "lfm2-1.2b"), "lfm2-1.2b"),
    (openai("embeddinggemma-300m", "orpheus-3b", "gemma-3-1b-it"), "gemma-3-1b-it"),
    (openai("sora-2", "veo-3", "gpt-realtime", "codestral-embed", "ministral-8b"), "ministral-8b"),
    (openai("moonshine-base", "granite-guardian-3.2", "smollm2-1.7b"), "smollm2-1.7b"),
    (openai("qwen3-asr-0.6b", "glm-ocr", "seed-oss-36b"), "seed-oss-36b"),
]  # fmt: skip
THIRTEENTH_WINDOWS: list[tuple[dict[str, Any], int | None]] = [
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
]
