"""The program: runs the command line and turns every way it can end into an exit code."""

import gc
import os
import sys

from crimecompare.interruption import INTERRUPTED, end_at_once_on_interrupt

HELP = {"-h", "--help"}
FAILED, CRASHED, READER_GONE = 2, 70, 141


def program() -> None:
    """Be the process: run, and end without freeing what was built, which can take as long as building it."""
    end_at_once_on_interrupt()  # first of all, and nothing that takes long is imported before
    try:
        main()
    except SystemExit as end:
        try:
            for stream in filter(None, (sys.stdout, sys.stderr)):
                stream.flush()
        except (OSError, ValueError):
            raise end from None  # the interpreter itself handles a stream that cannot be written
        os._exit(int(end.code or 0))


def main() -> None:
    """Run `crimecompare` on the process's arguments and exit."""
    gc.disable()  # a run is short and creates little garbage, so collecting it is not worth the time
    try:
        code = _run()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = _abandon_output(READER_GONE)
    except OSError as error:
        from crimecompare.files import ADRIFT, is_adrift

        _say(ADRIFT if is_adrift() else f"cannot write: {error.strerror}")
        code = _abandon_output(FAILED)
    except Exception as error:  # noqa: BLE001 - the last resort: a crash has a code of its own, and no traceback
        code = _say_end(error)
    sys.exit(code)


def _run() -> int:
    from typer import TyperException

    from crimecompare.cli import app
    from crimecompare.errors import CrimecompareError

    try:
        code = app(prog_name="crimecompare", standalone_mode=False) or 0
        if sys.stdout is not None or HELP.isdisjoint(sys.argv):
            return code
        _say("cannot write to standard output: it is closed")  # which Typer's help does not notice
    except CrimecompareError as error:
        from crimecompare.cli.options import as_typed

        _say(as_typed(error))
    except TyperException as error:
        from crimecompare.cli.usage import said

        _say(said(error))
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # Typer's own answer to a closed pipe is 1
            raise end.__context__ from None
        raise
    return FAILED


def _say(message: str) -> None:
    from crimecompare.cli.streams import remark

    remark(f"crimecompare: {message}")


def _say_end(error: Exception) -> int:
    """Say what nothing else has an answer to, and return the exit code: a bug, unless memory was lacking."""
    if isinstance(error, MemoryError) or "failed to map" in str(error):  # which a compiled module says when it loads
        _say("there is too little memory for this; ask of fewer areas, or allow more (ulimit -v)")
        return FAILED
    if os.environ.get("CRIMECOMPARE_TRACEBACK"):
        import traceback

        traceback.print_exception(error)
    _say(f"a bug: {type(error).__name__}: {error}; CRIMECOMPARE_TRACEBACK=1 shows where, please report it")
    return CRASHED


def _abandon_output(code: int) -> int:
    """Discard what is still buffered, so that the interpreter does not fail on it again when it ends."""
    if sys.stdout is not None:
        _point_at_nothing(sys.stdout.fileno())
    return code


def _point_at_nothing(descriptor: int) -> None:
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, descriptor)
    os.close(nothing)


if __name__ == "__main__":
    program()
