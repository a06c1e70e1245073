"""QR codes as SVG inside a page: no file, no script, no style attribute."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_of(address: str) -> SafeString:
    """The code of an address, big enough for an old camera at 25 mm."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=2, omitsize=True, svgclass="qr", lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308  (drawn by the library out of squares; the address does not stand in it)
