"""Debian's iipsrv behind nginx, as its package describes it: one process for each of ours."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks import servers

PROGRAM = Path("/usr/lib/iipimage-server/iipsrv.fcgi")
NGINX = """
worker_processes 1; pid {folder}/pid; error_log {folder}/error.log; daemon off;
events {{ worker_connections 1024; }}
http {{
  access_log off; keepalive_requests 1000000;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  upstream iip {{ {upstream} keepalive 32; }}
  server {{
    listen 127.0.0.1:{port};
    location ~ ^/iiif/(?<asked>.*)$ {{
      fastcgi_pass iip; fastcgi_keep_conn on;
      fastcgi_param QUERY_STRING IIIF=$asked; fastcgi_param REQUEST_METHOD GET;
      fastcgi_param SERVER_PROTOCOL $server_protocol; fastcgi_param HTTP_HOST $http_host;
      fastcgi_param REQUEST_URI $request_uri;
    }}
  }}
}}
"""


def is_there() -> bool:
    return PROGRAM.is_file() and shutil.which("nginx") is not None


@contextmanager
def iipsrv(pictures: Path) -> Iterator[str]:
    """Serve the folder *pictures* by the IIIF Image API 2; gives the address before the file's name."""
    environment = os.environ | {
        "FILESYSTEM_PREFIX": f"{pictures}/",
        "VERBOSITY": "0",
        "LOGFILE": "/dev/null",
        "JPEG_QUALITY": "85",
        "MAX_CVT": "10000",
    }
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="shanyraq-iip-")))
        ports = [servers.free_port() for _ in range(servers.WORKERS)]
        for port in ports:
            command = [str(PROGRAM), "--bind", f"127.0.0.1:{port}"]
            stack.enter_context(servers.running(command, port, environment))
        front = servers.free_port()
        upstream = " ".join(f"server 127.0.0.1:{port};" for port in ports)
        configuration = folder / "nginx.conf"
        configuration.write_text(NGINX.format(folder=folder, port=front, upstream=upstream))
        folder.chmod(0o755)
        command = [
            shutil.which("nginx") or "nginx",
            "-c",
            str(configuration),
            "-e",
            str(folder / "error.log"),
        ]
        stack.enter_context(servers.running(command, front, os.environ))
        yield f"http://127.0.0.1:{front}/iiif/"
