"""Addresses of this room: ``urlpatterns`` stand below a language and ``library/``, ``rooted`` at the root."""

from django.urls import URLPattern, URLResolver, include, path

from shanyraq.domains.library.network.web import branches, members, offices, people, public, rooms

app_name = "library_network"


def _member(frame: str) -> list[URLPattern]:
    """The staff pages of one member, as steps of the way in (``setup``) or afterwards (``office``)."""
    branch = branches.BranchView.as_view(frame=frame)
    return [
        path("<slug:code>/", offices.show_member, {"frame": frame}, name=f"{frame}_home"),
        path("<slug:code>/branches/<slug:branch>/", branch, name=f"{frame}_branch"),
        path("<slug:code>/<slug:section>/", offices.show_section, {"frame": frame}, name=frame),
    ]


_staff: list[URLPattern | URLResolver] = [
    path("", members.list_members, name="members"),
    path("new/", members.new_member, name="new_member"),
    path("administrators/", members.network_people, name="network_people"),
    path("new/", include(_member("setup"))),
    path("", include(_member("office"))),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("libraries/", public.list_libraries, name="libraries"),
    path("libraries/<slug:code>/", public.show_library, name="library"),
    path("membership/", public.show_membership, name="membership_page"),
    path("reading-room/device/", rooms.pair_this_device, name="pair_device"),
    path("invitations/<str:token>/", people.show_invitation, name="invitation"),
    path("staff/members/", include(_staff)),
]

rooted: list[URLPattern | URLResolver] = []
