"""Numbers for Prometheus. With ``PROMETHEUS_MULTIPROC_DIR`` set they are summed over all web processes."""

from prometheus_client import Counter

ANSWERS = Counter("imaging_answers", "Requests for pictures, by how they were answered.", ["outcome"])
TILE = ANSWERS.labels("tile")  # stored bytes, passed through
MADE = ANSWERS.labels("made")  # cut, scaled or turned
KEPT = ANSWERS.labels("kept")  # made before and still in memory
OTHER = ANSWERS.labels("other")  # descriptions, redirects, unchanged, refused
DECISIONS = Counter("imaging_decisions", "Questions to rooms whether a reader may see a picture.")
