"""Wiring of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TransparencyConfig(AppConfig):
    """Keeps the register of moves, and the verifiable log of them."""

    name = "shanyraq.platform.transparency"
    label = "transparency"
    verbose_name = _("Transparency")

    def ready(self) -> None:
        from shanyraq.platform.transparency import checks  # noqa: F401, PLC0415 - registers itself
        from shanyraq.platform.transparency.log.registry import register_log  # noqa: PLC0415 - apps load first
        from shanyraq.platform.transparency.move_log import LOG  # noqa: PLC0415 - apps load first

        register_log(
            LOG,
            title=_("Steps of procedures"),
            description=_("Every step of every procedure: from which state to which, and when. No names."),
        )
