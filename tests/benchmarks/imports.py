"""How fast and how lean imports are, against parsing alone: `make bench-import`.

The baseline is PyYAML's C loader on the front matter of the same files, split already, in this process. All
is measured in turns, so that a busy machine slows all of it; the table has the medians. `process` is the
whole command with its start, `import` its own clock, from first read to last commit, as its report has it;
bounds are of this one.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import yaml

from articles.seedfile.front_matter import split
from tests.benchmarks.import_collection import FILES, change, generated, real_or_generated
from tests.benchmarks.import_databases import Database, databases
from tests.benchmarks.import_runs import CHECKOUT, Run, environment, import_from, manage, peak_of_import

ROUNDS = int(os.environ.get("ROUNDS", "3"))
FIRST = {"SQLite": 0.45, "PostgreSQL": 0.55}  # of the baseline
UNCHANGED, CHANGED = 0.08, 0.15
MEMORY_MB, MORE_MEMORY = 300, 1.10  # at most so much more for four times the files
LOADDATA = 8  # times as slow as we are
WAIT_SECONDS = 2.0


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as name:
        folder = Path(name)
        collection, what = real_or_generated(folder)
        engines = databases(folder)
        try:
            measure(collection, what, engines, folder)
        finally:
            for engine in engines:
                engine.close()


def measure(collection: Path, what: str, engines: list[Database], folder: Path) -> None:
    baselines, runs = in_turns(collection, engines)
    baseline, worked = (statistics.median(clock) for clock in zip(*baselines, strict=True))
    print(f"\n{what}; medians of {ROUNDS} rounds; seconds")
    print(f"{'':34}{'CPU':>9}{'process':>9}{'ratio':>9}{'import':>9}{'ratio':>9}{'bound':>9}")
    print(f"{'parsing alone, the baseline':34}{worked:9.3f}{baseline:9.3f}{1:9.3f}{baseline:9.3f}{1:9.3f}")
    for engine in engines:
        for kind, bound in (
            ("first", FIRST[engine.name]),
            ("unchanged", UNCHANGED),
            ("1 % changed", CHANGED),
        ):
            times(f"{engine.name}, {kind}", runs[engine.name, kind], baseline, bound)
    for engine in engines:
        loading(engine, collection, folder)
    print(f"\n{'':34}{'measured':>9}{'bound':>9}")
    for engine in engines:
        waits = while_importing(engine, collection)
        for kind, seconds in waits.items():
            row(f"{engine.name}, longest of {len(seconds)} {kind}, s", max(seconds), WAIT_SECONDS)
    for engine in engines:
        memory(engine, collection, folder)


Runs = dict[tuple[str, str], list[Run]]  # by engine and kind


def in_turns(collection: Path, engines: list[Database]) -> tuple[list[tuple[float, float]], Runs]:
    """The baselines and the runs."""
    news = sorted((collection / "_news").iterdir())
    matters = [split(file.read_bytes()).yaml for file in news]
    originals = {file: file.read_bytes() for file in news}
    baselines, runs = [], defaultdict(list)
    for turn in range(ROUNDS):
        baselines.append(parsing_alone(matters))
        for engine in engines:
            url = engine.fresh()
            runs[engine.name, "first"].append(import_from(url, collection))
            runs[engine.name, "unchanged"].append(import_from(url, collection))
            changed = change(collection, 1000 + turn)
            runs[engine.name, "1 % changed"].append(again := import_from(url, collection))
            assert (again.report["updated"], again.report["unchanged"]) == (changed, len(news) - changed)
            for file, content in originals.items():
                file.write_bytes(content)
        print(".", end="", file=sys.stderr, flush=True)
    return baselines, runs


def parsing_alone(matters: list[str]) -> tuple[float, float]:
    """Seconds of the clock, and of the processor."""
    started, worked = time.perf_counter(), time.process_time()
    for matter in matters:
        yaml.load(matter, Loader=yaml.CSafeLoader)
    return time.perf_counter() - started, time.process_time() - worked


def times(name: str, runs: list[Run], baseline: float, bound: float) -> None:
    wall, cpu, seconds = (
        statistics.median(getattr(run, clock) for run in runs) for clock in ("wall", "cpu", "seconds")
    )
    verdict = "" if seconds <= bound * baseline else "  missed"
    cells = (cpu, wall, wall / baseline, seconds, seconds / baseline)
    print(f"{name:34}{''.join(f'{cell:9.3f}' for cell in cells)}{f'<= {bound}':>9}{verdict}", flush=True)


def loading(engine: Database, collection: Path, folder: Path) -> None:
    """Django's own way to bring the same rows in, and how much slower it is than the imports beside it."""
    url, rows = engine.fresh(), folder / "rows.json"
    before = import_from(url, collection)
    manage(url, "dumpdata", "articles", f"--output={rows}")
    run = manage(engine.fresh(), "loaddata", str(rows), "--verbosity=0")
    after = import_from(engine.fresh(), collection)
    slower = run.wall / statistics.mean((before.wall, after.wall))
    verdict = "" if slower >= LOADDATA else "  missed"
    name = f"{engine.name}, loaddata of the rows"
    ratio = f"{slower:.1f} times as slow"
    print(f"{name:34}{run.cpu:9.3f}{run.wall:9.3f}{ratio:>27}{f'>= {LOADDATA}':>9}{verdict}", flush=True)


def while_importing(engine: Database, collection: Path) -> dict[str, list[float]]:
    """The seconds of each save of an editor and each page of a reader while an import runs."""
    url = engine.fresh()
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.import_waits"],
        env=environment(url) | {"DEBUG": "1"},  # static files need not be collected
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as people:
        assert people.stdout
        assert people.stdout.readline() == "ready\n"
        import_from(url, collection)
        told, _ = people.communicate()
    return json.loads(told)


def memory(engine: Database, collection: Path, folder: Path) -> None:
    name = f"{engine.name}, most memory"
    row(f"{name}, MB", peak_of_import(engine.fresh(), collection) / 1e6, MEMORY_MB)
    peaks = []
    for files in (FILES, 4 * FILES):
        made = folder / f"of-{files}"
        if not made.exists():
            generated(made, files)
        peaks.append(peak_of_import(engine.fresh(), made) / 1e6)
        print(f"{name + f', {files:,} files, MB':34}{peaks[-1]:9.1f}")
    row(f"{name}, four times the files", peaks[1] / peaks[0], MORE_MEMORY)


def row(name: str, measured: float, bound: float) -> None:
    print(
        f"{name:34}{measured:9.2f}{f'<= {bound:g}':>9}{'' if measured <= bound else '  missed'}", flush=True
    )


if __name__ == "__main__":
    main()
