"""`make bench-button`: what the listen button costs a page, beside what other players weigh.

Size as it is served; requests before the press; layout shift; tasks over 50 ms while the page
opens and while a press starts the sound; how long after the press the sound runs, the recording
being ready; and how far the marked word is from the engine's own time for it. Medians of 5 pages.
"""

import json
import sys
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from reader.web.assets import listen_button  # noqa: E402 - found by the line above
from tests.browser.conftest import CHROMIUM, FLAGS  # noqa: E402
from tests.running import service  # noqa: E402

PAGES = 5
# gzip kB of script and style, as measured in the field; sources in docs/listen-button.md
OTHERS = {
    "BaryoDev read-aloud": 4.0,
    "shikwasa": 9.6,
    "hyperaudio-lite": 9.8,
    "media-chrome, seven parts": 37,
    "Plyr with its style": 39,
    "ReadSpeaker webReader (2016)": 69,
    "Able Player, without jQuery": 70.5,
    "ResponsiveVoice": 81,
}
OBSERVERS = """window.shift = 0; window.long = [];
new PerformanceObserver(l => l.getEntries().forEach(e => { if (!e.hadRecentInput) shift += e.value })).observe({type: 'layout-shift', buffered: true});
new PerformanceObserver(l => l.getEntries().forEach(e => long.push(e.duration))).observe({type: 'longtask', buffered: true});"""
WORDS = """(() => { window.late = []; const b = document.querySelector('listen-button'), set = CSS.highlights.set;
CSS.highlights.set = function (name, highlight) {
  const now = b.currentTime, words = b.recording.sentences.flatMap(s => s.words).filter(w => w.start !== null && w.start <= now + .02);
  if (name === 'listen-word' && words.length) late.push(Math.abs(now - words.at(-1).start));
  return set.call(this, name, highlight) } })()"""
PRESSED = """(() => { const b = document.querySelector('listen-button'), audio = b.shadowRoot.querySelector('audio');
b.shadowRoot.querySelector('.main').addEventListener('click', () => { window.pressed = performance.now() }, true);
audio.addEventListener('playing', () => { window.sound ??= performance.now() - pressed }) })()"""


def measure(browser: Browser, address: str) -> dict[str, float]:
    """One page, opened, pressed and listened to for ten seconds."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(OBSERVERS)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    of_button = [url for url in asked if "listen-button" in url or "/v1/" in url]
    opened = page.evaluate("({shift, long: long.length})")
    figures = {
        "requests before the press": len(of_button),
        "layout shift": opened["shift"],
        "long tasks, opening": opened["long"],
    }
    figures |= listen(page)
    context.close()
    return figures


def listen(page: Page) -> dict[str, float]:
    """What a press costs, and how true the marks are."""
    page.evaluate(PRESSED)
    page.evaluate("long.length = 0")
    page.locator("listen-button .main").click()
    page.wait_for_function("window.sound !== undefined")
    page.evaluate(WORDS)
    page.wait_for_function("document.querySelector('listen-button').currentTime > 10")
    late = page.evaluate("late")
    return {
        "long tasks, listening": page.evaluate("long.length"),
        "press to sound, ms": page.evaluate("sound"),
        "word marked late, 95th of 100, ms": 1000 * quantiles(late, n=100)[94],
    }


def main() -> None:
    """Print the table and keep it."""
    script = listen_button()
    figures: dict[str, float] = {
        "brotli, bytes": len(script.packed["br"]),
        "gzip, bytes": len(script.packed["gzip"]),
        "minified, bytes": len(script.body),
    }
    with service() as running, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        address = f"http://{running.address}/"
        measure(browser, address)  # the first makes the recording
        runs = [measure(browser, address) for _ in range(PAGES)]
        browser.close()
    figures |= {name: round(median(run[name] for run in runs), 3) for name in runs[0]}
    for name, value in figures.items():
        print(f"{name:36}{value:>10g}")
    print("\nOther players, gzip kB, as measured in the field:")
    for name, size in OTHERS.items():
        print(f"{name:36}{size:>10g}")
    (HERE / "button.json").write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
