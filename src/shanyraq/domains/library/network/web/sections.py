"""The staff pages of a member: sections, as steps of the way in (``setup``) and later (``office``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View

from shanyraq.domains.library.network.actions.drafts import draft_of, drop_draft, keep_draft
from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.network.queries.members import libraries_headed_by
from shanyraq.domains.library.network.web.doors import library_staff
from shanyraq.kernel.errors import Refusal

SETUP: Final = {
    "details": _("Particulars"),
    "branches": _("Branches"),
    "people": _("People"),
    "rooms": _("Reading rooms"),
    "import": _("Trial import"),
    "membership": _("Membership"),
}
"""The steps of the way into the network, in their order."""
OFFICE: Final = {
    "membership": _("Membership"),
    "details": _("Particulars"),
    "branches": _("Branches"),
    "calendar": _("Closed days"),
    "people": _("People"),
    "rooms": _("Reading rooms"),
    "import": _("Trial import"),
}
FRAMES: Final[Mapping[str, Mapping[str, Any]]] = {"setup": SETUP, "office": OFFICE}
_NOT_TYPED: Final = frozenset({"csrfmiddlewaretoken", "do", "later"})


@dataclass(frozen=True, slots=True)
class SectionLink:
    """One section in the navigation; ``number`` counts the steps of the way in."""

    name: str
    label: Any
    href: str
    number: int
    is_current: bool


def section_links(frame: str, library: Library | None, current: str) -> list[SectionLink]:
    """The sections of a frame. Before the library is there, only the first one leads anywhere."""
    links = []
    for number, (name, label) in enumerate(FRAMES[frame].items(), 1):
        href = reverse(f"library_network:{frame}", args=[library.code, name]) if library else ""
        links.append(SectionLink(name, label, href, number, name == current))
    return links


@method_decorator(library_staff, name="dispatch")
class SectionView(View):
    """A section of a member that the visitor heads; for others it does not exist."""

    frame = "office"
    section: ClassVar[str] = ""
    template: ClassVar[str] = ""
    doers: ClassVar[tuple[str, ...]] = ("save",)
    """What a POST may ask for by its value ``do``: methods ``do_<name>``."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.code = kwargs.get("code", "")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = libraries_headed_by(request.user).filter(code=self.code).first()
        if found is None or self.section not in FRAMES[self.frame]:
            raise Http404
        self.library = found
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:  # noqa: ARG002 -- Django's signature
        return self.show()

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        name = request.POST.get("do", "save")
        if name not in self.doers:
            return HttpResponseBadRequest()
        doer: Callable[[], HttpResponse] = getattr(self, f"do_{name}")
        return doer()

    def context(self) -> dict[str, Any]:
        """What the section's template shows besides forms."""
        return {}

    def show(self, **more: Any) -> HttpResponse:
        """The page; ``more`` replaces forms that were refused."""
        links = section_links(self.frame, self.library, self.section)
        context = {
            "library": self.library,
            "frame": self.frame,
            "links": links,
            "section_title": SETUP.get(self.section) or OFFICE[self.section],
            "next_link": self._next(links),
            **self.context(),
            **more,
        }
        return render(self.request, self.template, context)

    def _next(self, links: list[SectionLink]) -> SectionLink | None:
        numbers = [link.number for link in links if link.is_current]
        following = links[numbers[0]] if numbers and numbers[0] < len(links) else None
        return following if self.frame == "setup" else None

    def drafted(self, name: str) -> dict[str, Any]:
        """What was typed last into the section's form ``name``: for its constructor, and for the template."""
        typed = Drafting(self.request, self.library, name).typed()
        return {"data": typed, "is_draft": typed is not None}

    def chosen(self, among: Any) -> Any:
        """The row that a small form names by ``number``. :raises Http404: when it is not among these."""
        number = self.request.POST.get("number", "")
        found = among.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
        if found is None:
            raise Http404
        return found

    def here(self) -> HttpResponse:
        """Back to the section, after something was saved."""
        return redirect(f"library_network:{self.frame}", self.library.code, self.section)

    def done(self, text: Any) -> HttpResponse:
        """Say what was done and show the section again."""
        messages.success(self.request, str(text))
        return self.here()

    def try_to(self, doing: Callable[[], Any], text: Any) -> HttpResponse:
        """Do something small that has no form of its own; a refusal is shown above the section."""
        try:
            doing()
        except Refusal as refusal:
            messages.error(self.request, str(refusal))
            return self.here()
        return self.done(text)


class Drafting:
    """What was typed into a form and could not be saved, for one person, library and form."""

    def __init__(self, request: HttpRequest, library: Library | None, form: str) -> None:
        self.request, self.user, self.library, self.form = request, request.user, library, form

    def typed(self) -> QueryDict | None:
        """What was typed last; None when everything is saved."""
        kept = draft_of(user=self.user, library=self.library, form=self.form)
        if kept is None:
            return None
        data = QueryDict(mutable=True)
        for name, texts in kept.items():
            data.setlist(name, texts)
        return data

    def keep(self) -> None:
        """Keep what this request brought."""
        typed = {name: texts for name, texts in self.request.POST.lists() if name not in _NOT_TYPED}
        keep_draft(user=self.user, library=self.library, form=self.form, typed=typed, at=timezone.now())

    def drop(self) -> None:
        """It is saved, or not wanted any more."""
        drop_draft(user=self.user, library=self.library, form=self.form)

    @property
    def wants_later(self) -> bool:
        """Whether the person asked to go on another time."""
        return "later" in self.request.POST


def saved(form: BaseForm, drafting: Drafting | None, save: Callable[[], Any]) -> bool:
    """Save a bound form by an action; False when refused: errors are at the fields, the draft is kept.

    Without ``drafting`` nothing is kept: a code is of no use later.
    """
    if form.is_valid():
        try:
            save()
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            if drafting:
                drafting.drop()
            return True
    if drafting:
        drafting.keep()
    return False


def kept_for_later(request: HttpRequest, drafting: Drafting) -> HttpResponse:
    """Keep everything as it is and go back to the list."""
    drafting.keep()
    messages.success(request, str(_("What you typed is kept. Go on whenever you like.")))
    return redirect("library_network:members")
