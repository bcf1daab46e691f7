"""The system's Chromium, and what a page in it complained about."""

import shutil

from playwright.sync_api import Browser, BrowserContext, Playwright, expect

CHROMIUM = shutil.which("chromium") or "chromium"
LOCAL_NAME = "parley.test"  # plain http under a name: what browsers do not call a secure context
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--no-proxy-server",
    # No page here ever reaches anybody else, not even by a mistake of ours.
    f"--host-resolver-rules=MAP {LOCAL_NAME} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
DESKTOP = {"width": 1280, "height": 720}
PHONE = {"width": 360, "height": 740}
PATIENCE_MS = 20_000

# A violation becomes a line on the console, where the rest of what can go wrong ends up anyway.
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI}`))
"""
# Chromium's own notes on what tests bring about on purpose: an answer that is no success, and plain
# http under a name, where the header asks for more than there is.
EXPECTED = ("Failed to load resource", "The Cross-Origin-Opener-Policy header has been ignored")


def launch(playwright: Playwright) -> Browser:
    """One browser for the whole run; contexts in it share nothing."""
    expect.set_options(timeout=PATIENCE_MS)
    return playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)


def new_context(browser: Browser, **options) -> BrowserContext:
    """A browser as if on a machine of its own: no cookies, British habits, Berlin time."""
    habits = {"locale": "en-GB", "timezone_id": "Europe/Berlin", "viewport": DESKTOP}
    context = browser.new_context(**(habits | options))
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(REPORT_VIOLATIONS)
    return context


class Complaints:
    """Exceptions, policy violations, warnings and errors of every page of a context."""

    def __init__(self, context: BrowserContext):
        self.all: list[str] = []
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.all.append(f"exception: {error.error}"))

    def _hear(self, line) -> None:
        if line.type in ("error", "warning") and not line.text.startswith(EXPECTED):
            self.all.append(f"{line.type}: {line.text}")
