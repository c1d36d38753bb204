from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.errors import DocumentRefused
from tools.library import Library
from tools.library.dates import published_in, read_date
from tools.library.particulars import completed
from tools.library.readers import READERS
from tools.library.readers.text import read_text
from tools.library.reading import files_under, read_file


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


FRONT = """---
title: Outlook for copper
publisher: Metal Daily
published: 5 March 2025
url: https://example.com/copper?id=1
tier: primary
tickers: [FCX, SCCO]
sectors: Materials
---

# Supply

Mines close.
"""


def test_front_matter_says_what_a_document_is(tmp_path: Path) -> None:
    document = read_file(written(tmp_path, "c.md", FRONT))

    assert (document.title, document.publisher) == ("Outlook for copper", "Metal Daily")
    assert (document.published, document.tier) == (date(2025, 3, 5), "primary")
    assert (document.symbols, document.sectors) == (("FCX", "SCCO"), ("Materials",))
    assert document.url == "https://example.com/copper?id=1"
    assert document.text.strip() == "# Supply\n\nMines close."


def test_leading_lines_do_the_same_without_a_fence(tmp_path: Path) -> None:
    document = read_file(written(tmp_path, "c.txt", "Title: Copper\npublished: 2025-03-05\n\nMines close.\n"))

    assert (document.title, document.published) == ("Copper", date(2025, 3, 5))
    assert document.text.strip() == "Mines close."


def test_a_text_that_says_nothing_of_itself_is_derived_from(tmp_path: Path) -> None:
    content = "# Copper in spring\n\nPublished on March 5, 2025 by nobody.\n\nFreeport (NYSE: FCX) fell.\n"
    document = completed(read_file(written(tmp_path, "my_file.md", content)))

    assert (document.title, document.published, document.symbols) == ("Copper in spring", date(2025, 3, 5), ("FCX",))
    assert document.text == content
    assert document.tier == "reporting"


def test_a_file_without_a_heading_is_called_by_its_name(tmp_path: Path) -> None:
    assert read_file(written(tmp_path, "my_file.txt", "Mines close: why?\n")).title == "my file"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-01-07", date(2026, 1, 7)),
        ("7 January 2026", date(2026, 1, 7)),
        ("Jan. 7, 2026", date(2026, 1, 7)),
        ("January 7th, 2026", date(2026, 1, 7)),
        ("2026-01-07T09:30:00Z", date(2026, 1, 7)),
        ("2026-02-30", None),
        ("7 January", None),
        ("7 January 2026 or later", None),
        ("soon", None),
    ],
)
def test_a_date_is_read_whole_or_not_at_all(words: str, day: date | None) -> None:
    assert read_date(words) == day


@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    forms = (day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}")

    assert [read_date(form) for form in forms] == [day] * 3


def test_a_date_in_running_text_is_not_the_documents_own() -> None:
    assert published_in("The crash of 19 October 1987 was long ago.\n") is None


def test_a_date_alone_on_a_line_is(shared: Path) -> None:
    text = (shared / "article" / "ai-productivity-boom.txt").read_text()

    assert published_in(text) == date(2026, 1, 7)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.txt", b"abc\0def", "not text"),
        ("a.md", b"%PDF-1.7 ...", "not text"),
        ("a.txt", b"\x81\x8d\x8f", "encoding"),
        ("a.exe", b"MZ", "ending in .exe"),
        ("a.md", b"---\npublished: soon\n---\nText.", "no date"),
        ("a.md", b"---\ntier: gospel\n---\nText.", "none of primary"),
        ("a.md", b"---\nurl: javascript:alert(1)\n---\nText.", "no web address"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_with_the_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    with pytest.raises(DocumentRefused, match=reason):
        read_file(written(tmp_path, name, content))


@pytest.mark.parametrize("path", [Path("/nowhere/at/all.txt"), Path("a\0b.txt")])
def test_a_path_that_leads_nowhere_is_refused(path: Path) -> None:
    with pytest.raises(DocumentRefused):
        read_file(path)


@pytest.mark.fault("X6")
def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "huge.txt", "x")
    with path.open("r+b") as file:
        file.truncate(1_000_000_000)

    with pytest.raises(DocumentRefused, match=f"at most {READERS['.txt'].most_bytes:,}"):
        read_file(path)


@pytest.mark.fault("X6")
def test_a_device_is_no_file() -> None:
    with pytest.raises(DocumentRefused, match=r"ending in|not a file"):
        read_file(Path("/dev/zero"))


def test_old_encodings_are_read(tmp_path: Path) -> None:
    windows = read_file(written(tmp_path, "w.txt", "Société — 5 €".encode("cp1252")))
    wide = read_file(written(tmp_path, "u.txt", "Société — 5 €".encode("utf-16")))

    assert (windows.text, wide.text) == ("Société — 5 €", "Société — 5 €")


@pytest.mark.fault("X7")
def test_a_folder_is_walked_without_following_links(tmp_path: Path) -> None:
    outside = written(tmp_path, "outside/secret.txt", "A secret.")
    inside = written(tmp_path, "in/sub/b.md", "B.")
    hidden = written(tmp_path, "in/.git/c.md", "C.")
    (tmp_path / "in/link.txt").symlink_to(outside)
    (tmp_path / "in/folder").symlink_to(outside.parent)

    files, refused = files_under([tmp_path / "in"])

    assert files == [inside]
    assert hidden not in files
    assert [(Path(r.path).name, r.reason) for r in refused] == [("link.txt", "it is a link; name its target to add it")]


def test_a_folder_goes_in_and_what_does_not_is_reported(library: Library, tmp_path: Path) -> None:
    written(tmp_path, "notes/a.md", "Copper rose.")
    written(tmp_path, "notes/b.txt", b"\0")
    written(tmp_path, "notes/c.png", b"PNG")
    told: list[tuple[int, int, str]] = []

    first = library.add_paths([tmp_path / "notes"], lambda done, of, what: told.append((done, of, what)))
    again = library.add_paths([tmp_path / "notes"])

    assert [d.title for d in first.added] == ["a"]
    assert {(Path(r.path).name, r.reason) for r in first.refused} == {
        ("b.txt", "it is not text"),
        ("c.png", "files ending in .png cannot be read"),
    }
    assert (again.added, [d.title for d in again.unchanged]) == ((), ["a"])
    assert told[0] == (0, 2, "a.md")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        document = read_text(content, "a.md")
    except DocumentRefused:
        return

    assert document.title
    assert document.tier in ("primary", "reporting", "second-hand")


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        document = read_text(text.encode("utf-8", "replace"), "a.md")
    except DocumentRefused:
        return

    assert "\n" not in document.title


def test_the_report_sums_up_what_was_taken_in_and_why_not(library: Library, tmp_path: Path) -> None:
    for name, text in (("a.txt", "Tin rose."), ("b.txt", "Zinc fell."), ("c.png", "x"), ("d.png", "x"), ("e.md", "")):
        (tmp_path / name).write_text(text)
    library.add_paths([tmp_path / "a.txt"])
    report = library.add_paths([tmp_path / name for name in ("a.txt", "b.txt", "e.md")])

    assert report.summary == "3 documents: 1 added, 1 already there, 1 not taken in (it is empty)"
    assert library.add_paths([]).summary == "no document to read was found"
