"""A real Postgres on loopback, made in a folder of its own and stopped at the end."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SECRET = "s3cret-canary-pw"
PLACES = (*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), Path("/usr/local/bin"), Path("/usr/bin"))
OTHER = "postgres"
"""The user under which the server runs when the tests run as root, which it refuses."""


@dataclass
class Postgres:
    """A running server, and the command that stops it or lets it run."""

    port: int
    control: tuple[str, ...]
    folder: Path

    def address(self, password: str = SECRET, database: str = "postgres") -> str:
        return f"postgresql://copilot:{password}@127.0.0.1:{self.port}/{database}?sslmode=disable"

    def stop(self) -> None:
        """Stop at once, whoever is connected."""
        run(*self.control, "stop", "-m", "fast", "-w")

    def start(self) -> None:
        options = f"-h 127.0.0.1 -p {self.port} -k {self.folder} -c fsync=off"
        run(*self.control, "start", "-w", "-l", str(self.folder / "log"), "-o", options)


def why_none() -> str | None:
    """Return why no server can be run here, None where one can."""
    if program("initdb") is None or program("pg_ctl") is None:
        return "no Postgres server is installed here"
    if os.geteuid() == 0 and (shutil.which("runuser") is None or not is_user(OTHER)):
        return "Postgres does not run as root, and there is no user for it"
    return None


def is_user(name: str) -> bool:
    return subprocess.run(["id", name], capture_output=True, check=False).returncode == 0


def program(name: str) -> str | None:
    found = next((place / name for place in PLACES if (place / name).is_file()), None)
    return str(found) if found else shutil.which(name)


def run(*command: str) -> None:
    # The server keeps its log open, so that nothing may wait for the end of its output.
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, cwd="/",
    )  # fmt: skip
    assert done.returncode == 0, command


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Run a server with one user, `copilot`, who has a password."""
    as_user = ("runuser", "-u", OTHER, "--") if os.geteuid() == 0 else ()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, socket.create_server(("127.0.0.1", 0)) as one:
        folder, port = Path(name), one.getsockname()[1]
        (folder / "password").write_text(SECRET, encoding="utf-8")
        (folder / "password").chmod(0o644)
        if as_user:
            shutil.chown(folder, OTHER)
        one.close()
        own = (*as_user, str(program("initdb")), "-D", str(folder / "data"), "-U", "copilot", "-E", "UTF8")
        run(*own, "--locale=C", "--auth=scram-sha-256", f"--pwfile={folder / 'password'}", "--no-sync")
        server = Postgres(port, (*as_user, str(program("pg_ctl")), "-D", str(folder / "data")), folder)
        server.start()
        try:
            yield server
        finally:
            subprocess.run(
                [*server.control, "stop", "-m", "immediate"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                check=False, cwd="/",
            )  # fmt: skip
