"""Chat models and embeddings, the embedded defaults, and the layer every call goes through."""
