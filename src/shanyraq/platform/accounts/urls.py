"""Addresses of accounts: ``urlpatterns`` under a language, ``rooted`` without one."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from shanyraq.platform.accounts.web import invitations, organisations, profile, state_identity

_organisations = [
    path("", organisations.list_organisations, name="accounts_organisations"),
    path("new/", organisations.open_organisation, name="accounts_organisation_new"),
    path("<int:organisation_id>/", organisations.show_organisation, name="accounts_organisation"),
    path("<int:organisation_id>/invite/", invitations.invite, name="accounts_invite"),
    path(
        "<int:organisation_id>/invitations/<int:invitation_id>/withdraw/",
        invitations.withdraw_invitation,
        name="accounts_withdraw_invitation",
    ),
    path(
        "<int:organisation_id>/members/<int:member_id>/role/",
        organisations.change_role,
        name="accounts_change_role",
    ),
    path(
        "<int:organisation_id>/members/<int:member_id>/remove/",
        organisations.remove_member,
        name="accounts_remove_member",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", profile.show_home, name="accounts_home"),
    path("profile/", profile.edit_profile, name="accounts_profile"),
    path("sessions/end-all/", profile.sign_out_everywhere, name="accounts_sign_out_everywhere"),
    path("organisations/", include(_organisations)),
    path("invitations/<str:token>/", invitations.show_invitation, name="accounts_invitation"),
    path("invitations/<str:token>/answer/", invitations.answer_invitation, name="accounts_answer_invitation"),
    path("identity/leave/", state_identity.leave, name="accounts_state_identity"),
    path("identity/", include("allauth.socialaccount.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    path("second-factor/", include("allauth.mfa.urls")),
    path("", include("allauth.account.urls")),
]

# What the provider, and the staff's side, must find without knowing the visitor's language.
rooted: list[URLPattern | URLResolver] = [
    path("accounts/sign-in/", profile.sign_in_door, name="accounts_sign_in_door"),
    path("staff/login/", profile.sign_in_door),
    path("identity/callback/", state_identity.come_back, name="accounts_state_identity_callback"),
]
if settings.TEST_IDENTITY_PROVIDER:
    rooted.append(path("test-identity/", include("shanyraq.platform.accounts.test_provider.urls")))
