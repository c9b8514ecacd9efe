"""Manifests, answers of the search inside and texts as annotations, letter by letter."""

import pytest

from shanyraq.platform.imaging.content_search import (
    Box,
    Hit,
    SearchPage,
    TextLine,
    completions,
    search_answer,
    text_annotations,
)
from shanyraq.platform.imaging.presentation import (
    CONTENT_TYPE,
    Canvas,
    Link,
    Manifest,
    Provider,
    Section,
    manifest,
    thumbnail,
)

HOST = "https://library.example"
FIRST = Canvas(
    id=f"{HOST}/c/1", label="i", width=1200, height=1800, image=f"{HOST}/iiif/3/page:1",
    texts=(f"{HOST}/c/1/text.json",), alto=f"{HOST}/c/1/alto.xml", behaviors=("facing-pages",),
)  # fmt: skip  # a page
SECOND = Canvas(
    id=f"{HOST}/c/2", label={"kk": "1-бет", "en": "p. 1"}, width=90, height=100, image=f"{HOST}/iiif/3/page:2"
)
CONTEXT = "http://iiif.io/api/presentation/3/context.json"
SEARCH = "http://iiif.io/api/search/2/context.json"


def test_manifest_of_the_least_book():
    assert manifest(Manifest(id=f"{HOST}/m", label="Abai", canvases=[SECOND])) == {
        "@context": CONTEXT,
        "id": f"{HOST}/m",
        "type": "Manifest",
        "label": {"none": ["Abai"]},
        "thumbnail": [thumbnail(SECOND)],
        "viewingDirection": "left-to-right",
        "behavior": ["paged"],
        "items": [
            {
                "id": f"{HOST}/c/2",
                "type": "Canvas",
                "label": {"kk": ["1-бет"], "en": ["p. 1"]},
                "height": 100,
                "width": 90,
                "thumbnail": [thumbnail(SECOND)],
                "items": [
                    {
                        "id": f"{HOST}/c/2/painting",
                        "type": "AnnotationPage",
                        "items": [
                            {
                                "id": f"{HOST}/c/2/painting/image",
                                "type": "Annotation",
                                "motivation": "painting",
                                "target": f"{HOST}/c/2",
                                "body": {
                                    "id": f"{HOST}/iiif/3/page:2/full/max/0/default.jpg",
                                    "type": "Image",
                                    "format": "image/jpeg",
                                    "height": 100,
                                    "width": 90,
                                    "service": [
                                        {
                                            "id": f"{HOST}/iiif/3/page:2",
                                            "type": "ImageService3",
                                            "profile": "level2",
                                        }
                                    ],
                                },
                            }
                        ],
                    }
                ],
            }
        ],
    }


def full_book() -> Manifest:
    chapter = Section(
        f"{HOST}/r/1", {"kk": "Бірінші"}, (FIRST.id,), (Section(f"{HOST}/r/2", "Part", (SECOND.id,)),)
    )
    return Manifest(
        id=f"{HOST}/m", label={"kk": "Абай жолы", "kk-Latn": ""},
        canvases=[FIRST, SECOND], direction="right-to-left",
        summary={"kk": "Роман"}, metadata=[({"en": "Author"}, "М. Әуезов")],
        rights="http://creativecommons.org/publicdomain/mark/1.0/",
        required_statement=({"en": "Held by"}, "NLRK"),
        provider=Provider(f"{HOST}/lib", {"en": "Library"}, f"{HOST}/en/"), sections=[chapter],
        contents_label={"en": "Contents"}, homepage=[Link(f"{HOST}/book", "Book")],
        rendering=[Link(f"{HOST}/book.pdf", {"en": "PDF"}, "application/pdf")],
        see_also=[Link(f"{HOST}/book.xml", "MARCXML", "application/marcxml+xml", "Dataset", "http://www.loc.gov/MARC21/slim")],
        search=f"{HOST}/s", autocomplete=f"{HOST}/a", nav_date="1942-01-01T00:00:00Z", start=SECOND.id,
        part_of=[Link(f"{HOST}/all", "All", type="Collection")],
    )  # fmt: skip  # a book with everything


def test_manifest_of_a_book_with_everything():
    found = manifest(full_book())
    items = found.pop("items")
    assert found == {
        "@context": [SEARCH, CONTEXT],
        "id": f"{HOST}/m",
        "type": "Manifest",
        "label": {"kk": ["Абай жолы"]},
        "summary": {"kk": ["Роман"]},
        "metadata": [{"label": {"en": ["Author"]}, "value": {"none": ["М. Әуезов"]}}],
        "rights": "http://creativecommons.org/publicdomain/mark/1.0/",
        "requiredStatement": {"label": {"en": ["Held by"]}, "value": {"none": ["NLRK"]}},
        "provider": [
            {
                "id": f"{HOST}/lib",
                "type": "Agent",
                "label": {"en": ["Library"]},
                "homepage": [
                    {"id": f"{HOST}/en/", "type": "Text", "label": {"en": ["Library"]}, "format": "text/html"}
                ],
            }
        ],
        "navDate": "1942-01-01T00:00:00Z",
        "thumbnail": [thumbnail(FIRST)],
        "homepage": [
            {"id": f"{HOST}/book", "type": "Text", "label": {"none": ["Book"]}, "format": "text/html"}
        ],
        "rendering": [
            {"id": f"{HOST}/book.pdf", "type": "Text", "label": {"en": ["PDF"]}, "format": "application/pdf"}
        ],
        "seeAlso": [
            {
                "id": f"{HOST}/book.xml",
                "type": "Dataset",
                "label": {"none": ["MARCXML"]},
                "format": "application/marcxml+xml",
                "profile": "http://www.loc.gov/MARC21/slim",
            }
        ],
        "partOf": [{"id": f"{HOST}/all", "type": "Collection", "label": {"none": ["All"]}}],
        "viewingDirection": "right-to-left",
        "behavior": ["paged"],
        "start": {"id": f"{HOST}/c/2", "type": "Canvas"},
        "service": [
            {
                "id": f"{HOST}/s",
                "type": "SearchService2",
                "service": [{"id": f"{HOST}/a", "type": "AutoCompleteService2"}],
            }
        ],
        "structures": [
            {
                "id": f"{HOST}/m/contents",
                "type": "Range",
                "label": {"en": ["Contents"]},
                "items": [
                    {
                        "id": f"{HOST}/r/1",
                        "type": "Range",
                        "label": {"kk": ["Бірінші"]},
                        "items": [
                            {"id": f"{HOST}/c/1", "type": "Canvas"},
                            {
                                "id": f"{HOST}/r/2",
                                "type": "Range",
                                "label": {"none": ["Part"]},
                                "items": [{"id": f"{HOST}/c/2", "type": "Canvas"}],
                            },
                        ],
                    }
                ],
            }
        ],
    }
    assert items[0]["annotations"] == [{"id": f"{HOST}/c/1/text.json", "type": "AnnotationPage"}]
    assert items[0]["seeAlso"][0]["profile"] == "http://www.loc.gov/standards/alto/"
    assert items[0]["behavior"] == ["facing-pages"]


def test_manifest_without_pages_is_refused():
    with pytest.raises(ValueError, match="canvas"):
        manifest(Manifest(id=f"{HOST}/m", label="Abai", canvases=[]))
    assert f'application/ld+json;profile="{CONTEXT}"' == CONTENT_TYPE


def test_thumbnail_is_never_enlarged():
    assert (thumbnail(FIRST)["width"], thumbnail(FIRST)["height"]) == (133, 200)
    assert thumbnail(FIRST)["id"].endswith("/full/133,200/0/default.jpg")
    assert (thumbnail(SECOND)["width"], thumbnail(SECOND)["height"]) == (90, 100)


def test_search_answer_has_boxes_and_the_words_around():
    hit = Hit(
        id=f"{HOST}/h/1", exact="кең дала", prefix="алдында ", suffix=" жатыр",
        boxes=(Box(FIRST.id, 10, 20, 30, 12), Box(FIRST.id, 5, 40, 50, 12)),
    )  # fmt: skip  # words over the end of a line
    page = SearchPage(
        id=f"{HOST}/s?q=дала", hits=[hit], total=31, start_index=20, collection=f"{HOST}/s?q=дала&all",
        next=f"{HOST}/s?q=дала&page=3", previous=f"{HOST}/s?q=дала&page=1", ignored=("date",),
    )  # fmt: skip  # the second page
    found = search_answer(page)
    assert found["items"] == [
        {
            "id": f"{HOST}/h/1",
            "type": "Annotation",
            "motivation": "highlighting",
            "body": {"type": "TextualBody", "value": "кең дала", "format": "text/plain"},
            "target": f"{HOST}/c/1#xywh=10,20,30,12",
        },
        {
            "id": f"{HOST}/h/1-2",
            "type": "Annotation",
            "motivation": "highlighting",
            "body": {"type": "TextualBody", "value": "кең дала", "format": "text/plain"},
            "target": f"{HOST}/c/1#xywh=5,40,50,12",
        },
    ]
    [contexts] = found.pop("annotations")
    assert contexts["items"] == [
        {
            "id": f"{HOST}/h/1-context",
            "type": "Annotation",
            "motivation": "contextualizing",
            "target": {
                "type": "SpecificResource",
                "source": f"{HOST}/h/1",
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "prefix": "алдында ",
                        "exact": "кең дала",
                        "suffix": " жатыр",
                    }
                ],
            },
        }
    ]
    del found["items"]
    assert found == {
        "@context": SEARCH,
        "id": f"{HOST}/s?q=дала",
        "type": "AnnotationPage",
        "ignored": ["date"],
        "partOf": {"id": f"{HOST}/s?q=дала&all", "type": "AnnotationCollection", "total": 31},
        "startIndex": 20,
        "next": {"id": f"{HOST}/s?q=дала&page=3", "type": "AnnotationPage"},
        "prev": {"id": f"{HOST}/s?q=дала&page=1", "type": "AnnotationPage"},
    }


def test_search_answer_of_nothing():
    assert search_answer(SearchPage(id=f"{HOST}/s?q=x", hits=[])) == {
        "@context": SEARCH,
        "id": f"{HOST}/s?q=x",
        "type": "AnnotationPage",
        "items": [],
    }


def test_completions_and_text():
    assert completions(f"{HOST}/a?q=да", [("дала", 7)]) == {
        "@context": SEARCH,
        "id": f"{HOST}/a?q=да",
        "type": "TermPage",
        "items": [{"type": "Term", "value": "дала", "total": 7}],
    }
    line = TextLine(f"{HOST}/c/1/text/1", "Дала кең.", Box(FIRST.id, 1, 2, 3, 4), "kk")
    assert text_annotations(f"{HOST}/c/1/text.json", [line]) == {
        "@context": CONTEXT,
        "id": f"{HOST}/c/1/text.json",
        "type": "AnnotationPage",
        "items": [
            {
                "id": f"{HOST}/c/1/text/1",
                "type": "Annotation",
                "motivation": "supplementing",
                "body": {
                    "type": "TextualBody",
                    "value": "Дала кең.",
                    "format": "text/plain",
                    "language": "kk",
                },
                "target": f"{HOST}/c/1#xywh=1,2,3,4",
            }
        ],
    }
