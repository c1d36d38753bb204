"""Row X6: files made to exhaust their reader meet it in a child process that is killed."""

import os
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from tests.doubles.files import docx, drawn, paragraph, pdf, pdf_of
from tools.errors import DocumentRefused
from tools.library import Library
from tools.library.readers.apart import Workshop
from tools.library.readers.pdf import MOST_PAGES

LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{k} "{f"&a{k - 1};" * 10}">' for k in range(1, 12))


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop(seconds=20, memory=1_000_000_000) as opened:
        yield opened


def packed_zeros(size: int) -> bytes:
    """Return a DOCX whose text unpacks to so many bytes of nothing."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * size)
    return out.getvalue()


BOMBS = {
    "archive of a high ratio": (".docx", packed_zeros(60_000_000), "unpacks to more than"),
    "billion laughs": (".docx", docx("<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>", head=LAUGHS + "]>"), "entities|sound"),
    "deep xml": (".docx", docx("<w:p>" * 100_000 + "</w:p>" * 100_000), "sound|nested|no text|broke"),
    "ten thousand pages": (".pdf", pdf_of([b""] * 10_000), f"10,000 pages; at most {MOST_PAGES:,}"),
    "huge stream": (".pdf", pdf_of([b" " * 120_000_000], compressed=True), "no PDF|text|memory|broke"),
    "many elements": (".html", b"<p>a" * 400_000, "elements"),
    "no text": (".html", b"<html>" + b"<div>" * 1000, "no text|no page"),
}


@pytest.mark.fault("X6")
@pytest.mark.parametrize(("ending", "content", "reason"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_and_the_next_file_is_read(
    workshop: Workshop, ending: str, content: bytes, reason: str
) -> None:
    started = time.monotonic()

    with pytest.raises(DocumentRefused, match=reason):
        workshop.read(ending, content, f"bomb{ending}")

    assert workshop.read(".pdf", pdf("Copper rose."), "a.pdf").text == "Copper rose."
    assert time.monotonic() - started < 40


@pytest.mark.fault("X6")
def test_deep_pages_are_read_or_refused(workshop: Workshop) -> None:
    content = b"<html><body>" + b"<div>" * 30_000 + b"Copper rose." + b"</div>" * 30_000

    try:
        assert "Copper rose." in workshop.read(".html", content, "deep.html").text
    except DocumentRefused as refusal:
        assert str(refusal)


@pytest.mark.fault("X6")
def test_a_reader_that_takes_too_long_is_killed() -> None:
    endless = pdf_of([drawn("Copper rose. " * 400) + b"\n" for _ in range(1500)])
    started = time.monotonic()

    with Workshop(seconds=0.5) as workshop, pytest.raises(DocumentRefused, match=r"more than 0\.5 seconds"):
        workshop.read(".pdf", endless, "endless.pdf")

    assert time.monotonic() - started < 10


@pytest.mark.fault("X6")
def test_a_reader_that_takes_too_much_memory_is_stopped() -> None:
    page = b"<p>" + b"word " * 1_900_000

    with Workshop(memory=130_000_000) as workshop, pytest.raises(DocumentRefused, match=r"memory|broke its reader"):
        workshop.read(".html", page, "wide.html")


@pytest.mark.fault("X1")
@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="only /proc shows what a process was told")
def test_the_child_is_told_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "canary")
    with Workshop() as workshop:
        workshop.read(".pdf", pdf("Copper rose."), "a.pdf")
        child = workshop._child
        assert child

        assert b"canary" not in Path(f"/proc/{child.pid}/environ").read_bytes()


def test_a_child_ends_with_its_workshop() -> None:
    with Workshop() as workshop:
        workshop.read(".pdf", pdf("Copper rose."), "a.pdf")
        child = workshop._child
        assert child
        first = child.pid
        workshop.read(".docx", docx(paragraph("Mines close.")), "a.docx")
        assert workshop._child is child

    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_a_folder_of_every_kind_goes_in(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(pdf("Copper rose in spring.", "Bismuth fell in autumn."))
    (folder / "b.docx").write_bytes(docx(paragraph("Wheat was dear in summer.")))
    (folder / "c.html").write_text("<p>Oats were cheap in winter.</p>")
    (folder / "d.pdf").write_bytes(b"%PDF-1.7 broken")

    report = library.add_paths([folder])

    assert [d.title for d in report.added] == ["a", "b", "c"]
    assert [Path(r.path).name for r in report.refused] == ["d.pdf"]
    found = library.search("When did bismuth fall?")[0]
    assert (found.document.title, found.locator, found.text) == ("a", "page 2", "Bismuth fell in autumn.")
