"""Exports of Zotero, Obsidian and Notion as folders, with what they know of each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from precis.loaders import load
from precis.loaders.reference_library import known_files
from tests.loaders.conftest import PdfMaker

BIBTEX = r"""
@comment{x}
@article{smith_walls_1954,
	title = {Walls against the {Sea}: \textit{a} history, of sorts},
	author = {Smith, Ann and M\"{u}ller, Jan},
	date = {1954-05-06},
	note = "a, b = {c}",
	file = {Full Text:files/7/a\:b\;c.pdf:application/pdf;Snap:files/8/x.html:text/html},
}
@book{quay, title = "The quay", year = 1960, file = {files/9/quay.pdf}}
@broken{a, title = {never closed
"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:link="http://purl.org/rss/1.0/modules/link/">
<bib:Article rdf:about="#1"><dc:title>Walls against the Sea</dc:title><dc:date>May 1954</dc:date>
<bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Smith</foaf:surname>
<foaf:givenName>Ann</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>
<link:link rdf:resource="#item_2"/></bib:Article>
<z:Attachment rdf:about="#item_2"><rdf:resource rdf:resource="files/7/a.pdf"/>
<dc:title>Full Text</dc:title></z:Attachment></rdf:RDF>"""


def test_files_are_named_by_bibtex(tmp_path: Path) -> None:
    (tmp_path / "My.bib").write_text(BIBTEX)
    found = {
        str(path.relative_to(tmp_path)): known for path, known in known_files(tmp_path).items()
    }
    walls = {
        "title": "Walls against the Sea: a history, of sorts",
        "author": "Smith, Ann; Müller, Jan",
        "date": "1954-05-06",
    }
    assert found == {
        "files/7/a:b;c.pdf": walls,
        "files/8/x.html": walls,
        "files/9/quay.pdf": {"title": "The quay", "date": "1960"},
    }


@pytest.mark.parametrize("name", ["a.bib", "a.rdf"])
def test_a_paper_has_the_title_of_its_export(name: str, tmp_path: Path, make_pdf: PdfMaker) -> None:
    (tmp_path / "files" / "7").mkdir(parents=True)
    (tmp_path / "files" / "7" / "a.pdf").write_bytes(
        make_pdf("The wall is long.", title="doc1.dvi")
    )
    bibtex = (
        "@article{x, title={Walls against the Sea}, author={Ann Smith}, year=1954, "
        "file={files/7/a.pdf}}"
    )
    (tmp_path / name).write_text(RDF if name == "a.rdf" else bibtex)
    paper = next(d for d in load([str(tmp_path)]) if d.metadata["source"].endswith("a.pdf"))
    known = {key: paper.metadata[key] for key in ("title", "author", "date")}
    assert known == {"title": "Walls against the Sea", "author": "Ann Smith", "date": "1954"}


def test_entries_without_an_end_are_looked_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("@a{b,c={" * 20_000 + "\n@a{b,c={" * 20_000)
    assert known_files(tmp_path) == {}


def test_notes_say_what_they_refer_to(tmp_path: Path) -> None:
    identity = "0123456789abcdef0123456789abcdef"
    text = (
        f"# Plans\n\n[[Harbour wall#Cost|wall]], ![[a.png]], [q](Old%20quay%20{identity}.md), "
        "[[Harbour wall]], [site](https://example.org/x.md)."
    )
    (tmp_path / f"Plans {identity}.md").write_text(text)
    (document,) = load([str(tmp_path)])
    assert document.page_content == text
    assert document.metadata["title"] == "Plans"
    assert document.metadata["links"] == ["Harbour wall", "a.png", "Old quay"]
