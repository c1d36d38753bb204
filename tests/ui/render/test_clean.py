import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.render.clean import cell, plain


@pytest.mark.fault("X4")
def test_colours_and_cursor_movements_are_taken_out() -> None:
    assert plain("\x1b[31mred\x1b[0m \x1b[2J\x1b[1;1Hhome") == "red home"


def test_a_terminal_link_leaves_only_its_words() -> None:
    assert plain("\x1b]8;;http://evil.example/\x07click\x1b]8;;\x07") == "click"


@pytest.mark.fault("X4")
def test_writing_to_the_clipboard_is_taken_out() -> None:
    assert plain("a\x1b]52;c;ZXZpbA==\x1b\\b") == "ab"


def test_eight_bit_escapes_are_taken_out() -> None:
    assert plain("\x9b31mred\x9dtitle\x9cend") == "redend"


def test_an_unfinished_escape_shows_no_escape_character() -> None:
    assert "\x1b" not in plain("\x1b]0;title never ends")


def test_text_direction_tags_and_zero_width_characters_are_taken_out() -> None:
    assert plain("a\u202eb\u200bc\u2066d\U000e0041e") == "abcde"


def test_letters_of_all_languages_and_line_ends_stay() -> None:
    assert plain("收盘 − naïve\nÜber\tso") == "收盘 − naïve\nÜber\tso"


@pytest.mark.fault("X10")
def test_a_formula_in_a_cell_becomes_text() -> None:
    assert [cell(t) for t in ("=HYPERLINK(1)", "+1", "-1", "@SUM", "plain")] == [
        "'=HYPERLINK(1)",
        "'+1",
        "'-1",
        "'@SUM",
        "plain",
    ]


@pytest.mark.fault("X10")
def test_a_formula_behind_an_invisible_character_is_seen() -> None:
    assert cell("\u200b=1+1") == "'=1+1"


@given(st.text())
def test_no_control_character_but_line_end_and_tab_is_left(text: str) -> None:
    left = {c for c in plain(text) if ord(c) < 32 or 127 <= ord(c) < 160}

    assert left <= {"\n", "\t"}


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert plain(plain(text)) == plain(text)
