"""Take the README's pictures: a figure opened to its proof, a checked article, a dropped PDF that is quoted.

Run by hand, from the project's root, after a change of the page: `python -m tests.ui.picture`.
It needs a Chromium, asks real questions of the built-in model on the bundled closes as of
6 January 2026, and writes `chat.png`, `check.png` and `sources.png` into `.github/`. Look at each before a commit.
"""

import base64
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
from tests.doubles.files import pdf
from ui.app.assembling import build_app
from ui.app.serving import address_of, listen

FOLDER = Path(__file__).resolve().parents[2] / ".github"
WIDTH, COLOURS, MOST_BYTES = 1200, 128, 200_000
QUESTIONS = (
    "How has the Nasdaq done since ChatGPT launch?",
    "and the S&P 500, with dividends?",
    "Rank the sectors on 6 January 2026",
)
REPORT = (
    "Copper outlook 2026\nPublished 5 January 2026 by Andes Metals Research",
    "Demand\nIn 2026 data centers will use about 480,000 tons of copper, a fifth\nmore than in 2025, because each "
    "megawatt of computing needs some\n27 tons for cables, busbars and cooling.\nGrids need more still: utilities in "
    "Europe and North America plan to\nspend 11% more on lines than a year ago.",
)
DROP = """([name, content]) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
}"""


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


def sources(page: Any) -> bytes:
    """Drop a PDF on the page, ask about it, and open the passage that is quoted."""
    content = base64.b64encode(pdf(*REPORT, title="Copper outlook 2026")).decode()
    page.evaluate(DROP, ["copper-outlook.pdf", content])
    page.wait_for_selector("#adding-report .sum")
    page.evaluate("location.hash = '#ask'")
    page.fill("#question textarea", "What do the sources say about copper demand from data centers?")
    page.keyboard.press("Enter")
    page.wait_for_selector("#turn1 .ending")
    page.click("#turn1 button.cite")
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


PICTURES = (("chat", chat, 1400, 980), ("check", check, 1400, 1080), ("sources", sources, 1640, 780))


def main() -> None:
    """Write the pictures that are named, or all, and tell their sizes."""
    wanted = sys.argv[1:]
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with TemporaryDirectory() as home, served(Path(home)) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--hide-scrollbars"])
        for name, shown, width, height in PICTURES:
            if wanted and name not in wanted:
                continue
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(url)
            page.wait_for_selector("#current .welcome")
            picture = small(shown(page))
            (FOLDER / f"{name}.png").write_bytes(picture)
            print(f"{name}.png: {len(picture):,} bytes", "" if len(picture) <= MOST_BYTES else "(too many)")
            page.close()
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
