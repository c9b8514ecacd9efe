"""Addresses of this room, under a language."""

from django.urls import path

from shanyraq.platform.notifications.web.optout import optout

app_name = "notifications"
urlpatterns = [path("letters/<str:token>/", optout, name="optout")]
