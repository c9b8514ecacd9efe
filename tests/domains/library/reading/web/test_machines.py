import json

import pytest
from django.urls import reverse

from tests.factories.library_reading import add_page, add_picture, digital


@pytest.fixture
def book(member, tmp_path):
    made = digital(member, direction="rtl", script="Arab", completeness="Толық емес")
    for number in (1, 2):
        add_picture(add_page(made, number, f"Абай {number} жолы", label=str(number)), tmp_path)
    add_page(made, 3, "", state="missing", width=0, height=0)
    made.contents.create(position=1, level=1, title="Бір", page=made.pages.get(number=1))
    made.contents.create(position=2, level=2, title="Екі", page=made.pages.get(number=2))
    return made


def get_json(client, name, *args, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    return json.loads(response.content)


def test_the_manifest_names_pages_text_and_search(client, book):
    found = get_json(client, "library_manifest", book.public_id)
    assert found["type"] == "Manifest"
    assert found["label"] == {"kk-Arab": ["Абай жолы"]}
    assert found["viewingDirection"] == "right-to-left"
    assert [canvas["label"]["none"] for canvas in found["items"]] == [["1"], ["2"]]
    page = book.pages.get(number=1)
    body = found["items"][0]["items"][0]["items"][0]["body"]
    assert body["id"].endswith(f"/iiif/3/page:{page.pk}.0123abcd/full/max/0/default.jpg")
    assert found["service"][0]["type"] == "SearchService2"
    sections = found["structures"][0]["items"]
    assert [section["label"]["none"] for section in sections] == [["Бір"]]


def test_the_manifest_takes_the_same_queries_for_every_length(
    client, book, tmp_path, django_assert_max_num_queries
):
    address = reverse("library_manifest", args=[book.public_id])
    for number in range(4, 40):
        add_page(book, number)
    with django_assert_max_num_queries(8):
        client.get(address)


def test_the_search_inside_answers_with_boxes(client, book):
    found = get_json(client, "library_search_inside", book.public_id, q="абай", motivation="painting")
    page = book.pages.get(number=1)
    assert found["type"] == "AnnotationPage"
    assert found["ignored"] == ["motivation"]
    assert len(found["items"]) == 2
    assert found["items"][0]["target"].endswith(
        f"/library/books/{book.public_id}/pages/{page.pk}#xywh=10,10,50,20"
    )
    assert found["items"][0]["body"]["value"] == "Абай"


def test_a_search_for_nothing_finds_nothing(client, book):
    assert get_json(client, "library_search_inside", book.public_id)["items"] == []
    assert get_json(client, "library_search_inside", book.public_id, q="\x01", page="x")["items"] == []


def test_text_is_given_by_lines_and_plain(client, book):
    page = book.pages.get(number=1)
    found = get_json(client, "library_page_lines", book.public_id, page.pk)
    assert [(item["body"]["value"], item["body"]["language"]) for item in found["items"]] == [
        ("Абай 1 жолы", "kk-Arab")
    ]
    plain = client.get(reverse("library_page_text", args=[book.public_id, page.pk]))
    assert (plain.content.decode(), plain["Content-Type"]) == ("Абай 1 жолы", "text/plain; charset=utf-8")


def test_a_page_of_another_book_is_not_given(client, book, member):
    other = add_page(digital(member), 1)
    for name in ("library_page_text", "library_page_lines", "library_page_alto"):
        assert client.get(reverse(name, args=[book.public_id, other.pk])).status_code == 404


def test_a_canvas_leads_to_its_page(client, book):
    page = book.pages.get(number=2)
    response = client.get(
        reverse("library_canvas", args=[book.public_id, page.pk]), headers={"Accept-Language": "ru"}
    )
    assert response["Location"] == f"/ru/library/read/{book.public_id}/at/{page.pk}/"
    onward = client.get(response["Location"], headers={"Referer": "http://testserver/ru/search/?q=абай"})
    assert onward["Location"].startswith(f"/ru/library/read/{book.public_id}/2/?q=")
    foreign = client.get(response["Location"], headers={"Referer": "http://example.org/?q=абай"})
    assert foreign["Location"] == f"/ru/library/read/{book.public_id}/2/"


def test_what_does_not_exist_is_not_found(client, db):
    for name in ("library_manifest", "library_search_inside"):
        assert client.get(reverse(name, args=["0000000000"])).status_code == 404
