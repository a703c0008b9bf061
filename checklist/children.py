"""Child processes with limits, for bytes that nobody trusts.

A child imports single modules of the program without the program: neither Flask nor the database is loaded in it.
Nothing that it says is believed without being looked at.
"""

import ctypes
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# Packages by their names and without what their __init__.py brings along.
_START = """
import sys, types
from importlib import import_module
for name in sys.argv[2].split(","):
    package = sys.modules[name] = types.ModuleType(name)
    package.__path__ = [sys.argv[1] + name.removeprefix("checklist").replace(".", "/")]
"""
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
RUN = "import_module(sys.argv[3]).main(*sys.argv[4:])"
# A thread takes address space, of which a child has little.
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@contextmanager
def child(
    module: str, *arguments: str, folder: Path, bare: tuple[str, ...] = ("checklist",)
) -> Iterator[subprocess.Popen[bytes]]:
    """`main(*arguments)` of that module, running in the folder in a process of its own.

    `bare`: the packages of which only the modules that are named get loaded. The process, and whatever it may have
    started, is gone when the block ends.
    """
    package = str(Path(__file__).parent)
    command = [sys.executable, "-I", "-c", _START + RUN, package, ",".join(bare), module, *arguments]
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_ENVIRONMENT | {"PATH": os.pathsep.join(os.get_exec_path()), "TMPDIR": str(folder)},
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)


def take_limits(
    *, memory_bytes: int, computing_seconds: int, wall_seconds: int, written_bytes: int, for_good: bool = True
) -> None:
    """In the child, before anything else. Not `for_good`: `allow` may raise them for work known to need more."""
    for what, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, computing_seconds),
        (resource.RLIMIT_FSIZE, written_bytes),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        _limit(what, most, for_good)
    signal.alarm(wall_seconds)
    if sys.platform == "linux":  # elsewhere the alarm alone ends it when the parent is gone
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    os.nice(5)  # whoever looks at a page comes first
    if hasattr(os, "sched_setaffinity"):  # one processor, where the system lets us choose
        processors = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {processors[os.getpid() % len(processors)]})


def allow(*, memory_bytes: int = 0, computing_seconds: int = 0) -> None:
    """In the child: so much memory in all, and so many seconds of computing from now on."""
    if memory_bytes:
        _limit(resource.RLIMIT_AS, memory_bytes)
    if computing_seconds:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + computing_seconds)


def _limit(what: int, most: int, for_good: bool = False) -> None:
    hard = resource.getrlimit(what)[1]
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (least, least if for_good else hard))
