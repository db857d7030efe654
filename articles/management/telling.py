"""How commands say what they have to say, wherever standard output leads and whatever it can spell."""

import json
import os
import re
import sys
from contextlib import suppress
from pathlib import Path

from django.core.management.base import CommandError, OutputWrapper

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def tell(output: OutputWrapper, text: str) -> None:
    """Write `text` to `output`; a CommandError says that it does not get there, of work that is done."""
    if sys.stdout is None:
        raise _untold("it is closed")
    try:
        _write(output, text)
        output.flush()
    except OSError as error:  # a full disk, or nobody reads on
        _give_up(output)
        raise _untold(str(error.strerror)) from error


def _write(output: OutputWrapper, text: str) -> None:
    try:
        output.write(text)
    except UnicodeEncodeError:  # as JSON spells them, since the text may be JSON
        output.write(_BEYOND_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], text))


def _untold(why: str) -> CommandError:
    message = (
        f"All is done, but standard output did not take the report: {why}. The admin shows what was done."
    )
    return CommandError(message, returncode=2)


def _give_up(output: OutputWrapper) -> None:
    """Let what `output` still holds go nowhere, or Python fails over it on its way out."""
    with suppress(OSError), Path(os.devnull).open("w") as nowhere:  # it may have no file
        os.dup2(nowhere.fileno(), output.fileno())
