"""One event as six short articles tell it: three at first, and three that come later. Written for these tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

TOPIC = "fire at the Kelby grain depot"

FIRST_SENTENCE = "A fire at the Kelby grain depot killed 41 people on Sunday night, the fire service said."

FIRST: Mapping[str, str] = {
    "harbour-post": f"""---
title: Dozens dead in Kelby depot fire
outlet: Harbour Post
date: 2026-03-02
---
{FIRST_SENTENCE}

The fire began in a drying tower at the Kelby grain depot shortly before ten in the evening, the fire service said.

Investigators will examine the wiring of the drying tower on Wednesday, the fire service said.
""",
    "vale-courier": """---
title: Kelby mourns after depot fire
outlet: Vale Courier
date: 2026-03-02
---
The Kelby grain depot stored 9,000 tonnes of barley when it burned, its owner Tarn Mills said.

“We warned them about that tower for years,” the union leader Ines Rask said of the Kelby grain depot.
""",
    "north-radio": """---
title: Depot owner promises help
outlet: North Radio
date: 2026-03-03
---
Tarn Mills will pay the families of the workers killed at the Kelby grain depot, its chairman Olav Brenn said.
""",
}

LATER_COUNT = """---
title: Kelby fire toll rises
outlet: North Radio
date: 2026-03-05
---
The fire at the Kelby grain depot killed 43 people, the fire service said on Thursday.
"""

CONFIRMATION = """---
title: What was in the Kelby silos
outlet: Capital Gazette
date: 2026-03-05
---
The Kelby grain depot stored 9,000 tonnes of barley when it burned, the regional prefect said.
"""

NEW_FACT = """---
title: Director of Kelby depot arrested
outlet: Vale Courier
date: 2026-03-06
---
Police arrested the director of the Kelby grain depot, Jonas Veld, on Friday on suspicion of negligence.
"""

LATER: Mapping[str, str] = {"later-count": LATER_COUNT, "confirmation": CONFIRMATION, "new-fact": NEW_FACT}


def files(folder: Path, texts: Mapping[str, str]) -> Path:
    """A folder with these articles in it."""
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder
