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
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
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
        limit(what, most, for_good=for_good)
    signal.alarm(wall_seconds)  # where the next line does nothing, this ends it when the parent is gone
    die_with_parent()
    os.nice(5)  # whoever looks at a page comes first
    if hasattr(os, "sched_setaffinity"):  # one processor, where the system lets us choose
        processors = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {processors[os.getpid() % len(processors)]})


def allow(*, memory_bytes: int = 0, computing_seconds: int = 0) -> None:
    """In the child: so much memory in all, and so many seconds of computing from now on."""
    if memory_bytes:
        limit(resource.RLIMIT_AS, memory_bytes)
    if computing_seconds:
        used = resource.getrusage(resource.RUSAGE_SELF)
        limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + computing_seconds)


def die_with_parent() -> None:
    """In a child: be killed when the parent is. Linux only."""
    if _LIBC is not None:
        _LIBC.prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def limit(what: int, most: int, *, for_good: bool = False) -> None:
    """In a child: no more than that of a resource, and never more than was allowed before."""
    hard = resource.getrlimit(what)[1]
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (least, least if for_good else hard))
