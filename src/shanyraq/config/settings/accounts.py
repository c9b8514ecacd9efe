"""Accounts: signing in, second factors, the state's identity provider, limits on every door."""

from typing import Any
from urllib.parse import urlsplit

from shanyraq.config.settings.environment import IS_SERVICE, MODE, Mode, listed, number, switch, text

__all__ = [
    "ACCOUNT_ADAPTER",
    "ACCOUNT_CONFIRM_EMAIL_ON_GET",
    "ACCOUNT_DEFAULT_HTTP_PROTOCOL",
    "ACCOUNT_EMAIL_NOTIFICATIONS",
    "ACCOUNT_EMAIL_SUBJECT_PREFIX",
    "ACCOUNT_EMAIL_VERIFICATION",
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED",
    "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE",
    "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND",
    "ACCOUNT_FORMS",
    "ACCOUNT_LOGIN_METHODS",
    "ACCOUNT_LOGOUT_ON_GET",
    "ACCOUNT_LOGOUT_REDIRECT_URL",
    "ACCOUNT_MAX_EMAIL_ADDRESSES",
    "ACCOUNT_PREVENT_ENUMERATION",
    "ACCOUNT_RATE_LIMITS",
    "ACCOUNT_REAUTHENTICATION_REQUIRED",
    "ACCOUNT_SESSION_REMEMBER",
    "ACCOUNT_SIGNUP_FIELDS",
    "ACCOUNT_USER_MODEL_USERNAME_FIELD",
    "ALLAUTH_TRUSTED_PROXY_COUNT",
    "ALLAUTH_USER_CODE_FORMAT",
    "FRESH_SECONDS",
    "IDENTITY_KEY_FALLBACKS",
    "INVITATION_DAYS",
    "LOGIN_REDIRECT_URL",
    "LOGIN_URL",
    "MFA_ADAPTER",
    "MFA_FORMS",
    "MFA_PASSKEY_LOGIN_ENABLED",
    "MFA_PASSKEY_SIGNUP_ENABLED",
    "MFA_SUPPORTED_TYPES",
    "MFA_TOTP_ISSUER",
    "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
    "OIDC_IIN_CLAIM",
    "OIDC_ISSUER",
    "OIDC_ORIGINS",
    "PASSWORD_RESET_TIMEOUT",
    "SOCIALACCOUNT_ADAPTER",
    "SOCIALACCOUNT_EMAIL_AUTHENTICATION",
    "SOCIALACCOUNT_FORMS",
    "SOCIALACCOUNT_PROVIDERS",
    "SOCIALACCOUNT_STORE_TOKENS",
    "STAFF_NEEDS_SECOND_FACTOR",
    "TEST_IDENTITY_PROVIDER",
    "USERSESSIONS_TRACK_ACTIVITY",
    "WAGTAILADMIN_LOGIN_URL",
    "WAGTAIL_EMAIL_MANAGEMENT_ENABLED",
    "WAGTAIL_FRONTEND_LOGIN_URL",
    "WAGTAIL_PASSWORD_MANAGEMENT_ENABLED",
    "WAGTAIL_PASSWORD_RESET_ENABLED",
]

_ROOM = "shanyraq.platform.accounts"

# Earlier values of SHANYRAQ_IDENTITY_KEY, newest first, until `shanyraq reseal_identities` has run.
IDENTITY_KEY_FALLBACKS = listed("SHANYRAQ_IDENTITY_KEY_FALLBACKS")

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts_profile"
ACCOUNT_ADAPTER = f"{_ROOM}.allauth_parts.account.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# A code typed into the page that asked for it: no link confirms anything, so a mail scanner cannot.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ACCOUNT_SESSION_REMEMBER = None  # the person is asked
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if switch("SHANYRAQ_HTTPS", default=IS_SERVICE) else "http"
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
# How many proxies of ours stand before us: the visitor's address is that far from the end of X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = number(
    "SHANYRAQ_PROXIES", 1 if switch("SHANYRAQ_BEHIND_PROXY", default=False) else 0
)
PASSWORD_RESET_TIMEOUT = 60 * 60 * 4
# Who does what binds a person under law has signed in, or confirmed who they are, within so many seconds.
FRESH_SECONDS = 60 * 60 * 12
INVITATION_DAYS = 14
USERSESSIONS_TRACK_ACTIVITY = False

_FORMS = f"{_ROOM}.web.forms"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.entrance.SignInForm",
    "signup": f"{_FORMS}.entrance.SignUpForm",
    "reset_password": f"{_FORMS}.entrance.ForgottenPasswordForm",
    "reset_password_from_key": f"{_FORMS}.password.NewPasswordForm",
    "change_password": f"{_FORMS}.password.ChangePasswordForm",
    "set_password": f"{_FORMS}.password.FirstPasswordForm",
    "reauthenticate": f"{_FORMS}.password.ConfirmPasswordForm",
    "add_email": f"{_FORMS}.entrance.AddEmailForm",
    "change_email": f"{_FORMS}.entrance.OtherEmailForm",
    "confirm_email_verification_code": f"{_FORMS}.entrance.EmailCodeForm",
}
MFA_FORMS = {
    "authenticate": f"{_FORMS}.second_factor.SecondFactorForm",
    "reauthenticate": f"{_FORMS}.second_factor.ConfirmSecondFactorForm",
    "activate_totp": f"{_FORMS}.second_factor.ActivateAppForm",
    "add_webauthn": f"{_FORMS}.second_factor.AddPasskeyForm",
    "edit_webauthn": f"{_FORMS}.second_factor.RenamePasskeyForm",
    "signup_webauthn": f"{_FORMS}.second_factor.SignUpPasskeyForm",
}
SOCIALACCOUNT_FORMS = {"signup": f"{_FORMS}.state_identity.StateSignUpForm"}

# Attempts over time, for one visitor's address (ip), account (user) or name typed in (key).
# With "/key" the same e-mail is counted wherever the attempts come from.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "signup": "20/m/ip",
    "confirm_email": "1/20s/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "state_identity": "20/m/ip",
    "profile": "20/m/user",
    "sessions": "10/m/user",
    "organisations": "20/m/user,60/h/user",
    "invite": "10/m/user,50/d/user",
    "answer_invitation": "20/m/user",
    "pair_device": "20/m/ip",
    # signing in vain; a signature that is taken is bounded by its constraint
    "petition_attempt": "10/m/user,60/m/ip",
    "petition_certificate": "10/m/user,60/m/ip",
    "library_reading": "120/m/ip",
    "library_takedown": "5/m/ip,20/d/ip",
    # programs that read the library's catalogue, and its librarians
    "library_export": "60/m/ip",
    "library_oai": "600/m/ip",
    "library_sru": "300/m/ip",
    "library_opds": "300/m/ip",
    "library_api": "300/m/ip",
    "library_editor": "120/m/user",
    "library_desk": "600/m/user",
    "library_reader": "60/m/user",
    "library_connect": "10/10m/user,30/d/user",
}
if MODE is Mode.TEST:
    ACCOUNT_RATE_LIMITS["confirm_email"] = "1/1s/key"

MFA_ADAPTER = f"{_ROOM}.allauth_parts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_TOTP_ISSUER = "Shanyraq"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_SERVICE
# Who works for the ministry signs in with two factors; on a desk (demo) nobody need be bothered.
STAFF_NEEDS_SECOND_FACTOR = MODE is not Mode.DEMO

# The state's identity provider. Without one, demo and test play it themselves; service never does.
_ADDRESS = text("SHANYRAQ_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
OIDC_ISSUER = text("SHANYRAQ_OIDC_ISSUER", "").rstrip("/")
OIDC_IIN_CLAIM = text("SHANYRAQ_OIDC_IIN_CLAIM", "iin")
TEST_IDENTITY_PROVIDER = not IS_SERVICE and not OIDC_ISSUER
if TEST_IDENTITY_PROVIDER:
    OIDC_ISSUER = f"{_ADDRESS}/test-identity"
_parts = urlsplit(OIDC_ISSUER)
# Where the sign-in form may lead to, for the content security policy.
OIDC_ORIGINS = ([f"{_parts.scheme}://{_parts.netloc}"] if OIDC_ISSUER else []) + listed(
    "SHANYRAQ_OIDC_ORIGINS"
)

SOCIALACCOUNT_ADAPTER = f"{_ROOM}.allauth_parts.state_identity.StateIdentityAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {
    "openid_connect": {
        "provider_class": f"{_ROOM}.state_identity.provider.StateIdentityProvider",
        "APPS": [
            {
                "provider_id": "state",
                "name": "eGov",
                "client_id": text("SHANYRAQ_OIDC_CLIENT_ID", "shanyraq"),
                "secret": text("SHANYRAQ_OIDC_CLIENT_SECRET", "" if IS_SERVICE else "test-secret"),
                "settings": {"server_url": OIDC_ISSUER, "oauth_pkce_enabled": True, "fetch_userinfo": True},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}

WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/sign-in/"
# Passwords and e-mail addresses are changed on the account's own pages, which confirm them.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
