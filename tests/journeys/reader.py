"""A person at a browser who notices everything that goes wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    TimeoutError,  # noqa: A004 - Playwright's own, the only one meant here
    expect,
)

from tests.journeys.house import House
from tests.traces import keep_pages

MOST_STEPS = 250  # of the Tab key from one end of a page to the other
DRIVER = "[.WebGL"  # drawing maps without a graphics card is slow, says the driver
NOT_THE_NETWORK = {"data", "blob", "about"}
SHOWS_FOCUS = """() => {
  const element = document.activeElement;
  const near = [element, element.parentElement, element.nextElementSibling].filter(Boolean);
  const isMarked = (one) => {
    const style = getComputedStyle(one);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    return outlined || style.boxShadow !== "none";
  };
  const painted = () => [...element.querySelectorAll("*")].map((one) => getComputedStyle(one).stroke).join();
  const isRepainted = () => {  // a drawing shows the focus by other colours
    const focused = painted();
    element.blur();
    const idle = painted();
    element.focus({ focusVisible: true });
    return focused !== idle;
  };
  const box = element.getBoundingClientRect();
  const isInSight = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return isInSight && (near.some(isMarked) || (element instanceof SVGElement && isRepainted()));
}"""


@dataclass
class Reader:
    """A tab of *house*; ``complaints`` are what a person, or the console, would call wrong."""

    page: Page
    house: House
    complaints: list[str] = field(default_factory=list)
    expected_statuses: set[int] = field(default_factory=set)

    def go(self, path: str) -> int:
        """Open a path of the platform; the status of the answer."""
        answer = self.page.goto(f"{self.house.address}{path}")
        return answer.status if answer else 0

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def tab_to(self, target: Locator) -> None:
        """Press Tab until *target* has the focus, which must show."""
        for _step in range(MOST_STEPS):
            if target.evaluate("element => element === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"The Tab key never reached {target}")
        try:  # a live map that comes meanwhile takes the focus from its drawn one
            self.page.wait_for_function(SHOWS_FOCUS)
        except TimeoutError:
            raise AssertionError(f"No focus is seen on {target}") from None

    def follow(self, link: Locator) -> None:
        """Go to *link* with the Tab key and open it with Enter."""
        self.tab_to(link)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def link_to(self, path: str) -> Locator:
        """The first visible link in the page's content that leads to *path*."""
        return self.page.locator(f'main a[href="{path}"]:visible').first

    def see_page(self, *, tag: str, direction: str, heading: str | None = None) -> None:
        """The page is in that language and direction, has a title and one heading, the given one."""
        document = self.page.locator("html")
        expect(document).to_have_attribute("lang", tag)
        expect(document).to_have_attribute("dir", direction)
        title = self.page.locator("h1")
        expect(title).to_have_count(1)
        if heading is not None:
            expect(title).to_have_text(heading)
        assert self.page.title().strip()

    def notice(self, what: str) -> None:
        self.complaints.append(f"{what} (on {self.page.url})")


def _watch(reader: Reader) -> None:
    context, own = reader.page.context, urlsplit(reader.house.address).netloc

    def asked(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in NOT_THE_NETWORK and parts.netloc != own:
            reader.notice(f"asked another host: {request.url}")

    context.on("request", asked)
    context.on("response", lambda response: _judge_response(reader, response))
    context.on("requestfailed", lambda request: _judge_failure(reader, request))
    context.on("console", lambda message: _judge_console(reader, message))
    context.on("weberror", lambda error: reader.notice(f"script: {error.error}"))


def _judge_response(reader: Reader, response: Response) -> None:
    if response.status >= 400 and response.status not in reader.expected_statuses:
        reader.notice(f"{response.status} {response.url}")


def _judge_failure(reader: Reader, request: Request) -> None:
    if request.failure != "net::ERR_ABORTED":  # the page was left before it had all
        reader.notice(f"{request.failure} {request.url}")


def _judge_console(reader: Reader, message: ConsoleMessage) -> None:
    """Violations of the policy are told here; a status is judged as a response, which knows more."""
    is_known = "Failed to load resource" in message.text or message.text.startswith(DRIVER)
    if message.type in {"error", "warning"} and not is_known:
        reader.notice(f"console: {message.text}")


@contextmanager
def reading(
    browser: Browser, house: House, *, width: int = 1280, height: int = 900, **context: Any
) -> Iterator[Reader]:
    """A new reader without a past; at the end nothing may have gone wrong."""
    opened = browser.new_context(viewport={"width": width, "height": height}, **context)
    opened.set_default_timeout(30_000)
    try:
        reader = Reader(opened.new_page(), house)
        _watch(reader)
        yield reader
    except Exception as error:
        for line in keep_pages(opened.pages):
            error.add_note(line)
        for line in reader.complaints:
            error.add_note(line)
        raise
    finally:
        opened.close()
    if reader.complaints:
        raise AssertionError("\n".join(reader.complaints))
