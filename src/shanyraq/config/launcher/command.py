"""The console command: ``shanyraq run``, and every management command with the database up."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from shanyraq.config.launcher import preparation
from shanyraq.config.launcher.errors import CannotStart
from shanyraq.config.launcher.place import Place
from shanyraq.config.launcher.services import Services, require_free_port, require_no_leftovers

STAFF_ACCOUNT = "admin@shanyraq.example"


def main(arguments: Sequence[str] | None = None) -> int:
    """:returns: the exit code; 1 after one clear line on standard error."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        place = Place.open()
        place.load_environment()
        if given[:1] == ["run"]:
            _run(place, _parse_run(given[1:]))
        else:
            _manage(place, given)
    except CannotStart as error:
        print(f"shanyraq: {error}", file=sys.stderr)
        return 1
    return 0


def _parse_run(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="shanyraq run", description="Start the platform on this machine.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=max(1, os.cpu_count() or 1), help="web processes")
    parser.add_argument("--no-demo", action="store_true", help="start with an empty platform")
    return parser.parse_args(arguments)


def _run(place: Place, options: argparse.Namespace) -> None:
    require_no_leftovers(place.running)
    require_free_port(options.host, options.port)
    preparation.require_assets()
    if ":" in options.host or options.host not in {"127.0.0.1", "localhost"}:
        os.environ.setdefault("SHANYRAQ_HOSTS", f"{options.host},localhost,127.0.0.1")
    os.environ.setdefault("SHANYRAQ_ADDRESS", _address(options))
    with _database(place):
        _set_up_django()
        preparation.migrate()
        preparation.collect_static_files(place)
        if not options.no_demo:
            preparation.load_demo_once(place)
        place.prepare_metrics()
        services = Services(place.running)
        try:
            _start_services(services, options)
            services.wait_until_answering(options.host, options.port)
            _print_welcome(options)
            services.wait()
        finally:
            services.stop()


def _start_services(services: Services, options: argparse.Namespace) -> None:
    services.start(
        "web server",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        options.host,
        "--port",
        str(options.port),
        "--workers",
        str(options.workers),
        "--blocking-threads",
        "128",
        "--no-ws",
        "--log-level",
        "warning",
        "--respawn-failed-workers",
        "shanyraq.config.wsgi:application",
    )
    services.start("worker", "shanyraq.config.launcher.worker")
    services.start("search index", "shanyraq.config.launcher.search_index")
    services.start("verifiable log", "shanyraq.config.launcher.verifiable_log")


def _address(options: argparse.Namespace) -> str:
    host = "127.0.0.1" if options.host in {"0.0.0.0", "::"} else options.host  # noqa: S104 - every interface is no address
    return f"http://[{host}]:{options.port}" if ":" in host else f"http://{host}:{options.port}"


def _print_welcome(options: argparse.Namespace) -> None:
    address = _address(options)
    lines = [f"Shanyraq is open: {address}/"]
    if not options.no_demo:
        lines.append(f"Staff: {address}/staff/   {STAFF_ACCOUNT}   {os.environ['SHANYRAQ_STAFF_PASSWORD']}")
    lines.append("Ctrl-C stops everything.")
    print("\n" + "\n".join(lines) + "\n", flush=True)


def _manage(place: Place, arguments: Sequence[str]) -> None:
    with _database(place):
        from django.core.management import execute_from_command_line  # noqa: PLC0415 — settings come first

        execute_from_command_line(["shanyraq", *arguments])


@contextmanager
def _database(place: Place) -> Iterator[None]:
    """Have a database for the time of the block: the given one, else the embedded one."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    cluster = place.cluster
    started = cluster.start()
    os.environ["DATABASE_URL"] = cluster.url
    try:
        yield
    finally:
        if started:
            cluster.stop()


def _set_up_django() -> None:
    import django  # noqa: PLC0415 — settings read the environment that was just made

    django.setup()


if __name__ == "__main__":
    sys.exit(main())
