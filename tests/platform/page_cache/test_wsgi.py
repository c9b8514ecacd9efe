"""The cache around Django: what is kept, for whom, and that nobody gets what is another's or old."""

import threading

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from taggit.models import Tag

from shanyraq.platform.page_cache.keys import key_of
from shanyraq.platform.page_cache.wsgi import CachedPages
from tests.platform.page_cache import pages
from tests.platform.page_cache.visits import environ_of, visit, wait_until


def test_page_is_rendered_once_and_served_from_memory(site):
    assert [visit(site).outcome for _ in range(3)] == ["miss", "hit", "hit"]
    assert visit(site).text == "felt||"
    assert pages.RENDERED["/shown/"] == 1


def test_hit_is_the_same_answer_as_the_miss(site):
    first, second = visit(site, "/long/"), visit(site, "/long/")
    assert {**first.headers, "X-Page-Cache": "hit"} == second.headers
    assert (first.status, first.body) == (second.status, second.body)


def test_hit_asks_the_database_nothing(site, django_assert_num_queries):
    visit(site)
    with django_assert_num_queries(0):
        assert visit(site).outcome == "hit"


@pytest.mark.parametrize("name", ["unmarked", "token", "cookie", "session", "streamed", "varied", "failing"])
def test_answer_that_is_one_persons_is_not_kept(site, name):
    for _ in range(3):
        assert visit(site, f"/{name}/").outcome == "passed"
    assert pages.RENDERED[f"/{name}/"] == 3


def test_page_that_only_asks_whether_someone_is_signed_in_is_kept_for_those_who_are_not(site, client):
    assert [visit(site, "/asks_for_user/").text for _ in range(2)] == ["guest", "guest"]
    assert pages.RENDERED["/asks_for_user/"] == 1
    client.force_login(get_user_model().objects.create_user("aisha@example.org"))
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    signed_in = visit(site, "/asks_for_user/", HTTP_COOKIE=cookie)
    assert (signed_in.outcome, signed_in.text) == ("passed", "user")
    assert visit(site, "/asks_for_user/").text == "guest"


@pytest.mark.parametrize(
    "given",
    [
        {"method": "POST"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_RANGE": "bytes=0-1"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_HOST": "other.example"},
        {"path": "/shown/?page=1&utm_source=x"},
        {"path": "/shown/?" + "page=1&" * 100},
        {"path": "/shown/?page=%ff"},
    ],
)
def test_request_of_another_kind_passes_by(site, given):
    visit(site)
    assert [visit(site, **given).outcome for _ in range(2)] == ["passed", "passed"]


def test_query_keys_that_the_view_reads_make_pages_of_their_own(site):
    assert visit(site, "/shown/?page=2").text == "felt|2|"
    assert visit(site, "/shown/?page=3").text == "felt|3|"
    assert visit(site, "/shown/?page=2").outcome == "hit"


def test_pages_are_kept_apart_by_preferences_and_not_by_other_cookies(site):
    large = visit(site, HTTP_COOKIE="preferences=text_large.theme_dark")
    assert visit(site).outcome == "miss"
    assert visit(site, HTTP_COOKIE="x=1; preferences=theme_dark.text_large; csrftoken=2").text == large.text
    assert visit(site, HTTP_COOKIE="preferences=nonsense").outcome == "hit"


def test_front_door_is_kept_by_accepted_languages(site):
    assert [visit(site, "/", HTTP_ACCEPT_LANGUAGE="ru").outcome for _ in range(2)] == ["miss", "hit"]
    assert visit(site, "/", HTTP_ACCEPT_LANGUAGE="fr").outcome == "miss"
    assert visit(site, "/", HTTP_ACCEPT_LANGUAGE="fr", HTTP_COOKIE="language=ar").outcome == "miss"
    assert visit(site, "/", HTTP_ACCEPT_LANGUAGE="x" * 5000).outcome == "passed"
    assert visit(site, "/", HTTP_ACCEPT_LANGUAGE="ru").headers["Location"] == "/kk/"


def test_answer_that_is_the_same_in_every_language_is_kept_once(site):
    assert visit(site, "/for_all/", HTTP_ACCEPT_LANGUAGE="ru").outcome == "miss"
    again = visit(site, "/for_all/", HTTP_ACCEPT_LANGUAGE="fr")
    assert (again.outcome, again.headers["Vary"]) == ("hit", "Cookie, Accept-Encoding")


def test_head_is_answered_from_memory_without_a_body(site):
    assert visit(site, method="HEAD").outcome == "passed"
    page = visit(site)
    head = visit(site, method="HEAD")
    assert (head.outcome, head.body) == ("hit", b"")
    assert head.headers["Content-Length"] == str(len(page.body))


def test_browser_that_has_the_page_gets_not_modified(site):
    tag = visit(site).headers["ETag"]
    again = visit(site, HTTP_IF_NONE_MATCH=f'"other", W/{tag}')
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert "Content-Length" not in again.headers
    Tag.objects.create(name="gold")
    wait_until(lambda: visit(site, HTTP_IF_NONE_MATCH=tag).status == 200, 1)


def test_page_is_compressed_for_who_understands(site):
    packed, plain = visit(site, "/long/", HTTP_ACCEPT_ENCODING="br, gzip"), visit(site, "/long/")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.text == plain.text
    assert len(packed.body) < len(plain.body) / 10
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Cookie, Accept-Encoding"


def test_first_page_of_a_process_is_compressed_before_the_generation_is_known(site):
    fresh = CachedPages(site.application)
    fresh.watch.known = lambda: None
    first = visit(fresh, "/long/", HTTP_ACCEPT_ENCODING="gzip")
    assert (first.outcome, first.headers["Content-Encoding"]) == ("passed", "gzip")
    assert first.headers["Content-Length"] == str(len(first.body))
    assert first.text == "<p>felt</p>" * 1000
    assert len(fresh.store) == 0


def test_miss_is_compressed_as_the_hit_will_be(site):
    answers = [visit(site, "/long/", HTTP_ACCEPT_ENCODING="gzip") for _ in range(2)]
    assert [each.outcome for each in answers] == ["miss", "hit"]
    assert answers[0].headers["Content-Encoding"] == "gzip"
    assert answers[0].body == answers[1].body


def test_public_page_that_is_not_kept_is_compressed(site, settings):
    with_stray_query = [visit(site, "/long/?utm_source=x", HTTP_ACCEPT_ENCODING="gzip") for _ in range(2)]
    settings.PAGE_CACHE_ENABLED = False
    switched_off = visit(site, "/long/", HTTP_ACCEPT_ENCODING="gzip")
    for answer in (*with_stray_query, switched_off):
        assert (answer.outcome, answer.headers["Content-Encoding"]) == ("passed", "gzip")
        assert answer.headers["Vary"] == "Cookie, Accept-Encoding"
    assert "Content-Encoding" not in visit(site, "/long/").headers
    assert len(site.store) == 0


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("/long_token/", {}),  # the token could be guessed from lengths (BREACH)
        ("/long_unmarked/", {}),
        ("/long/", {"HTTP_COOKIE": "sessionid=abc"}),
        ("/long/", {"HTTP_AUTHORIZATION": "Bearer x"}),
    ],
)
def test_answer_that_may_be_one_persons_is_never_compressed(site, settings, path, given):
    for is_enabled in (True, False):
        settings.PAGE_CACHE_ENABLED = is_enabled
        for _ in range(2):
            answer = visit(site, path, HTTP_ACCEPT_ENCODING="gzip", **given)
            assert (answer.status, answer.outcome) == (200, "passed")
            assert "Content-Encoding" not in answer.headers


def test_brief_page_is_rendered_anew_after_its_time(site):
    assert visit(site, "/brief/").outcome == "miss"
    wait_until(lambda: visit(site, "/brief/").outcome == "miss", 1)
    assert pages.RENDERED["/brief/"] >= 2


def test_change_shows_within_a_second(site):
    visit(site)
    Tag.objects.create(name="gold")
    assert wait_until(lambda: visit(site).text == "felt, gold||") < 1


def test_change_that_is_rolled_back_leaves_the_page_kept(site):
    visit(site)
    with transaction.atomic():
        Tag.objects.create(name="gold")
        transaction.set_rollback(True)
    assert visit(site).outcome == "hit"
    with transaction.atomic():
        Tag.objects.update(name="gold")
        visit_inside = visit  # the transaction is open: others still see the old page
        assert visit_inside(site).text == "felt||"
    assert wait_until(lambda: visit(site).text == "gold||") < 1


def test_page_that_was_being_rendered_during_a_change_is_never_served_afterwards(site):
    late = []
    reader = threading.Thread(target=lambda: (late.append(visit(site, "/slow/")), connection.close()))
    reader.start()
    assert pages.GATES["reached"].wait(5)
    before = site.watch.known()
    Tag.objects.create(name="gold")
    wait_until(lambda: site.watch.known() not in {None, before})
    pages.GATES["open"].set()
    reader.join(60)
    assert late[0].text == "felt"  # began before, ended after
    assert (visit(site, "/slow/").outcome, visit(site, "/slow/").text) == ("miss", "felt, gold")


def test_crowd_before_an_unkept_page_renders_it_once(site):
    outcomes = []

    def come():
        outcomes.append(visit(site, "/crowded/").outcome)
        connection.close()

    crowd = [threading.Thread(target=come) for _ in range(8)]
    for reader in crowd:
        reader.start()
    for reader in crowd:
        reader.join(60)
    assert pages.RENDERED["/crowded/"] == 1
    assert sorted(outcomes) == ["hit"] * 7 + ["miss"]


def test_while_a_page_is_rendered_anew_others_get_the_old_one(site):
    visit(site, "/brief/")
    wait_until(lambda: site.store.get(key_of(environ_of("/brief/")), site.watch.known()) is None)
    with site.turns.take(key_of(environ_of("/brief/"))):
        assert visit(site, "/brief/").outcome == "hit"
    assert visit(site, "/brief/").outcome == "miss"


def test_switched_off_cache_passes_everything(site, settings):
    settings.PAGE_CACHE_ENABLED = False
    assert [visit(site).outcome for _ in range(2)] == ["passed", "passed"]


def test_service_does_not_tell_hit_or_miss(site, settings):
    settings.PAGE_CACHE_TELLS = False
    assert "X-Page-Cache" not in visit(site).headers
