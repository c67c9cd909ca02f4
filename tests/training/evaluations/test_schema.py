"""What may never be remembered beside an answer? A link, a moment, an order."""

from django.db import models

from people.accounts.models import User
from people.employees.models import Employee
from training.evaluations import views
from training.evaluations.models import (
    Evaluation,
    EvaluationAnswer,
    EvaluationComment,
    EvaluationInvitation,
    EvaluationQuestion,
    SealedBallot,
)

TIMES = (models.DateField, models.TimeField, models.DateTimeField, models.DurationField)
ORDERS = (models.AutoField, models.BigAutoField, models.SmallAutoField)


def columns(model) -> set[str]:
    return {field.name for field in model._meta.get_fields()}


def test_an_answer_knows_the_question_and_the_manager_and_nothing_else():
    assert columns(EvaluationAnswer) == {"id", "evaluation", "question", "group", "value"}
    assert columns(EvaluationComment) == {"id", "evaluation", "question", "theme", "text"}


def test_no_link_no_time_and_no_serial_key_on_answers_comments_and_ballots():
    for model in (EvaluationAnswer, EvaluationComment, SealedBallot):
        for field in model._meta.get_fields():
            assert not isinstance(field, (*TIMES, *ORDERS)), field
            target = getattr(field, "related_model", None)
            assert target not in (Employee, User, EvaluationInvitation, SealedBallot), field
            assert not isinstance(field, models.ManyToManyField), field
        assert isinstance(model._meta.pk, models.UUIDField)
        assert not model._meta.ordering
    targets = {field.related_model for field in EvaluationAnswer._meta.get_fields() if field.is_relation}
    assert targets == {Evaluation, EvaluationQuestion}


def test_nothing_leads_to_an_answer_or_a_ballot():
    for model in (EvaluationAnswer, EvaluationComment, SealedBallot):
        assert not list(model._meta.related_objects), f"something points at {model}"
    assert not [field for field in EvaluationQuestion._meta.get_fields() if field.name in ("answers", "evaluationanswer")]


def test_whether_somebody_answered_is_kept_without_when():
    assert columns(EvaluationInvitation) == {"id", "evaluation", "person", "group", "is_done"}


def test_no_door_knows_the_models_of_answers_and_ballots():
    assert not {"EvaluationAnswer", "EvaluationComment", "SealedBallot"} & set(vars(views))
