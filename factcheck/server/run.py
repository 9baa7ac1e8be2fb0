"""One run of the server over standard input and output, until the editor leaves."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable, Mapping
from datetime import date

from factcheck.report.text import visible
from factcheck.server.service import FactcheckServer


class _Plain(logging.Formatter):
    """Lines of the log in which nothing of a text can command a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        return "\n".join(visible(line) for line in super().format(record).splitlines())


def serve(choices: Mapping[str, object], today: Callable[[], date]) -> int:
    """Answer an editor until it leaves; return 0 where it asked for a shutdown before, and 1 where it was just gone."""
    _log()
    if sys.stdin.isatty():
        logging.warning("an editor is meant to start this, and to speak the language server protocol here; Ctrl-C ends it")
    # The one that is spoken to keeps its own door; whatever else might print finds standard error behind it.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # What waits for a line of standard input cannot be interrupted, and there is nothing to put away.
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    server = FactcheckServer(choices, today)
    server.start_io(sys.stdin.buffer, out)
    server.session.stop()
    # A check that is still at work, or a log that nobody reads, must not keep the process.
    os._exit(0 if server.ended_well else 1)


def _log() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Plain("factcheck: %(message)s"))
    logging.basicConfig(level=logging.INFO if os.environ.get("FACTCHECK_DEBUG") else logging.WARNING, handlers=[handler])
