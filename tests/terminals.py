"""The command at a terminal, where it asks, draws, and hears Ctrl-C."""

from __future__ import annotations

import os
import select
import signal
import time
from contextlib import suppress
from pathlib import Path

from cli_runs import command

_PATIENCE = 60.0  # what hangs fails; how long things take is not what is tested


class Terminal:
    """The command at a terminal of its own, on Linux and macOS."""

    def __init__(self, *words: str, folder: Path, kind: str = "dumb", columns: int = 100) -> None:
        import fcntl  # these are not on Windows
        import pty
        import struct
        import termios

        environment = {
            **os.environ,
            **{"TERM": kind, "COLUMNS": str(columns), "LINES": "40", "PYTHONUTF8": "1"},
            "PROMPT_TOOLKIT_NO_CPR": "1",  # nobody here would answer where the cursor is
        }
        line = command(*words)
        self.process, self.screen = pty.fork()  # so that Ctrl-C typed here is a signal there
        if self.process == 0:
            os.chdir(folder)
            os.execve(line[0], line, environment)
        fcntl.ioctl(self.screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        self.shown = ""

    def type(self, text: str) -> None:
        os.write(self.screen, text.encode())

    def wait_for(self, text: str) -> str:
        """What is shown up to `text`, which is then behind us."""
        end = time.monotonic() + _PATIENCE
        while text not in self.shown:
            ready, _, _ = select.select([self.screen], [], [], max(end - time.monotonic(), 0))
            assert ready, f"{text!r} was never shown, but {self.shown!r}"
            self.shown += os.read(self.screen, 4096).decode(errors="replace")
        before, self.shown = self.shown.split(text, 1)
        return before

    def leave(self) -> int:
        """Ctrl-D, again where none was listening yet; the exit code."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            with suppress(OSError):  # how Linux says that nobody is at the other end
                self.type("\x04")
                while select.select([self.screen], [], [], 0.5)[0]:
                    os.read(self.screen, 4096)
            ended, status = os.waitpid(self.process, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)
        raise AssertionError("Ctrl-D does not end it")

    def rest(self) -> tuple[str, int]:
        """What is still to be shown until the command ends by itself, and its exit code."""
        with suppress(OSError):  # how Linux says that nobody is at the other end
            while select.select([self.screen], [], [], _PATIENCE)[0]:
                more = os.read(self.screen, 4096)
                if not more:
                    break
                self.shown += more.decode(errors="replace")
        _, status = os.waitpid(self.process, 0)
        return self.shown, os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)
        os.close(self.screen)
