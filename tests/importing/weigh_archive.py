"""Run by tests in its own process: list and read an archive, print what came of it and what it took."""

import json
import re
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, ".")

from articles.importing.sources import NoSuchPathError, open_places


def megabytes() -> float:
    """The most memory that this process ever had; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    peak = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(peak[1]) / 1024 if peak else 0


resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))  # a guard that fails must not take the machine
before, started = megabytes(), time.process_time()
read, problems = 0, []
try:
    [place] = open_places(sys.argv[1:])
    problems = [problem.code for _, problem in place.troubles]
    for file in [*place.documents(), *place.site_data()]:
        read += not file.problem
        problems += [file.problem.code] if file.problem else []
except NoSuchPathError:
    problems = ["cannot be opened"]
took = {"seconds": time.process_time() - started, "megabytes": megabytes() - before}
json.dump({"read": read, "problems": problems, **took}, sys.stdout)
