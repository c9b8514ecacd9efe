"""Who may do what in the catalogue. Predicates over posts of librarians."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from shanyraq.domains.library.network.models import Library, StaffPost, StaffRole

_CATALOGUING: Final = frozenset({StaffRole.CATALOGUER, StaffRole.HEAD})


def catalogues(post: StaffPost, library: Library) -> bool:
    """Whether this post reaches the records of *library*: its cataloguers, its head, the network's people."""
    if post.role == StaffRole.NETWORK:
        return True
    return post.library_id == library.pk and post.role in _CATALOGUING


def may_import(user: Any, library: Library) -> bool:
    """Whether the account may import records of *library*, and see and stop its imports."""
    if not user.is_authenticated or not user.is_active:
        return False
    return any(catalogues(post, library) for post in StaffPost.objects.filter(user_id=user.pk))


def libraries_to_import(user: Any) -> list[Library]:
    """The libraries whose records the account may import."""
    if not user.is_authenticated or not user.is_active:
        return []
    posts = StaffPost.objects.filter(user_id=user.pk)
    if posts.filter(role=StaffRole.NETWORK).exists():
        return list(Library.objects.all())
    own = posts.filter(role__in=_CATALOGUING).values("library")
    return list(Library.objects.filter(pk__in=own))


def cares_for_network(posts: Iterable[StaffPost]) -> bool:
    """Whether one of the posts is that of an administrator of the network."""
    return any(post.role == StaffRole.NETWORK for post in posts)


def libraries_to_catalogue(posts: Iterable[StaffPost]) -> frozenset[int]:
    """The libraries whose records the holder of the posts may change."""
    return frozenset([post.library_id for post in posts if post.library_id and post.role in _CATALOGUING])


def may_review_duplicates(posts: Iterable[StaffPost]) -> bool:
    """Cataloguers and heads of any library, and the network's administrators, see the list of duplicates."""
    held = list(posts)
    return cares_for_network(held) or bool(libraries_to_catalogue(held))


def may_decide_on(posts: Iterable[StaffPost], concerned: Iterable[int]) -> bool:
    """Whether one may decide on a pair whose records belong to the *concerned* libraries: by a post in one of
    them, or for the network."""
    held = list(posts)
    return cares_for_network(held) or not libraries_to_catalogue(held).isdisjoint(concerned)
