"""How far an import is: what runs tell, and on a terminal's standard error a bar; silence elsewhere."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

Progress = Callable[[str, int, int], None]  # stage ("reading", "articles"), done, in all
STEP = 100  # files between two words about them


def no_progress(stage: str, done: int, total: int) -> None:
    """Show nothing."""


def watched(things: Iterable[T], stage: str, total: int, progress: Progress) -> Iterator[T]:
    """Yield `things`, telling `progress` every now and then."""
    for number, one in enumerate(things, start=1):
        if number % STEP == 0 or number == total:
            progress(stage, number, total)
        yield one


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
            if bar.tasks[0].description != stage:
                bar.reset(task, description=stage)
            rate = f"{done / (bar.tasks[0].elapsed or 1):,.0f} a second"
            bar.update(task, completed=done, total=total, rate=rate)

        yield show
