"""What a process remembers stays bounded."""

from shanyraq.platform.imaging.memories import RecentBytes, ShortMemory


def test_short_memory_forgets_in_time_and_number(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("shanyraq.platform.imaging.memories.monotonic", lambda: now[0])
    memory: ShortMemory[str, int] = ShortMemory(4)
    for number, name in enumerate("abcd"):
        memory.put(name, number, 10 if name == "a" else 20)
    memory.put("never", 1, 0)
    assert [memory.get(name) for name in ("a", "d", "never")] == [0, 3, None]
    now[0] = 110
    assert (memory.get("a"), memory.get("b")) == (None, 1)
    memory.put("e", 4, 20)
    assert len(memory) == 4
    memory.put("f", 5, 20)
    assert (len(memory), memory.get("b"), memory.get("e"), memory.get("f")) == (3, None, 4, 5)
    memory.clear()
    assert len(memory) == 0


def test_recent_bytes_keep_what_was_used_last():
    recent: RecentBytes[str] = RecentBytes(100)
    recent.put("large", bytes(13))
    assert recent.get("large") is None
    for name in "abcdefghij":
        recent.put(name, bytes(10))
    assert (recent.size, recent.get("a")) == (100, bytes(10))
    recent.put("k", bytes(10))
    assert (recent.size, recent.get("b"), recent.get("a")) == (100, None, bytes(10))
    recent.put("a", bytes(2))
    assert recent.size == 92
