import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.grounding.normalise import normalise
from copilot.ledger import Ledger
from tests.copilot.grounding.booked import Book


@pytest.mark.parametrize(
    "written",
    [
        "{small}", "4.07% {small}", "{small}%", "{{small}}", "[small]", "`{small}`", "small", "{ small }", "{small:}",
        "{small} percent", "{small} (4.07%)", "4.07% ({small})", "4.07% [small]", "9.99% {small}",
        "{lower}", "{spaced}", "4.07 {small}%",
    ],
)  # fmt: skip
def test_sloppy_references_become_the_one_form(book: Book, written: str) -> None:
    name = book["small"]
    typed = written.replace("small", name).replace("lower", name.lower()).replace("spaced", f"{name[0]} {name[1:]}")

    assert normalise(f"The Russell 2000 returned {typed}.", book.ledger) == f"The Russell 2000 returned {{{name}}}."


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("{small:.2f}", "{small:2}"),
        ("{small:+.1f}", "{small}"),
        ("{small:+}", "{small:+}"),
        ("+{small}", "{small:+}"),
        ("-{tesla}", "{tesla}"),
        ("−{tesla}", "{tesla}"),
        ("-{small}", "-{small}"),
        ("{gap} percentage points", "{gap}"),
        ("{gap}pp", "{gap}"),
        ("{small} basis points", "{small:bp}"),
        ("{long}x", "{long:x}"),
        ("$ {U1}", "{U1}"),
        ("{rank_energy}rd", "{rank_energy}"),
        ("{small.base}", "{small:base}"),
        ("{small:end}", "{small:end}"),
        ("+4.07% {small}", "{small:+}"),
    ],
)
def test_signs_units_and_formats_are_brought_to_the_reference(book: Book, written: str, form: str) -> None:
    def named(text: str) -> str:
        for name, fact_id in book.ids.items():
            text = text.replace("{" + name, "{" + fact_id)
        return text

    assert normalise(named(written), book.ledger) == named(form)


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("[S1, S2]", "[S1][S2]"),
        ("(S1)", "[S1]"),
        ("[s1]", "[S1]"),
        ("{S2}", "[S2]"),
        ("【S1】", "[S1]"),
        ("[S1; S2]", "[S1][S2]"),
    ],
)
def test_citations_become_the_one_form(book: Book, written: str, form: str) -> None:
    assert normalise(f"Earnings grow {written}.", book.ledger) == f"Earnings grow {form}."


def test_names_that_look_like_references_stay(book: Book) -> None:
    text = "Ford's F-150, Formula F99 and the T-bill fell."

    assert normalise(text, book.ledger) == text


@given(st.text(alphabet=st.characters(exclude_characters="FfUuTtSs{}"), max_size=80))
def test_text_without_references_comes_back_as_it_was(text: str) -> None:
    assert normalise(text, Ledger()) == text


@given(st.text(alphabet="abc .,%0123456789()+-", max_size=30), st.text(alphabet="xyz .,;", max_size=30))
def test_text_apart_from_a_reference_is_unchanged(before: str, after: str) -> None:
    text = f"{before} and {{F1:2}} or {after}"

    assert normalise(text, Ledger()) == text
