"""Start everything: web, worker and beat, as one command that keeps them running."""

import contextlib
import io
import os
import socket
import sys
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection

from people.accounts.demo import FACES
from people.accounts.models import User
from people.notifications.models import Tick
from people.notifications.queries import database_now
from transition.lib.supervisor import Child, Supervisor


class Command(BaseCommand):
    help = (
        "Migrate, collect static files, and run web, worker and beat until Ctrl-C or SIGTERM. HOST and PORT choose the address."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--web-workers", type=int, default=1 if settings.EMBEDDED else 2)

    def handle(self, *args: Any, **options: Any) -> None:
        self._check_port()
        self._prepare()
        self._greet()
        Supervisor(self._children(options["web_workers"]), env=os.environ).run()
        self.stdout.write("Stopped.")

    def _check_port(self) -> None:
        family = socket.AF_INET6 if ":" in settings.HOST else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.HOST, settings.PORT))
            except OSError as fault:
                words = f"Nothing can listen on {settings.HOST} port {settings.PORT}: {fault.strerror}. PORT=8001 make demo takes another."
                raise CommandError(words) from fault

    def _prepare(self) -> None:
        for folder in ("broker", "broker-control"):
            (settings.VAR_DIR / folder).mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        if settings.EMBEDDED:
            call_command("createcachetable", verbosity=0)
        if settings.COMPRESS_OFFLINE:
            quiet = io.StringIO()
            with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
                call_command("collectstatic", interactive=False, verbosity=0)
                call_command("compress", verbosity=0)
                call_command("collectstatic", interactive=False, verbosity=0)
        if settings.DEMO and not User.objects.exists() and "fill_demo" in get_commands():
            self.stdout.write("Filling the demo company ...")
            call_command("fill_demo")
        for shipped in ("publish_charter", "publish_texts"):
            if shipped in get_commands():
                call_command(shipped, stdout=io.StringIO())
        for task in ("notifications.plan_due", "notifications.deliver_due"):  # what came due while nothing ran
            with contextlib.suppress(Exception):  # the broker may come later than we do; beat says it again
                current_app.send_task(task, expires=300)

    def _greet(self) -> None:
        self.stdout.write(f"\nTransition is at {settings.SITE_URL}")
        if settings.DEMO:
            self.stdout.write("Sign in with one click as one of:")
            for face in FACES:
                self.stdout.write(f"  {face.name}, {face.sentence}")
        self.stdout.write("Ctrl-C stops it.\n")

    def _children(self, web_workers: int) -> list[Child]:
        celery = [sys.executable, "-m", "celery", "-q", "-A", "transition"]
        threads = ["-P", "threads", "--concurrency", "2"] if settings.EMBEDDED else ["--concurrency", "2"]
        web = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "transition.wsgi:application", "--host", settings.HOST,
            "--port", str(settings.PORT), "--workers", str(web_workers), "--blocking-threads", "4", "--no-access-log",
            "--log-level", "warning", "--respawn-failed-workers",
        ]  # fmt: skip
        worker = [*celery, "worker", "--loglevel", "WARNING", "--without-mingle", "--without-gossip", *threads]
        beat = [*celery, "beat", "--loglevel", "WARNING", "--pidfile", ""]
        return [Child("web", web), Child("worker", worker, is_silent=_worker_is_silent), Child("beat", beat)]


def _worker_is_silent() -> bool:
    """The worker notes each sweep, every 30 seconds: after 90 without one it hangs. Nobody knows while the database is away."""
    try:
        last = Tick.objects.filter(job="worker").values_list("at", flat=True).first()
        return last is not None and database_now() - last > timedelta(seconds=90)
    except Error:
        connection.close()
        return False
