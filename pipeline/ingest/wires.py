"""A byline and a text to the news agency that it says it is from, under one name for each; empty for none.

Read where agencies sign: the byline, the dateline of the first lines, the credit of the last ones. What stands between
("told Reuters") is no signature, nor is "contributed to this report" or the credit of a picture. A short name counts
only as it is written or in capitals: "AP", never "ap" or "Ap".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_LINES = 5
_LINE_CHARS = 200
_SHORT = 5

# by the usual name of each agency: what it may be written as
_WRITTEN: dict[str, tuple[str, ...]] = {
    "AAP": ("AAP", "Australian Associated Press"),
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "AGI": ("AGI", "Agenzia Giornalistica Italia"),
    "Anadolu": ("Anadolu", "Anadolu Agency", "Anadolu Ajansı", "AA"),
    "ANI": ("ANI", "Asian News International"),
    "ANP": ("ANP",),
    "ANSA": ("ANSA",),
    "AP": ("AP", "A.P.", "Associated Press", "The Associated Press"),
    "APA": ("APA", "Austria Presse Agentur"),
    "Belga": ("Belga", "Belga News Agency"),
    "Bernama": ("Bernama",),
    "Bloomberg": ("Bloomberg", "Bloomberg News"),
    "Canadian Press": ("Canadian Press", "The Canadian Press", "CP"),
    "CNS": ("CNS", "China News Service"),
    "CTK": ("CTK", "ČTK", "Czech News Agency"),
    "Dow Jones": ("Dow Jones", "Dow Jones Newswires"),
    "dpa": ("dpa", "DPA", "dpa-AFX", "Deutsche Presse-Agentur"),
    "EFE": ("EFE", "Agencia EFE"),
    "Europa Press": ("Europa Press",),
    "IANS": ("IANS", "Indo-Asian News Service"),
    "Interfax": ("Interfax",),
    "IRNA": ("IRNA",),
    "Jiji": ("Jiji", "Jiji Press"),
    "KCNA": ("KCNA",),
    "Keystone-SDA": ("Keystone-SDA", "Keystone-ATS", "SDA", "ATS"),
    "KNA": ("KNA", "Katholische Nachrichten-Agentur"),
    "Kyodo": ("Kyodo", "Kyodo News"),
    "Lusa": ("Lusa", "LUSA"),
    "MTI": ("MTI",),
    "NTB": ("NTB",),
    "PA Media": ("PA Media", "PA", "Press Association", "The Press Association"),
    "PAP": ("PAP", "Polska Agencja Prasowa"),
    "PTI": ("PTI", "Press Trust of India"),
    "Reuters": ("Reuters", "Thomson Reuters"),
    "RIA Novosti": ("RIA Novosti", "RIA"),
    "Ritzau": ("Ritzau",),
    "SPA": ("SPA", "Saudi Press Agency"),
    "TASS": ("TASS", "ITAR-TASS", "Tass"),
    "TT": ("TT", "TT Nyhetsbyrån"),
    "Ukrinform": ("Ukrinform",),
    "UNB": ("UNB", "United News of Bangladesh"),
    "UPI": ("UPI", "United Press International"),
    "Xinhua": ("Xinhua", "Xinhua News Agency"),
    "Yonhap": ("Yonhap", "Yonhap News Agency"),
}

_LONG = {form.casefold(): wire for wire, forms in _WRITTEN.items() for form in forms if len(form) > _SHORT}
_BRIEF = {
    written: wire
    for wire, forms in _WRITTEN.items()
    for form in forms
    if len(form) <= _SHORT
    for written in (form, form.upper())
}
# words, initials or places to others: they sign in brackets, or alone in a byline
_COMMON = frozenset("AA CP PA SPA TT RIA ATS SDA APA AGI CNS PAP MTI".split())


def _either(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


def _wire(brief: Iterable[str]) -> str:
    return rf"(?P<wire>(?i:{_either(_LONG)})|{_either(brief)})(?!\w)"


_ANY = _wire(_BRIEF)
_SURE = _wire(_BRIEF.keys() - _COMMON)
_OTHERS = r"(?:\s?[/,&+|]\s?[\w .-]{2,30})?"
_STAFF = r"(?:\s+(?i:staff|news|agency|wire|service|(?:[a-z]+ ){0,2}(?:writer|correspondent|reporter)s?))*"
_DASH = r"(?:-{1,2}|–|—|―)"
_MARKED = rf"[(\[/]\s?{_ANY}{_OTHERS}\s?[)\]/]"
_DAY = r"(?:\d{1,2}\.? \w{3,12}\.?|\w{3,12}\.? \d{1,2})(?:,? \d{4})?"
_CAPITAL = r"[^\W\d_a-z][\w.'’]*"
_JOINING = "de|del|la|le|el|am|an|of|sur|upon|and|do|da|di|al|den"
_PLACE = rf"{_CAPITAL}(?:[ ,/-]{{1,2}}(?:{_CAPITAL}|{_JOINING})){{0,6}}(?: \[\w+\])?"
_BY = r"(?i:by|from|von|par|por|di|source:|the|staff|correspondent|redazione)"

_BYLINES = (
    rf"^(?:{_BY}\s+){{0,2}}{_ANY}{_STAFF}(?:\s(?i:in)\s.{{2,40}})?{_OTHERS}\.?$",  # "By the AP", "Reuters in London"
    rf"(?:[,/|·•–—]|\s-|\s(?i:of|for|via))\s*(?:(?i:the)\s)?{_SURE}{_STAFF}{_OTHERS}\.?$",  # "Jane Doe, AFP"
    rf"{_MARKED}",  # "Jane Doe (AP)"
    rf"\s(?P<wire>Reuters|(?i:{_either(name for name in _LONG if ' ' in name or '-' in name)})){_STAFF}$",
)
_DATELINES = (
    rf"^(?:{_PLACE}[,.]?\s?)?(?:{_DAY}[,.]?\s?)?{_MARKED}\s?(?:\.?\s?{_DASH}|[:.]\s|\.?$)",  # "BERLIN, 3 May (dpa) –"
    rf"^(?:[A-Z][A-Z ,/.'-]{{1,60}}|{_PLACE}, {_DAY} ){_MARKED}\s",  # "LONDON (Reuters) The"
    rf"^{_PLACE}\s?(?:[,.]|{_DASH})\s?(?:{_DAY}\s?[,/–—-]?\s?)?{_SURE}\s?(?:{_DASH}\s|:\s|$)",  # "PARIS — AFP"
    rf"^{_SURE}\s?(?:{_DASH}\s|$)",  # "AFP - ", not "AFP: What do you ask?"
)
_CREDITS = (
    rf"(?:^|[.!?”\"’]\s?)[(\[]\s?(?:(?i:source|via|by)\s?:?\s)?{_ANY}{_OTHERS}\s?[)\]]\.?$",  # "it said. (Reuters)"
    rf"(?:©|\((?i:c)\)|(?i:copyright))[\s©]{{0,3}}(?:\(c\)\s?)?(?:\d{{4}}\s)?(?:(?i:by|the)\s){{0,2}}{_SURE}",
    rf"^(?:{_DASH}\s?)?(?:(?i:source|agency|quelle|fuente|fonte)s?\s?:\s?)?{_ANY}{_OTHERS}\.?$",  # "Source: AFP"
    rf"[.!?”\"’]\s?{_DASH}\s?{_SURE}\.?$",  # "he said. — AFP"
)
_REUTERS_CREDIT = re.compile(
    r"^\(?(?:Additional )?(?:Reporting|Writing) by [^\n]{2,150}?[;.] ?(?:\w+ ){0,2}[Ee]diting by "
)
_PICTURE = re.compile(r"\W*(?:photo|image|picture|foto|bild|video|graphic|caption)", re.IGNORECASE)

_IN_BYLINE, _IN_DATELINE, _IN_CREDIT = (
    tuple(re.compile(pattern) for pattern in patterns) for patterns in (_BYLINES, _DATELINES, _CREDITS)
)


def read(byline: str, text: str) -> str:
    """The agency by its usual name ("Reuters", "AP", "dpa"), or empty.

    The byline counts before the dateline, and that before the closing credit; the first agency where several sign.
    "Reporting by …; Editing by …" is how Reuters signs.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    opening = [line[:_LINE_CHARS] for line in lines[:_LINES]]
    closing = [line[-_LINE_CHARS:] for line in lines[-_LINES:] if not _PICTURE.match(line)]
    return (
        _signed(_IN_BYLINE, [" ".join(byline.split())[:_LINE_CHARS]])
        or _signed(_IN_DATELINE, opening)
        or _signed(_IN_CREDIT, closing)
        or ("Reuters" if any(_REUTERS_CREDIT.match(line) for line in closing) else "")
    )


def _signed(patterns: Sequence[re.Pattern[str]], lines: Iterable[str]) -> str:
    for line in lines:
        for pattern in patterns:
            if found := pattern.search(line):
                name = found["wire"]
                return _BRIEF.get(name) or _LONG[name.casefold()]
    return ""
