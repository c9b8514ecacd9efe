"""The servers that benchmarks compare: the platform, a minimal Django view, nginx."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from shanyraq.config.launcher.cluster import Cluster

REPOSITORY = Path(__file__).resolve().parents[1]
WORKERS = max(1, os.cpu_count() or 1)
START_SECONDS = 240
NGINX = """
worker_processes {workers}; pid {folder}/pid; error_log {folder}/error.log; daemon off;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; default_type text/html;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  {added}
  server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
"""


class BenchmarkError(Exception):
    """A server did not start; the message says which."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def prepared_platform(*, with_demo: bool = True, kept: Path | None = None) -> Iterator[Path]:
    """A platform of its own, with demo content, in a folder that is removed afterwards, or in *kept*.

    Sets the environment of this process, so that Django can be used here and in servers started from here.
    """
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        with _platform_in(kept, with_demo=with_demo):
            yield kept
        return
    with (
        tempfile.TemporaryDirectory(prefix="shanyraq-bench-") as name,
        _platform_in(Path(name), with_demo=with_demo),
    ):
        yield Path(name)


@contextmanager
def _platform_in(folder: Path, *, with_demo: bool) -> Iterator[None]:
    loaded = folder / "loaded"
    cluster = Cluster(folder / "postgres")
    cluster.start()
    try:
        _set_environment(folder, cluster.url)
        _load(with_demo=with_demo and not loaded.exists())
        loaded.touch()
        yield
    finally:
        cluster.stop()


@contextmanager
def granian(application: str, changes: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve *application* as ``shanyraq run`` does; gives the address."""
    port = free_port()
    options = f"--interface wsgi --host 127.0.0.1 --port {port} --workers {WORKERS} --blocking-threads 128"
    command = [sys.executable, "-m", "granian", *options.split(), "--no-ws", "--log-level", "warning"]
    command.append(application)
    with running(command, port, os.environ | dict(changes or {})):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def nginx(body: bytes, headers: Mapping[str, str]) -> Iterator[str]:
    """Serve *body* as a static file with *headers*; gives the address of the file."""
    with tempfile.TemporaryDirectory(prefix="shanyraq-nginx-") as name:
        folder, port = Path(name), free_port()
        (folder / "page").write_bytes(body)
        folder.chmod(0o755)
        added = "".join(f'add_header {key} "{value}";' for key, value in headers.items())
        configuration = folder / "nginx.conf"
        configuration.write_text(NGINX.format(workers=WORKERS, folder=folder, port=port, added=added))
        program = shutil.which("nginx") or "nginx"
        command = [program, "-c", str(configuration), "-e", str(folder / "error.log")]
        with running(command, port, os.environ):
            yield f"http://127.0.0.1:{port}/page"


@contextmanager
def running(command: list[str], port: int, environment: Mapping[str, str]) -> Iterator[None]:
    """Have *command* listen on *port* for the time of the block."""
    process = subprocess.Popen(command, cwd=REPOSITORY, env=dict(environment))
    try:
        _wait_for(port, process)
        yield
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise BenchmarkError(f"did not start: {' '.join(map(str, process.args))}")


def _set_environment(folder: Path, database: str) -> None:
    os.environ |= _secrets(folder) | {
        "DJANGO_SETTINGS_MODULE": "shanyraq.config.settings",
        "SHANYRAQ_MODE": "demo",
        "SHANYRAQ_VAR": str(folder),
        "SHANYRAQ_STAFF_PASSWORD": secrets.token_urlsafe(12),
        "SHANYRAQ_DATABASE_CONNECTION_SECONDS": "60",
        "DATABASE_URL": database,
    }


def _secrets(folder: Path) -> dict[str, str]:
    """What the content of the folder was written with: made once."""
    path = folder / "secrets.json"
    if not path.exists():
        names = ("SHANYRAQ_SECRET_KEY", "SHANYRAQ_IDENTITY_KEY", "SHANYRAQ_LOG_KEY")
        path.write_text(json.dumps({name: secrets.token_urlsafe(48) for name in names}))
    found: dict[str, str] = json.loads(path.read_text())
    return found


def _load(*, with_demo: bool) -> None:
    import django  # noqa: PLC0415 - the environment comes first
    from django.core.management import call_command, get_commands  # noqa: PLC0415 - the caller named the settings just before

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if with_demo and "demo" in get_commands():
        call_command("demo")
