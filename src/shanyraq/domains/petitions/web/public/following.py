"""Following a petition or a topic, and stopping the letters by the link in each of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from shanyraq.domains.petitions.actions.following import (
    follow_petition,
    follow_topic,
    stop_subscription,
    unfollow,
)
from shanyraq.domains.petitions.follower_letters import read_stop_token
from shanyraq.domains.petitions.models import Subscription, Topic
from shanyraq.domains.petitions.web.doors import forms_of
from shanyraq.domains.petitions.web.public.parts import asked_petition
from shanyraq.platform.accounts.web.doors import ask_to_sign_in

STARTED = "follow"


def _page_of_petition(public_id: str) -> str:
    return reverse("petitions:petition", args=[public_id])


def _page_of_topic(slug: str) -> str:
    return f"{reverse('petitions:petitions')}?topic={slug}"


@forms_of(_page_of_petition)
def change_petition(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Begin or stop to send the account letters of a petition."""
    if not request.user.is_authenticated:
        return ask_to_sign_in(request, _page_of_petition(public_id))
    petition = asked_petition(public_id)
    if request.POST.get("do") == STARTED:
        follow_petition(petition=petition, user=request.user, at=timezone.now())
        messages.success(request, _("You get letters of this petition."))
    else:
        unfollow(user=request.user, petition=petition)
        messages.success(request, _("You get no more letters of this petition."))
    return redirect(_page_of_petition(public_id))


@forms_of(_page_of_topic)
def change_topic(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Begin or stop to send the account letters of a topic."""
    if not request.user.is_authenticated:
        return ask_to_sign_in(request, _page_of_topic(slug))
    topic = get_object_or_404(Topic, slug=slug)
    if request.POST.get("do") == STARTED:
        follow_topic(topic=topic, user=request.user, at=timezone.now())
        messages.success(request, _("You get letters of this topic."))
    else:
        unfollow(user=request.user, topic=topic)
        messages.success(request, _("You get no more letters of this topic."))
    return redirect(_page_of_topic(topic.slug))


@csrf_exempt  # a mail program posts without cookies (RFC 8058); the signed token is the authority
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_letters(request: HttpRequest, token: str) -> HttpResponse:
    """Reading changes nothing, whoever follows the link; posting ends this one subscription."""
    known = read_stop_token(token)
    if known is None:
        raise Http404
    number, user = known
    found: Any = Subscription.objects.filter(pk=number, user_id=user).select_related("petition", "topic")
    subscription = found.first()
    if request.method == "POST" and subscription is not None:
        stop_subscription(subscription.pk)
        return _told(request, subscription, is_stopped=True)
    return _told(request, subscription, is_stopped=subscription is None)


def _told(request: HttpRequest, subscription: Subscription | None, *, is_stopped: bool) -> HttpResponse:
    context = {"subscription": subscription, "is_stopped": is_stopped}
    response = TemplateResponse(request, "petitions/public/stop_letters.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
