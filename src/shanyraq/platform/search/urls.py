"""Addresses of searching, below a language."""

from django.urls import path

from shanyraq.platform.search.web import machines, pages

app_name = "search"

urlpatterns = [
    path("search/", pages.show_results, name="results"),
    path("search/results.json", machines.results_json, name="json"),
    path("search/feed.xml", machines.results_feed, name="feed"),
    path("search/suggestions.json", machines.show_suggestions, name="suggestions"),
    path("search/opensearch.xml", machines.opensearch, name="opensearch"),
]
