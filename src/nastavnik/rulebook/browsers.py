"""What a browser calls itself, in words that its owner recognises: «Firefox, Windows»."""

from __future__ import annotations

# In this order: Yandex and Edge also call themselves Chrome, and Chrome calls itself Safari.
_BROWSERS = (
    ("YaBrowser/", "Яндекс Браузер"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
UNKNOWN = "неизвестный браузер"


def browser_in_words(user_agent: str) -> str:
    """«Яндекс Браузер, Android»: the browser and the system, as far as the browser tells them."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), UNKNOWN)
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return f"{browser}, {system}" if system else browser
