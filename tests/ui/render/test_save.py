import json
from pathlib import Path
from typing import Any

import pytest

from ui.render.pdf import PdfUnavailable, pdf
from ui.render.save import UnknownEnding, save, write_whole

Json = dict[str, Any]


@pytest.mark.parametrize(("name", "start"), [("a.json", "{"), ("a.md", "# How"), ("a.html", "<!doctype html>")])
def test_the_ending_says_the_format(tmp_path: Path, document: Json, name: str, start: str) -> None:
    save(document, tmp_path / name)

    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_the_json_file_is_the_document(tmp_path: Path, document: Json) -> None:
    save(document, tmp_path / "a.JSON")

    assert json.loads((tmp_path / "a.JSON").read_text(encoding="utf-8")) == document


def test_an_unknown_ending_is_refused_with_those_there_are(tmp_path: Path, document: Json) -> None:
    with pytest.raises(UnknownEnding, match=r"\.json, \.md, \.html, \.pdf"):
        save(document, tmp_path / "a.docx")


def test_a_failing_write_leaves_the_file_of_before_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.md"
    target.write_text("before")

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(target, b"after")

    assert target.read_text() == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]


def test_a_pdf_holds_every_proof(document: Json) -> None:
    pytest.importorskip("weasyprint")

    content = pdf(document)

    assert content.startswith(b"%PDF-")
    assert len(content) > 5_000


def test_without_the_extra_the_remedy_is_named(document: Json, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)

    with pytest.raises(PdfUnavailable, match=r"market-copilot\[pdf\]"):
        pdf(document)
