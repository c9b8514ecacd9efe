"""Addresses of the test provider; importing them in service mode fails."""

from django.urls import path

from shanyraq.platform.accounts.test_provider import views
from shanyraq.platform.accounts.test_provider.guard import refuse_in_service

refuse_in_service()

urlpatterns = [
    path(".well-known/openid-configuration", views.describe),
    path("authorize", views.authorize, name="test_identity_authorize"),
    path("token", views.give_token),
    path("keys", views.show_keys),
    path("userinfo", views.show_userinfo),
]
