"""Settings. Everything a place of service decides comes from the environment (docs/operations.md)."""

from shanyraq.config.settings.accounts import *  # noqa: F403 — its __all__ lists the settings
from shanyraq.config.settings.content import *  # noqa: F403 — its __all__ lists the settings
from shanyraq.config.settings.languages import *  # noqa: F403 — its __all__ lists the settings
from shanyraq.config.settings.parts import *  # noqa: F403 — Django reads plain module names
from shanyraq.config.settings.platform import *  # noqa: F403 — its __all__ lists the settings
from shanyraq.config.settings.security import *  # noqa: F403 — its __all__ lists the settings
from shanyraq.config.settings.services import *  # noqa: F403 — its __all__ lists the settings
