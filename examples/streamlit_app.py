"""Summaries and answers with their evidence, for files that somebody drops: Streamlit over precis.

uv run --extra streamlit streamlit run examples/streamlit_app.py
"""

import tempfile
from pathlib import Path

import streamlit as st
from langchain_core.documents import Document

import precis


@st.cache_data(show_spinner="Reading …")
def read(name: str, content: bytes) -> list[Document]:
    """Load what was dropped; its source is its name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(content)
        documents = precis.load(path)
    for document in documents:
        document.metadata["source"] = name
    return documents


@st.cache_data(show_spinner="Summarizing …")
def summarized(documents: list[Document], length: str, focus: str) -> dict:
    """Return the JSON object of a summary."""
    return precis.summarize(documents, length=length, focus=focus or None).as_json()


@st.cache_data(show_spinner="Looking for an answer …")
def answered(question: str, documents: list[Document]) -> dict:
    """Return the JSON object of an answer."""
    return precis.answer(question, documents).as_json()


def show(claims: list[dict]) -> None:
    """Write sentences with numbers, and below them what the numbers stand for."""
    quotes: dict[tuple, int] = {}
    for claim in claims:
        cited = [(it["source"], it["page"], it["quote"]) for it in claim["citations"]]
        numbers = [quotes.setdefault(key, len(quotes) + 1) for key in cited]
        marks = "".join(f" [{number}]" for number in numbers)
        st.text(claim["text"] + marks + ("" if claim["supported"] else " (unsupported)"))
    with st.expander(f"Evidence ({len(quotes)})", expanded=True):
        for (source, page, quote), number in quotes.items():
            st.text(f"[{number}] {source}" + (f", page {page}" if page else ""))
            st.text(f"“{quote}”")


st.set_page_config(page_title="Précis")
st.title("Précis")
files = st.file_uploader("Documents", accept_multiple_files=True)
try:
    documents = [one for file in files for one in read(file.name, file.getvalue())]
    if not documents:
        st.info("Drop a file: a PDF, a web page, an office document, a book, notes …")
        st.stop()
    summary, questions = st.tabs(["Summarize", "Ask"])
    with summary:
        length = st.selectbox("Length", ["short", "medium", "long"])
        focus = st.text_input("Focus (optional)")
        if st.button("Summarize"):
            show(summarized(documents, length, focus)["summary"])
    with questions:
        question = st.text_input("Question")
        if question:
            reply = answered(question, documents)
            show(reply["answer"]) if reply["answered"] else st.text("The documents do not say.")
except precis.PrecisError as error:
    st.error(str(error).replace("[", "\\["))
