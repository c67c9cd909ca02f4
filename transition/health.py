"""Is the house in order? Three public answers that reveal nothing else."""

from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from people.notifications.queries import database_now, outbox_faults
from training.evaluations.release import key_faults


@login_not_required
@never_cache
def alive(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"alive": True})


@login_not_required
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    answers = {"database": _database_answers(), "broker": _broker_answers()}
    return JsonResponse(answers, status=200 if all(answers.values()) else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def _broker_answers() -> bool:
    try:
        with current_app.connection_for_read(connect_timeout=1) as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
    except Exception:  # each transport has errors of its own
        return False
    return True


@login_not_required
@never_cache
def outbox(request: HttpRequest) -> JsonResponse:
    faults = [*outbox_faults(database_now()), *key_faults()]
    return JsonResponse({"faults": faults}, status=503 if faults else 200)
