"""How far an import is: what runs tell, and on a terminal's standard error a bar; silence elsewhere."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
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


class Rate:
    """How many things of a stage were done per second since it began: when the stage before it ended."""

    def __init__(self) -> None:
        self._stage, self._began, self._told = "", monotonic(), monotonic()

    def after(self, stage: str, done: int) -> str:
        """The rate of `stage`, of which `done` are done now."""
        if stage != self._stage:
            self._stage, self._began = stage, self._told
        self._told = monotonic()
        took = self._told - self._began
        return f"{done / took:,.0f} a second" if took else ""


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
        task, rate = bar.add_task("reading", total=None, rate=""), Rate()

        def show(stage: str, done: int, total: int) -> None:
            if bar.tasks[0].description != stage:
                bar.reset(task, description=stage)
            bar.update(task, completed=done, total=total, rate=rate.after(stage, done))

        yield show
