"""Messages and saved pages as programs write them."""

from __future__ import annotations

from email.message import EmailMessage

PAGE_AT = "https://daily.example/bridge"


def saved_page(html: str, *, charset: str = "", at: str = PAGE_AT) -> bytes:
    """A page as Chrome saves it: no encoding stated, unless ``charset``; a picture and a frame beside it."""
    page = EmailMessage()
    page.set_content(html, subtype="html", cte="quoted-printable", charset=charset or "utf-8")
    if not charset:
        page.set_type("text/html")
        del page["Content-Type"]
        page["Content-Type"] = "text/html"
    page["Content-Location"] = at
    frame = EmailMessage()
    frame.set_content("<p>An advertisement in a frame.</p>", subtype="html")
    frame["Content-Location"] = "cid:frame@mhtml.blink"
    saved = EmailMessage()
    saved["From"], saved["Subject"], saved["Date"] = (
        "<Saved by Blink>",
        "Saved title",
        "Sun, 06 Jan 2019 10:00:00 +0100",
    )
    saved["Snapshot-Content-Location"] = at
    saved["MIME-Version"] = "1.0"
    saved["Content-Type"] = 'multipart/related; type="text/html"; boundary="----b"'
    saved.set_payload([frame, page])
    return saved.as_bytes()
