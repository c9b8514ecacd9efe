"""Addresses of this part, below ``petitions/staff/``."""

from django.urls import URLPattern, URLResolver, path

from shanyraq.domains.petitions.web.review import findings

pages: list[URLPattern | URLResolver] = [
    path("review/", findings.list_findings, name="review"),
    path("review/new/", findings.suspect, name="review_new"),
    path("review/<int:number>/", findings.show_finding, name="review_finding"),
    path("review/decisions/<int:number>/", findings.put_back, name="review_put_back"),
]
