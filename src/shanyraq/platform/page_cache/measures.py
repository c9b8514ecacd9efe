"""Numbers for Prometheus. With ``PROMETHEUS_MULTIPROC_DIR`` set they are summed over all web processes."""

from prometheus_client import Counter, Gauge

ANSWERS = Counter("page_cache_answers", "Requests for pages, by what the page cache did.", ["outcome"])
HIT = ANSWERS.labels("hit")
MISS = ANSWERS.labels("miss")
UNFIT = ANSWERS.labels("unfit")  # rendered, and not such as may be kept
DOUBT = ANSWERS.labels("doubt")  # passed on, because the generation was not known
BYTES = Gauge("page_cache_bytes", "Memory used by kept pages.", multiprocess_mode="livesum")
ENTRIES = Gauge("page_cache_entries", "Number of kept pages.", multiprocess_mode="livesum")
GENERATION = Gauge("page_cache_generation", "The newest generation known.", multiprocess_mode="livemax")
