import json
from pathlib import Path
from typing import Any

import pytest

QUESTION = "How has the Nasdaq done since ChatGPT launched?"


def test_a_question_gets_an_answer_with_its_reading_and_its_checks(copilot: Any) -> None:
    ran = copilot("ask", QUESTION)

    assert ran.code == 0
    assert "Nasdaq Composite" in ran.out
    assert "figures proved" in ran.out
    assert "reference closes" in ran.out
    assert ran.err == ""


def test_json_is_one_document_and_nothing_else(copilot: Any) -> None:
    ran = copilot("ask", QUESTION, "--json")

    document = json.loads(ran.out)
    assert (document["schema"], document["kind"], document["behavior"]) == ("market-copilot/1", "answer", "answer")
    assert ran.err == ""


def test_a_day_without_a_session_means_the_last_one_before_it(copilot: Any) -> None:
    document = json.loads(copilot("ask", QUESTION, "--json", "--as-of", "2026-01-04").out)

    assert document["as_of"] == "2026-01-02"


def test_a_named_thread_is_continued(copilot: Any) -> None:
    copilot("ask", "How has the Nasdaq done in 2025?", "--thread", "mine")
    document = json.loads(copilot("ask", "And the S&P 500?", "--thread", "mine", "--json").out)

    assert document["thread"] == "mine"
    assert document["reading"][0]["subject"] == ["^GSPC"]
    assert document["reading"][0]["window"]["end"] == "2025-12-31"


@pytest.mark.parametrize("ending", ["json", "md", "html"])
def test_an_answer_is_written_to_a_file_and_not_to_the_screen(copilot: Any, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"answer.{ending}"
    ran = copilot("ask", QUESTION, "--out", str(target))

    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"Written to {target}\n"
    assert "Nasdaq Composite" in target.read_text(encoding="utf-8")


def test_what_there_is_no_data_for_ends_with_three_and_the_json_is_still_there(copilot: Any) -> None:
    ran = copilot("ask", "What was the S&P 500 return in 2010?", "--json")

    assert ran.code == 3
    assert json.loads(ran.out)["reason"] == "no_data"


def test_declining_is_an_answer(copilot: Any) -> None:
    ran = copilot("ask", "Should I buy Nvidia?")

    assert ran.code == 0
    assert "Declined" in ran.out


def test_quiet_is_the_text_alone_and_verbose_has_the_rows(copilot: Any) -> None:
    assert "Read as" not in copilot("ask", QUESTION, "-q").out
    assert "close[end] / close[base] - 1" in copilot("ask", QUESTION, "-v").out


def test_a_saved_answer_is_verified(copilot: Any, tmp_path: Path) -> None:
    target = tmp_path / "answer.json"
    copilot("ask", QUESTION, "--out", str(target), "-q")

    assert copilot("verify", str(target)).code == 0


def test_a_changed_figure_does_not_hold(copilot: Any, tmp_path: Path) -> None:
    target = tmp_path / "answer.json"
    copilot("ask", QUESTION, "--out", str(target), "-q")
    document = json.loads(target.read_text(encoding="utf-8"))
    document["facts"][0]["value"] += 0.01
    target.write_text(json.dumps(document), encoding="utf-8")

    ran = copilot("verify", str(target), "--json")
    assert ran.code == 5
    assert json.loads(ran.out)["ok"] is False


def test_a_brief_is_a_document_of_its_own_kind(copilot: Any) -> None:
    ran = copilot("brief", "--json")

    assert ran.code == 0
    assert json.loads(ran.out)["kind"] == "brief"


def test_sources_are_added_found_and_removed(copilot: Any, tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("# Copper outlook\n\nAnalysts expect copper demand to rise with the build-out of data centres.\n")
    added = json.loads(copilot("sources", "add", str(note), "--json").out)["added"]
    found = json.loads(copilot("sources", "search", "copper demand", "--json").out)["passages"]

    assert found[0]["document"]["id"] == added[0]["id"]
    assert copilot("sources", "remove", added[0]["id"]).code == 0
    assert added[0]["id"] not in [d["id"] for d in json.loads(copilot("sources", "list", "--json").out)["documents"]]


def test_what_is_said_of_a_source_goes_before_what_is_read(copilot: Any, tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("# Copper\n\nCopper demand rises.\n")
    said = (
        "--publisher",
        "Metal Daily",
        "--published",
        "2026-01-05",
        "--tier",
        "primary",
        "--url",
        "https://a.example/b",
    )
    added = json.loads(copilot("sources", "add", str(note), *said, "--json").out)["added"][0]

    assert (added["title"], added["publisher"], added["published"]) == ("Copper", "Metal Daily", "2026-01-05")
    assert (added["tier"], added["url"]) == ("primary", "https://a.example/b")


def test_an_address_inside_of_a_network_is_no_source(copilot: Any) -> None:
    ran = copilot("sources", "add", "http://169.254.169.254/latest/", "--json")

    assert ran.code == 2
    assert "inside of a network" in json.loads(ran.out)["refused"][0]["reason"]


def test_the_state_of_the_data_names_source_and_newest_session(copilot: Any) -> None:
    status = json.loads(copilot("data", "status", "--json").out)

    assert (status["source"], status["newest_session"]) == ("reference", "2026-01-09")
    held = {holding["symbol"]: holding for holding in status["holdings"]}
    assert (held["SPY"]["newest_session"], held["SPY"]["source"]) == ("2026-01-09", "reference")
    assert len(held) == status["symbols"]


def test_prices_of_ones_own_are_brought_in(copilot: Any, tmp_path: Path) -> None:
    prices = tmp_path / "prices.csv"
    rows = ["2026-01-05,SPY,1,1,1,100.0,100.0,1", "2026-01-06,SPY,1,1,1,101.0,101.0,1"]
    prices.write_text("\n".join(["date,ticker,open,high,low,close,adj_close,volume", *rows]))

    told = json.loads(copilot("data", "import", str(prices), "--json").out)
    assert (told["symbols"], told["newest_session"]) == (1, "2026-01-06")
    answer = json.loads(
        copilot("ask", "SPY on 6 January 2026", "--data", str(Path(told["kept"][0]).parent), "--json").out
    )
    assert answer["facts"][0]["value"] == pytest.approx(0.01)


def test_the_doctor_tells_what_works_without_showing_the_key(copilot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "canary-key-canary")
    ran = copilot("doctor", "--json")

    found = {f["name"]: f for f in json.loads(ran.out)["findings"]}
    assert found["prices"]["works"]
    assert "with a key" in found["model"]["found"]
    assert "canary" not in ran.out + ran.err


def test_the_end_of_adding_sums_up_what_came_in_and_what_did_not(copilot: Any, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "tin.txt").write_text("Tin prices rose.", encoding="utf-8")
    (notes / "chart.png").write_bytes(b"PNG")
    ran = copilot("sources", "add", str(notes), "--symbols", "Apple, TIN.L", "-q")

    assert ran.code == 0
    assert ran.out.endswith("2 documents: 1 added, 1 not taken in (files ending in .png cannot be read).\n")
    assert json.loads(copilot("sources", "list", "--json").out)["documents"][-1]["symbols"] == ["AAPL", "TIN.L"]


def test_a_title_is_refused_for_more_than_one_document(copilot: Any, tmp_path: Path) -> None:
    ran = copilot("sources", "add", str(tmp_path), "--title", "Tin")

    assert ran.code == 2
    assert "one document" in ran.err
