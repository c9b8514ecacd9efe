"""Addresses of the design room."""

from django.urls import path

from shanyraq.design.web.pattern_page import show_patterns
from shanyraq.design.web.preferences import save_preferences

app_name = "design"

urlpatterns = [
    path("preferences/", save_preferences, name="preferences"),
    path("design/", show_patterns, name="patterns"),
]
