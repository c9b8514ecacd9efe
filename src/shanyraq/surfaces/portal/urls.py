"""Addresses of the portal that are no pages: files, feeds, signposts."""

from django.urls import path, re_path

from shanyraq.surfaces.portal.web import (
    calendar_files,
    feeds,
    front_door,
    library_sitemaps,
    pages,
    route_files,
    signposts,
    sitemaps,
)

app_name = "portal"

urlpatterns = [
    path("feeds/news.xml", feeds.NewsFeed(), name="news_feed"),
    path("feeds/events.xml", feeds.EventsFeed(), name="events_feed"),
    path("calendar/events.ics", calendar_files.all_events_file, name="events_calendar"),
    path("calendar/<slug:slug>.ics", calendar_files.event_file, name="event_calendar"),
    path("route-files/<slug:slug>.gpx", route_files.route_gpx, name="route_gpx"),
    path("route-files/<slug:slug>.geojson", route_files.route_geojson, name="route_geojson"),
    re_path(r"^((?:[\w\-]+/)*)$", pages.show_page, name="page"),
]
"""Below a language; the last pattern is Wagtail's own for pages."""

root_urlpatterns = [
    path("", front_door.front_door, name="front_door"),
    path("language/<str:code>/", front_door.remember_language, name="remember_language"),
    path("robots.txt", signposts.robots, name="robots"),
    path(".well-known/security.txt", signposts.security, name="security"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap_index"),
    path(
        "sitemap-library-<slug:kind>-<int:part>-<str:code>.xml",
        library_sitemaps.library_sitemap,
        name="library_sitemap",
    ),
    path("sitemap-<str:code>.xml", sitemaps.sitemap, name="sitemap"),
]
"""Outside of any language."""
