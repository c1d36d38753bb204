"""Rows S1–S6 of the fault table: killed writers, two at once, damaged files, a full disk."""

import json
import os
import runpy
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tools.errors import LibraryDamaged, LibraryError, LibraryLocked
from tools.library import Document, Found, Library
from tools.library.locking import LibraryLock

ROOT = Path(__file__).resolve().parents[3]
START = """
import runpy, sys
from pathlib import Path
from tools.library import Document, Library
embed = runpy.run_path(sys.argv[1])["WordHashes"]()
library = Library(Path(sys.argv[2]), embed)
def add(number):
    text = f"Report {number}: mill {number} made {number} tons of flour."
    return library.add(Document(text, f"Mill {number}", origin=f"mill/{number}")).document.id
"""
QUESTIONS = ("copper strike in Chile", "bank margins and short rates", "wheat in a dry summer", "paper mill 17")


def process(body: str, folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    here = Path(__file__).with_name("conftest.py")
    return subprocess.Popen(
        [sys.executable, "-c", START + body, str(here), str(folder), *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def lines_of(running: "subprocess.Popen[str]", count: int) -> list[str]:
    assert running.stdout
    return [line.strip() for line in (running.stdout.readline() for _ in range(count)) if line.strip()]


def answers(library: Library) -> list[tuple[Found, ...]]:
    return [library.search(question) for question in QUESTIONS]


@pytest.mark.fault("S1")
def test_killing_the_writer_loses_no_acknowledged_document_and_doubles_none(
    tmp_path: Path, open_at: Callable[..., Library]
) -> None:
    adding = "for k in range(24):\n    print(add(k), flush=True)\n    k % 4 or library.search('flour')"
    acknowledged: set[str] = set()
    for kept in (2, 9, 18):
        with process(adding, tmp_path / "library") as writer:
            acknowledged.update(lines_of(writer, kept))
            writer.send_signal(signal.SIGKILL)

    library = open_at()
    survived = [d.id for d in library.documents()]
    with process(adding, tmp_path / "library") as writer:
        complete = lines_of(writer, 24)

    assert acknowledged <= set(survived)
    assert [d.id for d in library.documents()] == complete == list(dict.fromkeys(complete))
    assert library.search("How much flour did mill 23 make?")[0].document.title == "Mill 23"


@pytest.mark.fault("S2")
def test_two_processes_that_add_at_once_take_turns(tmp_path: Path, open_at: Callable[..., Library]) -> None:
    adding = "for k in range(int(sys.argv[3]), int(sys.argv[3]) + 8):\n    add(k)\n    k % 3 or library.search('flour')"
    with process(adding, tmp_path / "library", "0") as one, process(adding, tmp_path / "library", "100") as other:
        endings = (one.wait(), other.wait())

    library = open_at()
    before = [library.search(f"flour of mill {k}") for k in (3, 105)]
    library.rebuild()

    assert endings == (0, 0)
    assert len(library.documents()) == 16
    assert [library.search(f"flour of mill {k}") for k in (3, 105)] == before
    assert [found[0].document.title for found in before] == ["Mill 3", "Mill 105"]


@pytest.mark.fault("S2")
def test_a_writer_who_waits_in_vain_is_told_which_process_writes(
    tmp_path: Path, open_at: Callable[..., Library]
) -> None:
    library = open_at(seconds=0.05)
    holding = "\nwith library._lock.held(5):\n    print('held', flush=True)\n    sys.stdin.readline()"
    with process(holding, tmp_path / "library") as holder:
        lines_of(holder, 1)

        with pytest.raises(LibraryLocked, match=f"process {holder.pid} is writing"):
            library.add(Document("Oats are cheap.", "Oats"))

        holder.communicate("\n")
    assert library.add(Document("Oats are cheap.", "Oats")).change == "added"


@pytest.mark.fault("S2")
def test_a_search_beside_a_long_write_answers_by_words_and_says_so(
    filled: Library, tmp_path: Path, open_at: Callable[..., Library]
) -> None:
    reader = open_at(seconds=0.05)
    holding = "\nwith library._lock.held(5):\n    print('held', flush=True)\n    sys.stdin.readline()"
    with process(holding, tmp_path / "library") as holder:
        lines_of(holder, 1)
        found = reader.search("copper strike in Chile")
        said = reader.notices
        holder.communicate("\n")

    assert found[0].document.title == "Copper"
    assert said == ("another process is writing to the library; sources were searched by words alone",)


@pytest.mark.fault("S3")
def test_a_reader_notices_what_another_process_wrote(filled: Library, tmp_path: Path) -> None:
    assert filled.search("flour of mill 7") == ()

    with process("add(7); library.search('flour')", tmp_path / "library") as writer:
        writer.wait()

    assert filled.search("flour of mill 7")[0].document.title == "Mill 7"


@pytest.mark.fault("S3")
def test_a_reader_notices_what_another_process_removed(filled: Library, tmp_path: Path) -> None:
    wheat = filled.search("wheat in a dry summer")[0].document

    with process("library.remove(sys.argv[3]); library.search('flour')", tmp_path / "library", wheat.id) as writer:
        writer.wait()

    assert filled.search("wheat in a dry summer") == ()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library large enough that Chroma has written its graph to files."""
    folder = tmp_path_factory.mktemp("sound") / "library"
    shared = runpy.run_path(str(Path(__file__).with_name("conftest.py")))
    library = Library(folder, shared["WordHashes"]())
    for document in shared["DOCUMENTS"]:
        library.add(document)
    paragraphs = "\n\n".join(f"The paper mill numbered {k} lies by a river. " * 6 for k in range(1100))
    library.add(Document(paragraphs, "Mills"))
    answers(library)
    library.close()
    return folder


def overwritten(path: Path, at: int, size: int) -> None:
    content = bytearray(path.read_bytes())
    content[at : at + size] = bytes((7 * k + 13) % 256 for k in range(size))
    path.write_bytes(content)


def graph(folder: Path, name: str) -> Path:
    return next(folder.glob(f"vectors/*/{name}"))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "header zeroed": lambda f: overwritten(f / "vectors/chroma.sqlite3", 0, 100),
    "page garbage": lambda f: overwritten(f / "vectors/chroma.sqlite3", 4096 * 20 + 300, 500),
    "truncated": lambda f: os.truncate(f / "vectors/chroma.sqlite3", 50_000),
    "no bytes": lambda f: os.truncate(f / "vectors/chroma.sqlite3", 0),
    "no database": lambda f: (f / "vectors/chroma.sqlite3").unlink(),
    "graph gone": lambda f: shutil.rmtree(graph(f, "header.bin").parent),
    "graph header": lambda f: overwritten(graph(f, "header.bin"), 0, 40),
    "graph truncated": lambda f: os.truncate(graph(f, "data_level0.bin"), 1000),
    "vectors changed": lambda f: overwritten(graph(f, "data_level0.bin"), 5000, 4000),
    "names of vectors": lambda f: overwritten(graph(f, "index_metadata.pickle"), 100, 200),
    "no manifest": lambda f: (f / "vectors.json").unlink(),
    "manifest truncated": lambda f: os.truncate(f / "vectors.json", 30),
    "manifest of another kind": lambda f: (f / "vectors.json").write_text("[]"),
}


@pytest.mark.fault("S4")
@pytest.mark.fault("S6")
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_index_is_set_aside_and_made_anew_with_the_same_answers(
    sound: Path, tmp_path: Path, open_at: Callable[..., Library], damage: Callable[[Path], object]
) -> None:
    shutil.copytree(sound, tmp_path / "intact")
    shutil.copytree(sound, tmp_path / "damaged")
    damage(tmp_path / "damaged")
    library = open_at("damaged")

    found = answers(library)

    assert found == answers(open_at("intact"))
    assert (tmp_path / "damaged/vectors.damaged").is_dir()
    assert open_at("damaged").search(QUESTIONS[0]) == found[0]


@pytest.mark.fault("S4")
def test_a_damaged_index_is_told_once(sound: Path, tmp_path: Path, open_at: Callable[..., Library]) -> None:
    shutil.copytree(sound, tmp_path / "damaged")
    DAMAGES["page garbage"](tmp_path / "damaged")
    library = open_at("damaged")

    told = [(library.search(question), library.notices)[1] for question in QUESTIONS[:2]]

    assert "set aside and made again" in told[0][0]
    assert told[1] == ()


@pytest.mark.fault("S4")
@pytest.mark.parametrize(
    "damage",
    [lambda p: overwritten(p, 0, 100), lambda p: os.truncate(p, 9000), lambda p: os.truncate(p, 0)],
    ids=["header", "truncated", "no bytes"],
)
def test_a_damaged_record_is_an_error_with_a_remedy(
    sound: Path, tmp_path: Path, open_at: Callable[..., Library], damage: Callable[[Path], object]
) -> None:
    shutil.copytree(sound, tmp_path / "damaged")
    damage(tmp_path / "damaged/record.sqlite3")

    with pytest.raises(LibraryDamaged, match="move that file away"):
        open_at("damaged")


@pytest.mark.fault("S4")
def test_a_record_of_another_schema_is_not_guessed_at(filled: Library, open_at: Callable[..., Library]) -> None:
    with filled._record.transaction():
        filled._record.set_meta("schema", "0")

    with pytest.raises(LibraryDamaged, match="schema"):
        open_at()


@pytest.mark.fault("S5")
def test_a_full_disk_leaves_no_half_document(filled: Library, tmp_path: Path) -> None:
    filling = """
import json, resource
from tools.errors import LibraryError
resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, 120_000))
try:
    library.add(Document("A long tale. " * 20_000, "Tale"))
except LibraryError as error:
    print(json.dumps(str(error)))
"""
    with process(filling, tmp_path / "library") as writer:
        assert writer.stdout
        told = writer.stdout.read()

    assert "cannot be" in json.loads(told)
    assert len(filled.documents()) == 3
    assert filled.search("copper strike in Chile")[0].document.title == "Copper"


@pytest.mark.fault("S5")
def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path, open_at: Callable[..., Library]) -> None:
    (tmp_path / "file").write_text("not a folder")

    with pytest.raises(LibraryError, match="cannot be used"):
        open_at("file/library")


@pytest.mark.fault("S5")
@pytest.mark.parametrize("name", ["with spaces", "Überträge 金融", "a'b;c"])
def test_any_name_of_a_folder_will_do(name: str, open_at: Callable[..., Library]) -> None:
    library = open_at(name)
    library.add(Document("Oats are cheap.", "Oats"))

    assert library.search("cheap oats")[0].text == "Oats are cheap."
    assert library.notices == ()


def test_the_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    lock = LibraryLock(tmp_path)
    with pytest.raises(ZeroDivisionError), lock.held(1):
        raise ZeroDivisionError

    with lock.held(0):
        pass


AS_NOBODY = """
import json, os
from tools.errors import LibraryError
add(1), library.search("flour"), library.close()
if os.geteuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
def told(work):
    try:
        return work()
    except LibraryError as error:
        return "refused: " + str(error)
locked = Path(sys.argv[3])
def searched():
    other = Library(locked, embed, lock_seconds=0.2)
    return [[f.document.title for f in other.search("copper strike in Chile")], list(other.notices)]
def added():
    return Library(locked, embed, lock_seconds=0.2).add(Document("Oats are cheap.", "Oats")).change
print(json.dumps([told(searched), told(added)]))
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that anybody may enter, unlike those of a test's own."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def as_nobody(filled: Library, folder: Path, folders_mode: int, files_mode: int) -> list[Any]:
    filled.search("copper")
    filled.close()
    shutil.copytree(filled.folder, folder / "locked")
    for path in sorted((folder / "locked").rglob("*"), reverse=True):
        path.chmod(folders_mode if path.is_dir() else files_mode)
    (folder / "locked").chmod(folders_mode)
    with process(AS_NOBODY, folder / "own", str(folder / "locked")) as reader:
        assert reader.stdout
        answer: list[Any] = json.loads(reader.stdout.read())
    return answer


@pytest.mark.fault("S5")
def test_a_read_only_library_is_searched_and_says_that_it_cannot_be_added_to(
    filled: Library, open_folder: Path
) -> None:
    searched, added = as_nobody(filled, open_folder, 0o555, 0o444)

    assert searched[0] == ["Copper"]
    assert "cannot be written" in searched[1][0]
    assert added.startswith("refused: ") and "cannot be written" in added


@pytest.mark.fault("S5")
def test_a_library_that_may_not_be_read_is_an_error_that_names_the_folder(filled: Library, open_folder: Path) -> None:
    searched, added = as_nobody(filled, open_folder, 0o700, 0o600)

    assert searched.startswith("refused: ") and "locked" in searched
    assert added.startswith("refused: ") and "locked" in added


@pytest.mark.fault("S5")
def test_a_folder_reached_by_a_link_is_the_same_library(filled: Library, open_at: Callable[..., Library]) -> None:
    filled.folder.with_name("link").symlink_to(filled.folder)

    assert open_at("link").search("copper strike in Chile")[0].document.title == "Copper"
    assert open_at("link").add(Document("Oats are cheap.", "Oats")).change == "added"
    assert len(filled.documents()) == 4


@pytest.mark.fault("S4")
def test_a_record_of_the_schema_before_is_brought_up_to_date(filled: Library, open_at: Callable[..., Library]) -> None:
    before = filled.search("copper strike in Chile")
    filled.close()
    with closing(sqlite3.connect(filled.folder / "record.sqlite3")) as record:
        for column in ("form", "fiscal_year", "fiscal_quarter"):
            record.execute(f"ALTER TABLE documents DROP COLUMN {column}")
        record.execute("UPDATE meta SET value = '1' WHERE name = 'schema'")
        record.commit()

    again = open_at()

    assert again.search("copper strike in Chile") == before
    assert again.add(Document("Oats are cheap.", "Oats 2024 10-K")).document.form == "10-K"
