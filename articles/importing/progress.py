"""How far an import is, on a terminal's standard error; silence elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from articles.importing.run import Progress, no_progress


@contextmanager
def progress_shown() -> Iterator[Progress]:
    """A bar while the block runs, gone afterwards."""
    if not sys.stderr.isatty():
        yield no_progress
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    with Bar(
        *Bar.get_default_columns()[:2],
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("reading", total=None, rate="")

        def show(stage: str, done: int, total: int) -> None:
            rate = f"{done / (bar.tasks[0].elapsed or 1):,.0f} a second"
            bar.update(task, description=stage, completed=done, total=total, rate=rate)

        yield show
