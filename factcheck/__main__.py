"""The console entry: answers `--version` before anything heavy is imported."""

from __future__ import annotations

import sys


def main() -> None:
    """Answer `--version`, or hand the arguments to the command line and end with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from factcheck import __version__

        print(f"factcheck {__version__}")
        return
    import gc

    # Almost nothing here is garbage: the usual 700 new objects between two searches for it would cost a tenth of a run.
    gc.set_threshold(50_000, 20, 20)
    try:
        from factcheck.cli import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    # Else the interpreter, before it ends, would search all that is about to go anyhow.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
