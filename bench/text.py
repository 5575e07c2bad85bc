"""The text stage beside the normalisers that pip can install: the whole corpus, by class, in one run.

python -m bench.text          prints the table and writes it into docs/vietnamese.md

The peers live in a throwaway environment. Each normaliser runs in a process of its own; a fragment
is right where the whole of it is one of its accepted readings (tests/corpus_score.py).
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from bench.text_peer import NORMALISERS
from tests.corpus_score import same

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "corpus"
PAGE = ROOT / "docs" / "vietnamese.md"
BEGIN, END = "<!-- bench-text -->", "<!-- /bench-text -->"
STARTS = 15
PEERS = ("sea-g2p==0.10.0", "vietnormalizer==0.2.3", "g2p-hamster==0.2.8")


@dataclass(frozen=True)
class Case:
    """A fragment of the corpus: its class, what is written, what may be said."""

    category: str
    written: str
    accepted: str


def cases() -> list[Case]:
    tables = sorted(CORPUS.glob("*.tsv"))
    rows = [
        row.split("\t")
        for table in tables
        if table.name != "article-tokens.tsv"
        for row in table.read_text(encoding="utf-8").splitlines()
    ]
    return [Case(*row) for row in rows if row[0] != "category"]


def run(name: str, python: str, lines: list[str]) -> dict[str, object]:
    """Let one normaliser read every line, in the environment of `python`."""
    alone = {**os.environ, "RAYON_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    alone.pop("PYTHONDONTWRITEBYTECODE", None)  # the peers are compiled: pip did it
    done = subprocess.run(
        [python, str(ROOT / "bench" / "text_peer.py"), name],
        input=json.dumps(lines),
        capture_output=True,
        text=True,
        check=True,
        env=alone,
    )
    return dict(json.loads(done.stdout))


def measured(corpus: list[Case]) -> dict[str, dict[str, object]]:
    lines = [case.written for case in corpus]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = f"{folder}/bin/python"
        subprocess.run([python, "-m", "pip", "install", "-q", *PEERS], check=True)
        pythons = {name: sys.executable if name == "ours" else python for name in NORMALISERS}
        found = {name: run(name, pythons[name], lines) for name in NORMALISERS}
        # One start tells little on a shared machine: the middle of many, all in turn.
        starts = [
            {name: run(name, pythons[name], lines[:1]) for name in NORMALISERS}
            for _ in range(STARTS)
        ]
    for name, result in found.items():
        for key in ("imported", "ready"):
            result[key] = statistics.median(float(str(start[name][key])) for start in starts)
    return found


def table(corpus: list[Case], found: dict[str, dict[str, object]]) -> list[str]:
    """Write the rows: right fragments by class, then all of them, then speed."""
    right: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    counts: dict[str, int] = defaultdict(int)
    for index, case in enumerate(corpus):
        counts[case.category] += 1
        for name, result in found.items():
            readings = result["readings"]
            assert isinstance(readings, list)
            right[case.category][name] += same(readings[index], case.accepted)
    names = list(found)
    rows = [["class", "fragments", *names]]
    rows += [
        [c, str(n), *(str(right[c][name]) for name in names)] for c, n in sorted(counts.items())
    ]
    totals = {name: sum(each[name] for each in right.values()) for name in names}
    rows.append(
        ["**all**", str(len(corpus)), *(f"**{totals[n] / len(corpus):.1%}**" for n in names)]
    )
    rows.append(["characters a second", "", *(f"{found[name]['speed']:,.0f}" for name in names)])
    rows.append(_beside_sea(found, "speed"))
    for key, title in (("imported", "import, ms"), ("ready", "import and first use, ms")):
        rows.append([title, "", *(f"{_ms(found[name], key):.0f}" for name in names)])
        rows.append(_beside_sea(found, key))
    return [f"| {' | '.join(row)} |" for row in [rows[0], ["---"] * len(rows[0]), *rows[1:]]]


def _beside_sea(found: dict[str, dict[str, object]], key: str) -> list[str]:
    sea = float(str(found["sea-g2p"][key]))
    ratios = (float(str(result[key])) / sea for result in found.values())
    return ["… beside sea-g2p", "", *(f"{ratio:.2f}" for ratio in ratios)]


def _ms(result: dict[str, object], key: str) -> float:
    return float(str(result[key])) * 1000


def main() -> None:
    corpus = cases()
    rows = "\n".join(table(corpus, measured(corpus)))
    print(rows)
    page = PAGE.read_text(encoding="utf-8")
    head, tail = page.split(BEGIN)[0], page.split(END)[1]
    PAGE.write_text(f"{head}{BEGIN}\n{rows}\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
