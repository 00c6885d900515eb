"""Sources (addresses, files, folders, standard input) → LangChain Documents."""
