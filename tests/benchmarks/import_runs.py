"""Runs of `manage.py` in processes of their own, with the time and memory that they take."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent.parent
SAMPLED_SECONDS = 0.01
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Run:
    """Seconds of one process from start to end, those of processors for it and its children; its output."""

    wall: float
    cpu: float
    printed: str

    @property
    def report(self) -> dict[str, Any]:
        return json.loads(self.printed)

    @property
    def seconds(self) -> float:
        """The import's own clock, from first read to last commit."""
        return self.report["seconds"]


def environment(url: str) -> dict[str, str]:
    """The variables of a deployment on the database at `url`."""
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "SECRET_KEY": "for-this-run-only-" * 3,
        "DEBUG": "0",
        "ALLOWED_HOSTS": "127.0.0.1,testserver",
        "CACHE_URL": "dummycache://",
    }


def manage(url: str, *command: str, watch: Callable[[int], None] | None = None) -> Run:
    """Run `manage.py` with `command`; `watch` is called with the id of the process until it ends."""
    with tempfile.TemporaryFile("w+") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "manage.py", *command], env=environment(url), cwd=CHECKOUT, stdout=output
        )
        while watch and not os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        printed = output.read()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed: {printed}")
    return Run(wall, usage.ru_utime + usage.ru_stime, printed)


def import_from(url: str, folder: Path, **more: Any) -> Run:
    """Import `folder` as an operator does."""
    return manage(url, "import_seeds", str(folder), "--report=json", **more)


def peak_of_import(url: str, folder: Path) -> int:
    """The most bytes that an import and its parser processes held at once, shared ones counted each time."""
    peak = 0

    def watch(pid: int) -> None:
        nonlocal peak
        peak = max(peak, resident(pid))
        time.sleep(SAMPLED_SECONDS)

    import_from(url, folder, watch=watch)
    return peak


def resident(top: int) -> int:
    """Resident bytes of a process with all below it."""
    children, pages = defaultdict(list), {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has just ended
            children[int(fields[1])].append(int(entry.name))
            pages[int(entry.name)] = int(fields[21])
    family, found = [top], 0
    while family:
        pid = family.pop()
        found += pages.get(pid, 0) * PAGE
        family += children[pid]
    return found
