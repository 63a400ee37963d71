"""From nothing to the first answer: ``python -m benchmarks.bench.first WORK`` prints a line when it is there."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def main() -> None:
    started = time.perf_counter()
    from pipeline import wiring  # noqa: PLC0415
    from pipeline.settings import Settings  # noqa: PLC0415

    imported = time.perf_counter() - started
    work = Path(sys.argv[1])
    questions = json.loads((work / "questions.json").read_text(encoding="utf-8"))
    desk = wiring.open_desk(Settings(data=work / "briefdesk"))
    desk.ask(questions[0])
    print(json.dumps({"import_s": imported}), flush=True)
    desk.close()


if __name__ == "__main__":
    main()
