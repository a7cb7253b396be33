"""What a page complains of while nobody looks: errors of scripts, refused content, answers of 500 and above."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Response, WebError

# The browser logs every answer above 399; whether one was expected is the caller's to say.
PLAIN_ANSWER = "Failed to load resource: the server responded with a status of 4"


class Watch:
    """Listens to everything that the pages of one browser context say."""

    def __init__(self, context: BrowserContext) -> None:
        self.complaints: list[str] = []
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("response", self._on_response)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning") or message.text.startswith(PLAIN_ANSWER):
            return
        self.complaints.append(f"{message.type} on {message.location.get('url', '')}: {message.text}")

    def _on_error(self, error: WebError) -> None:
        self.complaints.append(f"script error: {error.error}")

    def _on_response(self, response: Response) -> None:
        missing = response.status == 404 and "/static/" in response.url
        if response.status >= 500 or missing:
            self.complaints.append(f"{response.status} for {response.url}")

    def taken(self) -> list[str]:
        """What was said since the last asking."""
        said, self.complaints = self.complaints, []
        return said
