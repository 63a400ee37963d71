"""``python -m benchmarks.bench [--articles 1000 10000]``: Briefdesk, its peers and the limits of the machine.

At 1,000 articles and below, passages are embedded; above, vectors are made of real ones. ``--no-peers`` measures
Briefdesk and the limits alone. The table goes to the terminal, all figures to ``build/bench.json``, how they grow with
the number of articles to ``build/bench-*.svg``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from benchmarks.bench import figures, library, processes
from benchmarks.bench.made import Material
from benchmarks.bench.processes import Run
from benchmarks.measured import ROOT

OUTPUT = ROOT / "build" / "bench.json"
EMBEDDED = 1000


def main() -> None:
    options = _parser().parse_args()
    peers = _peers() if options.peers else []
    name, articles, questions = library.source()
    of = library.material(articles)
    runs: list[Run] = []
    with nullcontext(options.keep) if options.keep else tempfile.TemporaryDirectory() as scratch:
        vectors = Path(scratch) / "bank.npz"
        if max(options.articles) > EMBEDDED:
            library.embed(of, vectors)
        for count in options.articles:
            work = Path(scratch) / str(count)
            runs.extend(_measured(work, of, count, questions, vectors, peers))
            if not options.keep:
                shutil.rmtree(work)
            _write(figures.with_ratios(runs), name, options.out)
    found = figures.with_ratios(runs)
    figures.show(found, name)
    for line in figures.missed(found):
        print(f"MISSED: {line}")
    print(f"written to {options.out}")


def _measured(
    work: Path, of: Material, articles: int, questions: Path, vectors: Path, peers: Sequence[str]
) -> Iterator[Run]:
    is_real = articles <= EMBEDDED
    library.prepare(work, of, articles, questions)
    if not is_real:
        shutil.copy(vectors, work / vectors.name)
    print(f"== {articles:,} articles: {processes.OURS}", flush=True)
    yield from processes.ours(work, articles, is_real=is_real)
    for peer in peers:
        print(f"== {articles:,} articles: {peer}", flush=True)
        yield processes.peer(peer, work, articles, is_real=is_real)


def _peers() -> list[str]:
    if processes.PEERS_PYTHON.exists():
        return list(processes.PEERS)
    print("the peers are not installed (make bench does it): Briefdesk and the limits alone")
    return []


def _write(runs: Sequence[Run], source: str, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    document = figures.document(runs, source)
    file.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if processes.PEERS_PYTHON.exists():
        command = [str(processes.PEERS_PYTHON), "-m", "benchmarks.bench.plots", str(file)]
        subprocess.run(command, cwd=ROOT, check=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000], help="how many; several sizes are measured")
    parser.add_argument("--no-peers", dest="peers", action="store_false")
    parser.add_argument("--keep", type=Path, help="an empty folder, in which the libraries are made and stay")
    parser.add_argument("--out", type=Path, default=OUTPUT, help="where all figures go, with the plots beside it")
    return parser


if __name__ == "__main__":
    main()
