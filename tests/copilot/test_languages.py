"""Questions in Chinese, Spanish, German and French: answered, asked back and declined in their own language."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from copilot.answer import Json, seal
from copilot.opening import open_copilot
from copilot.proofs import verify
from copilot.settings import OFFLINE, Settings
from tests.copilot.test_remote_answers import answer, first_fact
from tests.doubles.openai_server import openai_server

AS_OF = date(2026, 1, 9)
ENGLISH = (" the ", " not ", " what ", " you ", " can ", " of ", " which ", " mean")
Ask = Callable[..., Json]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    home = tmp_path_factory.mktemp("home")
    settings = Settings(home=home, data="reference", model=OFFLINE, _env_file=None)  # type: ignore[call-arg]  # pydantic's own
    copilot = open_copilot(settings)

    def asked(*questions: str) -> Json:
        thread = str(abs(hash(questions)))
        told = [asyncio.run(copilot.answer(q, thread=thread, as_of=AS_OF)) for q in questions]
        return told[-1].to_json()

    yield asked


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [
        ("precio de cierre de Tesla el 30 de junio de 2025", "es", "Tesla cerró en 317,66 $ el 30 de junio de 2025."),
        ("¿Cuál fue el mejor día de Apple en 2025?", "es", "fue el 9 de abril de 2025: 15,33 %"),
        ("peor día del Nasdaq en 2025", "es", "El peor día del Nasdaq Composite"),
        ("¿Qué sector fue el mejor en 2025?", "es", "para Tecnología (XLK) (+23,83 %)"),
        ("compara Microsoft y Apple en 2025", "es", "quedó por delante"),
        ("Schlusskurs von Amazon am 30. Juni 2025", "de", "schloss am 30. Juni 2025 bei 219,39 $"),
        ("Welcher Sektor war 2025 am schlechtesten?", "de", "lag Basiskonsumgüter (XLP) hinten (−1,18 %)"),
        ("Nvidia oder Tesla: welche lief besser im Jahr 2025?", "de", "Nvidia lief damit besser als Tesla"),
        ("Wie lief der Dow im Jahr 2025?", "de", "um 12,97 %"),
        ("cours de clôture d'Apple le 31 décembre 2025", "fr", "Apple a clôturé à 271,86 $ le 31 décembre 2025"),
        ("Quel secteur a le plus baissé en 2025 ?", "fr", "Consommation de base (XLP) arrive en dernier (−1,18 %)"),
        ("Clôture du S&P 500 le 2 janvier 2026", "fr", "a clôturé à 6 858,47 le 2 janvier 2026"),
        ("特斯拉和英伟达2025年哪个表现更好？", "zh", "英伟达的表现好于特斯拉。"),
        ("七巨头2025年表现排名", "zh", "表现最好的是谷歌（+65.35%）"),
        ("2025年苹果最差的一天", "zh", "当天下跌9.25%。"),
        ("Wo stand der S&P 500 Ende 2025?", "de", "schloss am 31. Dezember 2025 bei 6.845,50"),
        ("Schlusskurs von Apple am 25. Dezember 2025", "de", "es gilt der Handelstag davor"),
        ("¿Superó Microsoft al S&P 500 en 2025?", "es", "quedó por delante"),
        ("cuanto subio Apple en 2025", "es", "ganó 8,56 %"),
        ("Quel a été le pire jour d'Apple en 2025 ?", "fr", "La pire séance d'Apple"),
        ("微软2025年跑赢标普500了吗？", "zh", "标普500的表现好于微软"),
        ("苹果2025年12月31日的收盘价", "zh", "苹果在2025年12月31日的收盘价为271.86美元。"),
    ],
)
def test_a_simple_question_is_answered_and_printed_in_its_language(
    ask: Ask, question: str, language: str, said: str
) -> None:
    told = ask(question)

    assert (told["behavior"], told["language"]) == ("answer", language)
    assert said in told["text"].replace("\u00a0", " ")
    assert told["checks"]["unproved"] == []


@pytest.mark.parametrize(
    ("question", "language", "behavior", "reason"),
    [
        ("¿Debería comprar acciones de Nvidia?", "es", "decline", "advice"),
        ("¿Subirá el Nasdaq el próximo año?", "es", "decline", "forecast"),
        ("¿Qué tiempo hace en Madrid?", "es", "decline", "out_of_scope"),
        ("¿Cuántos días subió el S&P en 2025?", "es", "clarify", "not_understood"),
        ("Soll ich jetzt Apple verkaufen?", "de", "decline", "advice"),
        ("Wird der S&P 500 nächstes Jahr steigen?", "de", "decline", "forecast"),
        ("Rendite von SpaceX 2025", "de", "clarify", "unknown_name"),
        ("Rendite von Bitcoin 2025", "de", "decline", "no_data"),
        ("Dois-je vendre mes actions Apple ?", "fr", "decline", "advice"),
        ("Le Nasdaq va-t-il monter l'année prochaine ?", "fr", "decline", "forecast"),
        ("Qui est le PDG de Nvidia ?", "fr", "clarify", "not_understood"),
        ("我应该买特斯拉吗？", "zh", "decline", "advice"),
        ("明年标普500会涨吗？", "zh", "decline", "forecast"),
        ("为什么特斯拉下跌？", "zh", "clarify", "not_understood"),
    ],
)
def test_what_is_not_answered_is_said_in_the_language_without_a_word_of_english(
    ask: Ask, question: str, language: str, behavior: str, reason: str
) -> None:
    told = ask(question)

    assert (told["behavior"], told["reason"], told["language"]) == (behavior, reason, language)
    assert not any(word in f" {told['text'].lower()} " for word in ENGLISH)
    assert all(word in question for word in told["not_understood"])


def test_words_that_were_not_understood_are_those_of_the_question(ask: Ask) -> None:
    told = ask("Wie viele Aktien im S&P 500 stiegen 2025?")

    assert told["not_understood"] == ["Wie viele"]


def test_a_question_that_follows_keeps_the_language(ask: Ask) -> None:
    assert "Nasdaq Composite ganó" in ask("¿Cuál fue el rendimiento del S&P 500 en 2025?", "¿y el Nasdaq?")["text"]
    assert "Microsoft stieg" in ask("Wie war die Rendite von Apple in 2025?", "und Microsoft?")["text"]


def test_an_answer_in_another_language_can_be_verified_and_a_changed_figure_is_found(ask: Ask) -> None:
    told = ask("Wie lief der Dow im Jahr 2025?")
    changed: dict[str, Any] = {k: v for k, v in told.items() if k != "sha256"}
    changed["segments"] = [
        {**s, "text": "13,97\u00a0%"} if s.get("text") == "12,97\u00a0%" else s for s in told["segments"]
    ]
    changed["text"] = "".join(s["text"] for s in changed["segments"])

    assert verify(told).ok
    assert not verify({**changed, "sha256": seal(changed)}).ok


def test_a_chat_model_that_writes_german_has_its_figures_printed_in_german(own_home: Path) -> None:
    with openai_server(first_fact("Der Nasdaq Composite stieg im Jahr 2025 um {ID:abs}.")) as server:
        told = answer(server, own_home, "Wie lief der Nasdaq im Jahr 2025?")

    assert told.language == "de"
    assert "20,36\u00a0%" in told.text
