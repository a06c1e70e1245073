"""Browsers by what they call themselves."""

import pytest

from nastavnik.rulebook.browsers import browser_in_words

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (f"{CHROME} Safari/537.36", "Chrome, Windows"),
        (f"{CHROME} YaBrowser/25.8 Safari/537.36", "Яндекс Браузер, Windows"),
        (f"{CHROME} Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604", "Safari, iPhone"),
        ("curl/8.5", "неизвестный браузер"),
        ("", "неизвестный браузер"),
    ],
)  # fmt: skip
def test_browser_is_named(agent: str, words: str) -> None:
    assert browser_in_words(agent) == words
