"""Take the README's two pictures: an answer with a figure opened to its proof, and a checked article.

Run by hand, from the project's root, after a change of the page: `python -m tests.ui.picture`.
It needs a Chromium, asks real questions of the built-in model on the bundled closes as of
6 January 2026, and writes `.github/chat.png` and `.github/check.png`. Look at both before a commit.
"""

import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import uvicorn
from PIL import Image
from playwright.sync_api import sync_playwright

from copilot.opening import open_copilot
from copilot.settings import Settings
from ui.app.assembling import build_app
from ui.app.serving import address_of, listen

FOLDER = Path(__file__).resolve().parents[2] / ".github"
SEEN, WIDTH, COLOURS, MOST_BYTES = 1400, 1200, 128, 200_000
QUESTIONS = (
    "How has the Nasdaq done since ChatGPT launch?",
    "and the S&P 500, with dividends?",
    "Rank the sectors on 6 January 2026",
)


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Serve the real page on a free port."""
    settings = Settings(home=home, data="reference", model="offline", as_of=date(2026, 1, 6))
    listening = listen("127.0.0.1", 0)
    app = build_app(lambda: open_copilot(settings), time.monotonic)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield address_of("127.0.0.1", listening)
    finally:
        server.should_exit = True
        thread.join(timeout=10)


def chat(page: Any) -> bytes:
    """Ask the questions, and open the proof of the first figure of the last answer."""
    for number, question in enumerate(QUESTIONS, 1):
        page.fill("#question textarea", question)
        page.keyboard.press("Enter")
        page.wait_for_selector(f"#turn{number} .ending")
    page.click("#current .said button.figure:not(.session) >> nth=0")
    return taken(page)


def check(page: Any) -> bytes:
    """Check the example, and open the wrong figure that is another index's."""
    page.click(".offer a.main")
    page.wait_for_selector("#check-report .report")
    page.click("#check-report .claim-end:has-text('20.17%') button")
    return taken(page)


def taken(page: Any) -> bytes:
    page.evaluate("document.activeElement?.blur()")
    page.wait_for_timeout(1200)
    picture: bytes = page.screenshot()
    return picture


def small(picture: bytes) -> bytes:
    """Return a picture scaled to WIDTH, with as few colours as a page of text needs."""
    whole = Image.open(BytesIO(picture)).convert("RGB")
    scaled = whole.resize((WIDTH, whole.height * WIDTH // whole.width), Image.Resampling.LANCZOS)
    out = BytesIO()
    scaled.quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Write both pictures and tell their sizes."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with TemporaryDirectory() as home, served(Path(home)) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--hide-scrollbars"])
        for name, shown, height in (("chat", chat, 980), ("check", check, 1080)):
            page = browser.new_page(viewport={"width": SEEN, "height": height})
            page.goto(url)
            page.wait_for_selector("#current .welcome")
            picture = small(shown(page))
            (FOLDER / f"{name}.png").write_bytes(picture)
            print(f"{name}.png: {len(picture):,} bytes", "" if len(picture) <= MOST_BYTES else "(too many)")
            page.close()
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
