"""The platform as production serves it, with the source of the invented records beside its own."""

from benchmarks import search_source
from shanyraq.config.wsgi import application

search_source.connect()

__all__ = ["application"]
