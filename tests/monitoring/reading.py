"""What a person reads on a page: its text without the markup."""

import re
from html import unescape

from django.http import HttpResponse


def text_of(response: HttpResponse) -> str:
    """The words of the page's main part, with single spaces; no-break spaces are spaces."""
    html = response.content.decode()
    main = re.search(r"<main.*?</main>", html, flags=re.DOTALL)
    words = re.sub(r"<svg.*?</svg>", " ", main[0] if main else html, flags=re.DOTALL)
    words = re.sub(
        r'<span class="cell-label".*?</span>', " ", words, flags=re.DOTALL
    )  # heads of columns, for phones
    words = unescape(re.sub(r"<[^>]+>", " ", words)).replace("\u00a0", " ")
    return re.sub(r"\s+([.,;:])", r"\1", re.sub(r"\s+", " ", words))


def links_of(response: HttpResponse) -> list[str]:
    """Addresses inside the product to which the page leads."""
    return [unescape(url) for url in re.findall(r'href="(/[^"]*)"', response.content.decode())]
