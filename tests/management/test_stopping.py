"""Asked to stop, a command ends its step first; asked once more, it does what the signal always does."""

import os
import signal
from collections.abc import Iterator

import pytest

from articles.importing.progress import no_progress
from articles.management.stopping import STOPPING, stopping_between_steps

SIGNALS = pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])


class UsualError(Exception):
    """What the test's own handler does: it stands for what the signal always does."""


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    def be_usual(*_: object) -> None:
        raise UsualError

    before = {number: signal.signal(number, be_usual) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def ask(number: int) -> None:
    os.kill(os.getpid(), number)


def work(number: int, done: list[str], *, times: int = 1) -> None:
    """Do a thing in two steps, asked to stop in the midst of the first one."""
    with stopping_between_steps(lambda stage, *_: done.append(f"told of {stage}")) as progress:
        for _ in range(times):
            ask(number)
        done.append("first")
        progress("first", 1, 2)
        done.append("second")


@SIGNALS
def test_the_step_in_hand_ends_first(number: signal.Signals, capfd: pytest.CaptureFixture[str]) -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        work(number, done)
    assert done == ["first", "told of first"]
    assert capfd.readouterr().err == STOPPING.decode()


@SIGNALS
def test_asked_again_it_stops_at_once(number: signal.Signals) -> None:
    done: list[str] = []
    with pytest.raises(UsualError):
        work(number, done, times=2)
    assert done == []


@SIGNALS
def test_afterwards_signals_do_what_they_did(number: signal.Signals) -> None:
    with stopping_between_steps(no_progress):
        pass
    with pytest.raises(UsualError):
        ask(number)


def test_where_nobody_reads_what_it_says_it_stops_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(KeyboardInterrupt):
        work(signal.SIGTERM, [])


@SIGNALS
def test_what_is_ignored_stays_ignored(number: signal.Signals) -> None:
    """As Ctrl-C is by what a shell script starts in the background."""
    signal.signal(number, signal.SIG_IGN)
    done: list[str] = []
    work(number, done)
    assert done == ["first", "told of first", "second"]
