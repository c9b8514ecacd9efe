"""Pictures from a storage that is no disk: copied once, whole or not at all, and not for ever."""

import os
import threading
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from shanyraq.platform.imaging import copies
from shanyraq.platform.imaging.copies import local_path, make_room
from tests.platform.imaging.far_away import FarAway


@pytest.fixture
def folder(settings, tmp_path):
    settings.IMAGING_FOLDER = str(tmp_path / "imaging")
    settings.IMAGING_COPIES_BYTES = 1000
    return tmp_path / "imaging" / "copies"


@pytest.fixture
def store(folder):
    made = FarAway()
    for name in ("a", "b", "c", "d"):
        made.put(f"pages/{name}.tif", name.encode() * 300)
    return made


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def age(path, seconds):
    os.utime(path, (time.time() - seconds,) * 2)


def test_a_storage_with_paths_is_read_where_it_is(folder, tmp_path):
    disk = FileSystemStorage(location=tmp_path)
    name = disk.save("x.tif", ContentFile(b"x"))
    assert local_path(disk, name) == tmp_path / "x.tif"
    assert not folder.exists()


def test_what_is_far_away_is_fetched_once(folder, store):
    path = local_path(store, "pages/a.tif")
    assert path.read_bytes() == b"a" * 300
    assert local_path(store, "pages/a.tif") == path
    assert store.fetched == ["pages/a.tif"]
    assert files(folder) == [path]


def test_two_storages_never_share_a_copy(folder, store):
    other = FarAway()
    other.bucket_name = "other"
    other.put("pages/a.tif", b"other")
    assert local_path(store, "pages/a.tif").read_bytes() == b"a" * 300
    assert local_path(other, "pages/a.tif").read_bytes() == b"other"


def test_what_breaks_off_leaves_nothing_and_is_fetched_again(folder, store):
    store.breaks = True
    with pytest.raises(ConnectionResetError):
        local_path(store, "pages/a.tif")
    assert files(folder) == []
    store.breaks = False
    assert local_path(store, "pages/a.tif").read_bytes() == b"a" * 300


def test_what_is_not_there_is_not_found(folder, store):
    with pytest.raises(FileNotFoundError):
        local_path(store, "pages/z.tif")
    assert files(folder) == []


def test_the_longest_unused_makes_room(folder, store):
    first, second, third = (local_path(store, f"pages/{name}.tif") for name in "abc")
    age(first, 300)
    age(second, 900)
    age(third, 600)
    assert local_path(store, "pages/a.tif") == first  # used again: now the youngest
    fourth = local_path(store, "pages/d.tif")
    assert files(folder) == sorted([first, third, fourth])
    assert sum(path.stat().st_size for path in files(folder)) <= 1000


def test_a_picture_larger_than_the_room_is_kept_while_it_is_used(folder, store, settings):
    settings.IMAGING_COPIES_BYTES = 100
    path = local_path(store, "pages/a.tif")
    assert path.read_bytes() == b"a" * 300
    other = local_path(store, "pages/b.tif")
    assert files(folder) == [other]


def test_who_reads_a_removed_copy_reads_on(folder, store, settings):
    with local_path(store, "pages/a.tif").open("rb") as file:
        settings.IMAGING_COPIES_BYTES = 0
        assert make_room() == 1
        assert file.read() == b"a" * 300


def test_unfinished_copies_of_killed_processes_go(folder, store):
    local_path(store, "pages/a.tif")
    old, young = folder / "00" / "old.part", folder / "00" / "young.part"
    old.parent.mkdir(exist_ok=True)
    for path in (old, young):
        path.write_bytes(b"half")
    age(old, copies.FORGOTTEN_SECONDS + 1)
    make_room()
    assert (old.exists(), young.exists()) == (False, True)


def test_many_threads_fetch_it_once(folder, store):
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(local_path(store, "pages/a.tif"))) for _each in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(set(found)) == 1
    assert store.fetched == ["pages/a.tif"]
