"""Make the pictures of the README anew from the shipped files: the report at a terminal, and the one as a page.

    python docs/pictures.py

Needs the `dev` extra and Chromium.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from chromium import ABSENT, OPTIONS, path  # noqa: E402

WIDTH, HEIGHT = 1120, 1200


def main() -> int:
    browser_path = path()
    if browser_path is None:
        print(ABSENT, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_path = Path(folder) / "report.html"
        outputs = ["--output", "svg=docs/report.svg", "--output", f"html={page_path}"]
        done = subprocess.run(
            [sys.executable, "-m", "factcheck", "verify", "--quiet", *outputs], cwd=ROOT, capture_output=True, check=False
        )
        if done.returncode > 1:
            print(done.stderr.decode(), file=sys.stderr)
            return done.returncode
        browser = playwright.chromium.launch(executable_path=browser_path, args=OPTIONS)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=1.5)
        page.goto(page_path.as_uri())
        # As far down as the first contradiction gives its reason.
        end = page.locator(".reason").first.bounding_box()
        height = end["y"] + end["height"] + 28 if end else HEIGHT
        page.screenshot(path=ROOT / "docs" / "report-html.png", clip={"x": 0, "y": 0, "width": WIDTH, "height": height})
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
