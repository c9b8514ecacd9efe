"""A writer that dies as soon as it has committed for the eighth time, before its segments are merged.

    python -m tests.platform.search.engine.dying FOLDER SEGMENTS

Each of seven commits brings three documents; the eighth removes one of them from SEGMENTS (digits).
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanyraq.config.settings")

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from shanyraq.platform.search.engine.writing import Writer
from tests.platform.search.shelf import document

if __name__ == "__main__":
    writer = Writer(Path(sys.argv[1]))
    for place in range(7):
        writer.add_new([document(f"{name}{place}", "Абай") for name in ("kept", "gone", "target")])
        writer.commit({"below": place})
    writer.remove(document(f"gone{place}", "Абай").number for place in sys.argv[2])
    writer.add_new([document("kept7", "Абай")])
    writer.commit({"below": 8})
    os._exit(0)
