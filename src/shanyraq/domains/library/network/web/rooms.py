"""Reading rooms of a member: address ranges and paired devices; and the pages that a device itself shows."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from shanyraq.domains.library.network.actions import devices, reading_rooms
from shanyraq.domains.library.network.models import PairingRequest
from shanyraq.domains.library.network.queries.members import devices_of
from shanyraq.domains.library.network.queries.reading_room import hash_of, is_in_reading_room
from shanyraq.domains.library.network.web.forms.people import PairingForm, RangeForm
from shanyraq.domains.library.network.web.sections import Drafting, SectionView, saved
from shanyraq.domains.library.network.web.visitors import DEVICE_COOKIE, device_token_of
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.limits import limited
from shanyraq.platform.accounts.web.visitors import address_of

PAIRING_COOKIE: Final = "library_pairing"


class RoomsView(SectionView):
    """Address ranges, devices, and confirming a device."""

    section = "rooms"
    template = "library/network/rooms.html"
    doers = ("save", "remove", "pair", "revoke")

    def context(self) -> dict[str, Any]:
        draft = self.drafted("rooms")
        return {
            "form": RangeForm(draft["data"]),
            "is_draft": draft["is_draft"],
            "pairing_form": PairingForm(library=self.library, auto_id="id_pairing_%s"),
            "ranges": self.library.reading_room_ranges.all(),
            "devices": devices_of(self.library),
            "address": address_of(self.request),
        }

    def do_save(self) -> HttpResponse:
        form = RangeForm(self.request.POST)
        added: list[reading_rooms.AddedRange] = []
        drafting = Drafting(self.request, self.library, "rooms")
        if not saved(form, drafting, lambda: added.append(self._add(form))):
            return self.show(form=form)
        self._warn(added[0])
        return self.done(_("The addresses are added."))

    def _add(self, form: RangeForm) -> reading_rooms.AddedRange:
        return reading_rooms.add_range(
            library=self.library,
            network=form.cleaned_data["network"],
            note=form.cleaned_data["note"],
            actor=self.request.user,
        )

    def _warn(self, added: reading_rooms.AddedRange) -> None:
        if added.is_unusual:
            messages.warning(self.request, _("This is a wide range for reading rooms. Look at it once more."))
        if added.overlaps:
            text = _("It overlaps with: {ranges}.").format(ranges=", ".join(added.overlaps))
            messages.warning(self.request, text)

    def do_remove(self) -> HttpResponse:
        range_ = self.chosen(self.library.reading_room_ranges)
        return self.try_to(
            lambda: reading_rooms.remove_range(range_=range_, actor=self.request.user),
            _("The addresses are removed."),
        )

    def do_pair(self) -> HttpResponse:
        form = PairingForm(self.request.POST, library=self.library, auto_id="id_pairing_%s")
        if not saved(form, None, lambda: self._pair(form)):
            return self.show(pairing_form=form)
        return self.done(_("The device is confirmed. Press “Continue” on it."))

    def _pair(self, form: PairingForm) -> None:
        devices.confirm_pairing(actor=self.request.user, at=timezone.now(), **form.cleaned_data)

    def do_revoke(self) -> HttpResponse:
        device = self.chosen(devices_of(self.library))
        return self.try_to(
            lambda: devices.revoke_device(device=device, actor=self.request.user, at=timezone.now()),
            _("The device is closed out."),
        )


@never_cache
@require_http_methods(["GET", "POST"])
@limited("pair_device")
@sensitive_variables("secret")
def pair_this_device(request: HttpRequest) -> HttpResponse:
    """What the device shows: first a button, then the code, then that it is paired."""
    now, secret = timezone.now(), request.COOKIES.get(PAIRING_COOKIE, "")
    waiting = PairingRequest.objects.filter(secret_hash=hash_of(secret), expires_at__gt=now).first()
    if request.method == "POST":
        return _claim(request, secret) if waiting else _show_code(request)
    library = is_in_reading_room("", device_token_of(request))
    context = {"waiting": waiting, "paired_with": library, "code": _spaced(waiting.code) if waiting else ""}
    return render(request, "library/network/pairing.html", context)


def _spaced(code: str) -> str:
    return f"{code[:4]} {code[4:]}".upper()


def _show_code(request: HttpRequest) -> HttpResponse:
    pairing, secret = devices.request_pairing(address=address_of(request) or "0.0.0.0", at=timezone.now())  # noqa: S104 -- written for an address that nobody can tell
    response = redirect("library_network:pair_device")
    _set_cookie(response, PAIRING_COOKIE, secret, seconds=(pairing.expires_at - pairing.created_at).seconds)
    return response


def _claim(request: HttpRequest, secret: str) -> HttpResponse:
    response = redirect("library_network:pair_device")
    try:
        claimed = devices.claim_pairing(secret=secret, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return response
    if claimed is None:
        messages.info(request, str(gettext_lazy("Not confirmed yet. Ask a librarian to type the code.")))
        return response
    _set_cookie(response, DEVICE_COOKIE, claimed[1], seconds=int(devices.DEVICE_TERM.total_seconds()))
    response.delete_cookie(PAIRING_COOKIE)
    return response


def _set_cookie(response: HttpResponse, name: str, value: str, *, seconds: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
