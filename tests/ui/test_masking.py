from hypothesis import given
from hypothesis import strategies as st

from ui.masking import mask, secrets_of


def test_the_values_of_secret_names_are_masked() -> None:
    secrets = secrets_of({"OPENAI_API_KEY": "abcdefgh", "HOME": "/root/abc", "SHORT_KEY": "ab"})

    assert secrets == ("abcdefgh",)
    assert mask("key abcdefgh in /root/abc", secrets) == "key **** in /root/abc"


def test_what_looks_like_a_key_is_masked_without_being_known() -> None:
    assert (
        mask("sk-proj_1234567890abc and Bearer tok.en and https://me:pw@host/x")
        == "**** and Bearer **** and https://****@host/x"
    )


@given(st.from_regex(r"[A-Za-z0-9]{6,20}", fullmatch=True), st.text(), st.text())
def test_a_known_secret_never_comes_through(secret: str, before: str, after: str) -> None:
    assert secret not in mask(before + secret + after, (secret,))
