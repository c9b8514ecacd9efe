from time import monotonic

from shanyraq.platform.page_cache.entries import make_entry
from shanyraq.platform.page_cache.keys import Key
from shanyraq.platform.page_cache.store import LATE_SECONDS, Store

FAR = float("inf")


def key(path):
    return Key("http", "testserver", path, "", "", "")


def entry(size=1000, generation=1, expires=FAR):
    headers = [("Content-Type", "image/png")]
    return make_entry(
        generation=generation, expires=expires, status="200 OK", headers=headers, body=b"x" * size
    )


def test_store_serves_an_entry_of_the_present_generation_only():
    store = Store(100_000)
    store.put(key("/a"), entry(generation=7))
    assert [store.get(key("/a"), generation) is not None for generation in (6, 7, 8)] == [False, True, False]


def test_store_does_not_serve_what_has_expired():
    store = Store(100_000)
    store.put(key("/a"), entry(expires=0.0))
    assert store.get(key("/a"), 1) is None


def test_store_gives_what_is_a_little_too_old_to_who_would_wait():
    store, now = Store(100_000), monotonic()
    store.put(key("/a"), entry(expires=now - LATE_SECONDS / 2))
    store.put(key("/b"), entry(expires=now - LATE_SECONDS * 2))
    assert store.get(key("/a"), 1) is None
    assert [store.late(key(path), 1) is not None for path in ("/a", "/b")] == [True, False]
    assert store.late(key("/a"), 2) is None, "never what an older generation holds"


def test_store_drops_the_least_recently_used_and_stays_within_its_bytes():
    store = Store(4 * entry().size)
    for path in ("/a", "/b", "/c", "/d"):
        store.put(key(path), entry())
    store.get(key("/a"), 1)
    store.put(key("/e"), entry())
    kept = [path for path in ("/a", "/b", "/c", "/d", "/e") if store.get(key(path), 1)]
    assert kept == ["/a", "/c", "/d", "/e"]
    assert store.size == 4 * entry().size


def test_store_replaces_an_entry_without_counting_it_twice():
    store = Store(100_000)
    for size in (1000, 3000, 2000):
        store.put(key("/a"), entry(size))
    assert (store.size, len(store)) == (entry(2000).size, 1)


def test_store_does_not_keep_an_entry_that_would_push_out_everything():
    store = Store(10_000)
    store.put(key("/a"), entry(5000))
    assert (len(store), store.size) == (0, 0)


def test_store_forgets_what_is_older_than_a_generation_and_not_what_is_newer():
    store = Store(100_000)
    for generation in (1, 2, 3):
        store.put(key(f"/{generation}"), entry(generation=generation))
    store.forget_before(2)
    assert (len(store), store.size) == (2, 2 * entry().size)


def test_store_remembers_what_is_unfit_for_this_generation():
    store = Store(100_000)
    store.mark_unfit(key("/a"), 1)
    assert store.is_unfit(key("/a"), 1)
    assert not store.is_unfit(key("/a"), 2)
    assert not store.is_unfit(key("/b"), 1)
