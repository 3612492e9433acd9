"""Caluma, a general workflow engine, on a smaller pipeline than W1: a script for its environment.

Ten answers, then seven steps, three of them side by side as votes are, through its own Python API
with the application's default settings. No documents, no encryption, no trail, no messages, no
letter. Prints `statements cpu_ms cpu_ms_least`.
"""

import os
import statistics
import sys
import time
from typing import Any

STEPS = ("submit", "check", "assess", "vote-1", "vote-2", "vote-3", "decide", "register", "deliver")
VOTES = "['vote-1', 'vote-2', 'vote-3']|tasks"
AFTER = {
    "submit": "'check'|task",
    "check": "'assess'|task",
    "assess": VOTES,
    "vote-1": "'decide'|task",
    "vote-2": "'decide'|task",
    "vote-3": "'decide'|task",
    "decide": "'register'|task",
    "register": "'deliver'|task",
}


def main(cases: int) -> None:
    """Make the tables, define the pipeline, and measure so many cases."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caluma.settings.django")
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    workflow, form, questions, user = given_pipeline()

    def one(number: int) -> None:
        one_case(workflow, form, questions, user, number)

    for number in range(3):
        one(number)
    statements = 0

    def count(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        one(100)
    spent = []
    for number in range(cases):
        began = time.process_time()
        one(200 + number)
        spent.append((time.process_time() - began) * 1000)
    print(f"{statements} {statistics.median(spent):.1f} {min(spent):.1f}")


def given_pipeline() -> tuple[Any, Any, list[Any], Any]:
    """The form of ten questions and the steps, as Caluma keeps them."""
    from caluma.caluma_form.models import Form, FormQuestion, Question
    from caluma.caluma_user.models import AnonymousUser
    from caluma.caluma_workflow.models import Flow, Task, TaskFlow, Workflow

    form = Form.objects.create(slug="basket", name="basket", is_published=True)
    questions = []
    for place in range(10):
        question = Question.objects.create(
            slug=f"question-{place}", label=f"question {place}", type=Question.TYPE_TEXT
        )
        FormQuestion.objects.create(form=form, question=question, sort=10 - place)
        questions.append(question)
    tasks = {
        step: Task.objects.create(
            slug=step,
            name=step,
            type=Task.TYPE_COMPLETE_WORKFLOW_FORM if step == "submit" else Task.TYPE_SIMPLE,
        )
        for step in STEPS
    }
    workflow = Workflow.objects.create(
        slug="pipeline", name="pipeline", is_published=True, allow_all_forms=True
    )
    workflow.start_tasks.add(tasks["submit"])
    for step, following in AFTER.items():
        flow = Flow.objects.create(next=following)
        TaskFlow.objects.create(workflow=workflow, task=tasks[step], flow=flow)
    return workflow, form, questions, AnonymousUser()


def one_case(workflow: Any, form: Any, questions: list[Any], user: Any, number: int) -> None:
    """Take one case from its first answer through its last step."""
    from caluma.caluma_form.api import save_answer
    from caluma.caluma_workflow.api import complete_work_item, start_case
    from django.db import transaction

    with transaction.atomic():
        case = start_case(workflow=workflow, form=form, user=user)
    with transaction.atomic():
        for place, question in enumerate(questions):
            save_answer(question, document=case.document, user=user, value=f"{number} {place}")
    for step in STEPS:
        with transaction.atomic():
            complete_work_item(case.work_items.get(task_id=step), user)
    case.refresh_from_db()
    assert case.status == "completed", case.status


if __name__ == "__main__":
    main(int(sys.argv[1]))
