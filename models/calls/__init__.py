"""The layer every model call goes through: cache, pace, retries, budget and usage.

What a prompt says is not known here. `layer.py` puts the parts together, one file each; the package
imports none of them, so that importing an error does not import LangChain.
"""
