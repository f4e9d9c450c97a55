"""A warm process: it has imported the program and forks a child for each run it is asked for. A script, for Linux.

A request is a line of JSON on standard input; the answer is a line of JSON on standard output. The arguments are names
of modules to import as well.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import resource
import select
import signal
import sys
import time
import traceback
from typing import Any, NoReturn

LEFT_OUT = ("crimecompare.__main__", "crimecompare.importers", "crimecompare.formats.xlsx")
"""What needs packages that are not always there, or runs when it is imported; the arguments name them if need be."""
LOST = 99
"""The exit code of a child that the program did not end."""
STREAMS = (("stdin", os.O_RDONLY), ("stdout", os.O_WRONLY), ("stderr", os.O_WRONLY))


def serve() -> None:
    """Answer requests until there are no more."""
    import crimecompare

    for module in pkgutil.walk_packages(crimecompare.__path__, "crimecompare."):
        if not module.name.startswith(LEFT_OUT):
            importlib.import_module(module.name)
    for name in sys.argv[1:]:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    gc.freeze()  # so that a child need not copy what it only counts
    with os.fdopen(os.dup(0), "rb") as requests, os.fdopen(os.dup(1), "wb", buffering=0) as answers:
        for line in requests:
            request = json.loads(line)
            child = os.fork()
            if not child:
                os.close(requests.fileno())
                os.close(answers.fileno())
                _be_the_program(request)
            answers.write(json.dumps(_watched(child, request["seconds"])).encode() + b"\n")


def _watched(child: int, seconds: float) -> dict[str, float]:
    """Wait for a child, end it when it takes too long, and return how it ended and what it used."""
    began = time.monotonic()
    descriptor = os.pidfd_open(child)
    with contextlib.suppress(ProcessLookupError):
        if not select.select([descriptor], [], [], seconds)[0]:
            os.kill(child, signal.SIGKILL)
    os.close(descriptor)
    _, status, usage = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return {
        "code": code,
        "cpu": usage.ru_utime + usage.ru_stime,
        "wall": time.monotonic() - began,
        "memory": usage.ru_maxrss / 1024,
    }


def _be_the_program(request: dict[str, Any]) -> NoReturn:
    try:
        os.setsid()
        os.chdir(request["folder"])
        for descriptor, (stream, mode) in enumerate(STREAMS):
            opened = os.open(request[stream], mode)
            os.dup2(opened, descriptor)
            os.close(opened)
        for limit, most in request["limits"].items():
            resource.setrlimit(getattr(resource, limit), (most, most))
        os.environ.clear()
        os.environ.update(request["environment"])
        sys.argv = ["crimecompare", *request["arguments"]]
        importlib.import_module("crimecompare.__main__").program()
    except BaseException:  # noqa: BLE001 - whatever gets past the program is its fault
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(LOST)


if __name__ == "__main__":
    serve()
