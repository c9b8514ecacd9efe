"""Who works in the demonstration: an editor, a reviewer, an administrator, and the way of a text."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from shanyraq.surfaces.portal.demo.records import Records

ADMINISTRATOR = "admin@shanyraq.example"
PEOPLE = {
    ADMINISTRATOR: {"first_name": "Айгүл", "last_name": "Әкімші", "group": ""},
    "editor@shanyraq.example": {"first_name": "Ержан", "last_name": "Редактор", "group": "Editors"},
    "reviewer@shanyraq.example": {"first_name": "Раушан", "last_name": "Рецензент", "group": "Moderators"},
}
# Wagtail's own migrations make both groups and let them edit, and the second one publish, below the root
_MORE_PERMISSIONS = [
    ("wagtail_localize", "submit_translation"),
    ("portal", "add_menu"), ("portal", "change_menu"), ("portal", "delete_menu"), ("portal", "view_menu"),
    *(("search", f"{verb}_{name}") for verb in ("add", "change", "delete", "view")
      for name in ("synonymgroup", "pin", "stopwords")),
    ("search", "view_missedsearch"), ("search", "delete_missedsearch"),
]  # fmt: skip  # what belongs together stands in one line


def load_groups() -> None:
    """Let editors and reviewers translate, keep the menus and care for the search."""
    for app, codename in _MORE_PERMISSIONS:
        permission = Permission.objects.get(content_type__app_label=app, codename=codename)
        for group in Group.objects.filter(name__in=["Editors", "Moderators"]):
            group.permissions.add(permission)


def load_workflow(records: Records) -> None:
    """A text goes from its editor to a reviewer. Written once; then it belongs to the administrators."""
    if records.knows("workflow"):
        return
    workflow = Workflow.objects.filter(workflow_pages__page__depth=1, active=True).first()
    if workflow is None:
        workflow = Workflow.objects.create(name="Review")
        task = GroupApprovalTask.objects.create(name="Review")
        task.groups.add(*Group.objects.filter(name="Moderators"))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowPage.objects.create(workflow=workflow, page=Page.get_first_root_node())
    records.add("workflow", workflow, written="", content="")


def load_people(records: Records, password: str) -> int:
    """Make the accounts that were never made; how many. Without a password they cannot sign in yet."""
    users: Any = get_user_model()
    made = 0
    for email, values in PEOPLE.items():
        if records.knows(f"person:{email}") or users.objects.filter(email=email).exists():
            continue
        administrator = email == ADMINISTRATOR
        user = users.objects.create_user(
            email,
            password or None,
            first_name=values["first_name"],
            last_name=values["last_name"],
            is_staff=True,
            is_superuser=administrator,
        )
        user.groups.set(Group.objects.filter(name=values["group"]))
        _confirm(user)
        records.add(f"person:{email}", user, written="", content="")
        made += 1
    return made


def _confirm(user: Any) -> None:
    """The address of a demonstration's account needs no letter."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415 -- only here

    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
