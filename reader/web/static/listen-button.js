/**
 * <listen-button for="#article_text">Đọc bài viết</listen-button>
 *
 * One press reads an article aloud; the sentence and the word that are heard are marked on the page,
 * whose own HTML stays as it is. No dependency, no build step. Attributes, events, colours and the
 * API are in docs/listen-button.md.
 *
 *   collect, readPage…   the page's text, cut into blocks, and the way back from a block to the page
 *   mark, outline        mark a sentence and a word, by the CSS Custom Highlight API or by an outline
 *   ask…                 the HTTP of the reading service, and its failures
 *   soundOf              one <audio>, played from the live stream or from the finished file
 *   remember…            what this browser remembers: choices, and the place in each article
 *   control              one button: the panel that is seen, and the hand that steers all the others
 *   ListenButton         the element
 *
 * Words stand in Vietnamese where they are used; listen-button.en.json has the English for each, and
 * only a button with lang="en" fetches it. It is served minified, where names of variables cost next
 * to nothing and names of properties much: so there are functions here, and few objects.
 */

// ---------------------------------------------------------------- Words

/** What is said of each state, and of each reason why there is no sound. */
const SAID = {
  playing: "Đang đọc bài.",
  paused: "Đã tạm dừng.",
  loading: "Đang chuẩn bị giọng đọc…",
  ended: "Đã đọc hết bài.",
  slow: "Mạng chậm, đang tải tiếp…",
  offline: "Không có mạng. Xin kiểm tra kết nối rồi bấm lại.",
  busy: "Nhiều người đang nghe, xin chờ một lát rồi bấm lại.",
  missing: "Bài này chưa có bản đọc.",
  broken: "Máy đọc gặp lỗi. Xin bấm lại sau một lát.",
};
const ELSEWHERE = "Đã tạm dừng vì bạn đang nghe ở chỗ khác.";

// ---------------------------------------------------------------- Article

const SKIPPED = `nav,aside,footer,button,select,textarea,svg,video,audio,iframe,object,[aria-hidden=true],[role=doc-noteref],.no-read-aloud,.visually-hidden,.sr-only,listen-button`;

const find = (selector) => document.querySelector(selector);

/** @returns {string} what a block is on the page, or "" where its parent decides. */
function kindOf({ localName }) {
  if (/^h\d/.test(localName)) return "heading";
  if (/^(li|d[td])$/.test(localName)) return "item";
  if (/^t[dh]$/.test(localName)) return "cell";
  return /caption$/.test(localName) ? "caption" : "";
}

/** Whether a superscript is a footnote mark: the 2 of m² is read, the [2] of a note is not. */
const isFootnote = (element) => element.localName === "sup" && (element.querySelector("a") || /^\s*[[(*†]/.test(element.textContent));

/** @returns {string} the number that the page shows before a list item, "3. "; "" for a bullet. */
const numberOf = (item, list) =>
  list.localName === "ol" && /decimal/.test(getComputedStyle(item).listStyleType) ? `${list.start + [...list.children].indexOf(item)}. ` : "";

/**
 * @typedef {{kind: string, text: string, element: Element, runs: {node: Text, at: number}[]}} Block
 * The text is what the service is sent: the data of the block's text nodes, joined as they are, and
 * "\n" for a line break. A run says at which of its UTF-16 code units a text node begins.
 *
 * @param {string} skip selector of what is left out
 * @param {?string} byline selector of the author
 * @returns {Block[]} the blocks of these elements, in reading order.
 */
function collect(elements, skip, byline, kind) {
  const blocks = [];
  let open = null;
  let number = "";
  const add = (node, element, kind) => {
    if (!open) {
      if (!node.data.trim()) return;
      blocks.push((open = { kind, element, text: number, runs: [] }));
      number = "";
    }
    open.runs.push({ node, at: open.text.length });
    open.text += node.data;
  };
  const breakLine = () => {
    if (/\n\s*$/.test(open?.text)) open = null; // one break is a space of a kind, two begin a new block
    else if (open) open.text += "\n";
  };
  const enter = (node, element, kind) => {
    const { display, visibility } = getComputedStyle(node);
    if (display === "none" || visibility === "hidden" || isFootnote(node)) return;
    if (/^(inline|contents|ruby)/.test(display)) return walk(node, element, kind);
    open = null;
    number = numberOf(node, element) || number;
    read(node, byline && node.matches(byline) ? "byline" : kindOf(node) || kind);
  };
  const walk = (parent, element, kind) => {
    for (const node of parent.childNodes) {
      if (node.data && node.nodeType === 3) add(node, element, kind);
      else if (node.localName === "br") breakLine();
      else if (node.localName && !node.matches(skip)) enter(node, element, kind);
    }
  };
  const read = (element, kind) => {
    walk(element, element, kind);
    open = null;
  };
  for (const element of elements) read(element, kind ?? (kindOf(element) || "paragraph"));
  return blocks;
}

/** @typedef {(name: string) => ?string} Option an attribute of the button */

/** @returns {Element[]} what `for` names; else the page's article, or its main part. */
function rootsOf(option) {
  const named = document.querySelectorAll(option("for") ?? "article");
  return named.length ? [...named] : [find("main") ?? document.body];
}

/** @returns {number} an estimate of its length in seconds, at 200 words a minute. */
const estimate = (option) => 0.3 * rootsOf(option).map((root) => root.textContent).join(" ").split(/\s+/).length;

/** @returns {?Block} */
function readTitle(option) {
  const element = find(option("title-selector") ?? "h1");
  const text = find("[property='og:title']")?.content ?? document.title;
  return (element && collect([element], SKIPPED)[0]) ?? (text ? { text, runs: [] } : null);
}

/** @returns {(?Block)[]} the page as it is now: an article is its title, and then its blocks. */
function readPage(option) {
  const byline = option("byline-selector");
  const skip = [SKIPPED, option("skip") ?? []].flat().join();
  const roots = rootsOf(option);
  const author = byline && find(byline);
  const apart = author && !roots.some((root) => root.contains(author)) ? [author] : [];
  return [readTitle(option), ...collect(roots, skip, byline), ...collect(apart, skip, byline, "byline")];
}

/** @returns {string} every word of it: two articles with the same text are the same article. */
const textOf = (article) => article.map((block) => block?.text).join("\n");

/** @returns {?Block} `null` is how the service calls the title. */
const blockOf = (article, index) => article[(index ?? -1) + 1];

/** The block, bound to the page's present text nodes; null where its text is no longer there. */
function fresh(block, option) {
  if (!block || block.runs.every(({ node, at }) => node.isConnected && block.text.startsWith(node.data, at))) return block;
  const same = readPage(option).find((other) => other?.text === block.text);
  return same ? Object.assign(block, same) : null;
}

/**
 * @param {?Block} block
 * @param {[number, number]} span in UTF-16 code units of the block's text
 * @returns {?Range} its place on the page; null where the portal has changed that text.
 */
function rangeOf(block, [from, to], option) {
  const runs = fresh(block, option)?.runs;
  if (!runs?.length) return null;
  const range = new Range();
  const point = (offset, at) => {
    const run = runs.findLast((each) => each.at <= at) ?? runs[0];
    return [run.node, Math.max(0, Math.min(offset - run.at, run.node.length))];
  };
  range.setStart(...point(from, from));
  range.setEnd(...point(to, to - 1));
  return range;
}

/** @returns {[number, number] | []} block and offset of the first text at or after a point of the page. */
function locate([, ...blocks], node, offset) {
  const point = new Range();
  point.setStart(node, offset);
  for (const [index, { runs }] of blocks.entries()) {
    const run = runs.find((each) => each.node.isConnected && point.comparePoint(each.node, each.node.length) >= 0);
    if (run) return [index, run.at + (run.node === node ? offset : 0)];
  }
  return [];
}

// ---------------------------------------------------------------- Marks

const MARKS = `
::highlight(listen-sentence){background:var(--listen-mark,#fff0a8);color:#111}
::highlight(listen-word){background:var(--listen-word,#ffcf3f);color:#111}
@media (forced-colors:active){::highlight(listen-word){background:Highlight;color:HighlightText}}
[data-listening]{outline:3px solid;outline-offset:4px}`;

let outlined = null;

/** Marks a range, or nothing, on the page without touching its HTML. Of two marks the one that was set later is on top. */
function highlight(name, range) {
  if (range) CSS.highlights.set(name, new Highlight(range));
  else CSS.highlights.delete(name);
}

/** Marks a sentence and the word in it, or nothing; a browser without highlights outlines the block. */
function mark(sentence, word, element) {
  if (globalThis.Highlight) {
    highlight("listen-sentence", sentence);
    highlight("listen-word", word);
  } else {
    outlined?.toggleAttribute("data-listening");
    outlined = element;
    outlined?.toggleAttribute("data-listening");
  }
}

// ---------------------------------------------------------------- Service

/** @throws why there is no sound. `code` chooses the words; `words` are the service's own, if it gave some. */
const fail = (code, words) => {
  throw { code, words };
};

/** Asks, without cookies. @throws a failure for whatever is not the answer that was asked for. */
const ask = async (address, options) => {
  const answer = await fetch(address, { credentials: "omit", signal: AbortSignal.timeout(20000), ...options }).catch(() =>
    fail(navigator.onLine ? "slow" : "offline"),
  );
  if (answer.ok) return answer;
  const code = { 404: "missing", 429: "busy", 503: "busy" }[answer.status];
  return fail(code ?? "broken", !code && (await answer.json().catch(() => ({}))).detail);
};

/** @throws a failure for an answer that is no sound, such as a web page with status 200. */
const askSound = async (address, options) => {
  const answer = await ask(address, options);
  return /^audio/.test(answer.headers.get("Content-Type")) ? answer : fail("broken");
};

/** @returns {Promise<object>} the JSON that is there. */
const askJson = async (address, options) => (await ask(address, options)).json().catch(() => fail("broken"));

const posting = (body) => ({ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

// ---------------------------------------------------------------- Sound

const heard = (target, name) => new Promise((done) => target.addEventListener(name, done, { once: true }));
const rest = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

let blobs = true; // until a page's CSP has forbidden them

/** Whether live sound can be moved about in. */
const canBuffer = () => blobs && globalThis.MediaSource?.isTypeSupported("audio/mpeg");

async function append(buffer, bytes, signal) {
  while (!signal.aborted) {
    try {
      buffer.appendBuffer(bytes);
      return await heard(buffer, "updateend");
    } catch (error) {
      if (error.name !== "QuotaExceededError") throw error;
      await rest(1000); // full: what has been heard makes room
    }
  }
}

/**
 * One <audio>. Live sound goes in through Media Source where the browser has it: 2 kB are enough to start.
 * `how` it is played: "" not at all, "buffer" live by Media Source, "stream" live as it is, "file".
 */
const soundOf = (audio) => {
  let stop = null; // ends what is open
  let reading = null; // ends one request for the live stream

  /** Moves the live stream into the buffer. A line that is cut is taken up again where it broke off. */
  const fill = async (source, address, { signal }) => {
    const buffer = source.addSourceBuffer("audio/mpeg");
    source.duration = 1e6; // else, as where it is infinite, a seek goes no further than what has come
    for (let known = 0; !signal.aborted; ) {
      try {
        reading = new AbortController();
        const reader = (await askSound(address, { signal: reading.signal })).body.getReader();
        for (let at = 0, bytes; (bytes = (await reader.read()).value); ) {
          const from = known - at;
          at += bytes.length;
          if (at <= known) continue;
          await append(buffer, bytes.subarray(from), signal);
          known = at;
        }
        return source.endOfStream();
      } catch (error) {
        if ("words" in error && error.code !== "slow") throw error;
        await rest(1500);
      }
    }
  };

  const halt = () => {
    stop?.abort();
    sound.nudge();
  };

  const sound = {
    how: "",

    /** Plays from an address: "file" from any time, "stream" from its beginning. */
    open(how, address, at) {
      halt();
      stop = new AbortController();
      sound.how = how;
      audio.src = address;
      if (at) audio.currentTime = at;
    },

    /** Plays while it is being made. @throws a failure of the service, or "forbidden" where no blob may be played. */
    async openBuffer(address, at) {
      const source = new MediaSource();
      const local = URL.createObjectURL(source);
      sound.open("buffer", local, at);
      const mine = stop;
      const { type } = await Promise.race([heard(source, "sourceopen"), heard(audio, "error")]);
      URL.revokeObjectURL(local);
      if (mine.signal.aborted) return;
      if (type !== "error") return fill(source, address, mine);
      blobs = false;
      sound.how = "";
      fail("forbidden");
    },

    /** @returns {boolean} whether it could be moved there; a plain stream cannot be moved in. */
    seek(at) {
      const can = /file|buffer/.test(sound.how);
      if (can) audio.currentTime = at;
      return can;
    },

    /** Nothing has come for long: asks again for what is missing. */
    nudge() {
      reading?.abort();
    },

    close() {
      halt();
      sound.how = "";
      audio.pause();
      audio.removeAttribute("src");
    },
  };
  return sound;
};

// ---------------------------------------------------------------- Memory

/** What local storage has under a name, or nothing where it is blocked: everything works without it. */
function remembered(name) {
  try {
    return JSON.parse(localStorage[`listen-button.${name}`]);
  } catch {
    return {};
  }
}

function remember(name, value) {
  try {
    localStorage[`listen-button.${name}`] = JSON.stringify(value);
  } catch {
    // storage is blocked or full: this visit is simply not remembered
  }
}

/** @returns {{speed?: number, voice?: string, size?: number, mark?: boolean}} */
const choices = () => remembered("choices");

const choose = (name, value) => remember("choices", { ...choices(), [name]: value });

/** Keeps where an article was left, for the last 50; without a place it is forgotten. */
function keepPlace(key, place) {
  const { [key]: _, ...others } = remembered("places");
  const kept = Object.entries(others).slice(-49);
  remember("places", Object.fromEntries(place ? [...kept, [key, place]] : kept));
}

// ---------------------------------------------------------------- The button

/* System colours follow the page's own colour scheme, dark or light, and forced colours. */
const STYLE = `
:host{display:block;margin:1em 0}
:host([hidden]),[hidden],#hint:empty{display:none!important}
*{box-sizing:border-box;margin:0;font:inherit;max-width:100%}
section{all:initial;font-family:inherit;color-scheme:inherit}
section,.top,button,select{background:var(--listen-paper,Canvas);color:var(--listen-ink,CanvasText)}
section{font-size:max(18px,1em);line-height:1.4;border:1px solid;border-radius:8px;padding:10px;overflow-wrap:anywhere}
section,div,label{display:flex;flex-wrap:wrap;gap:10px;align-items:center}
section>:not(button),div>div,details{flex:1 0 100%}
.away{position:fixed;inset:auto 0 0;z-index:99999;padding:10px;justify-content:center;border-top:2px solid}
button,select,summary,a,label{min-height:48px;padding:8px 16px;border-radius:8px;color:inherit;cursor:pointer}
button,select{border:2px solid}
label{flex-wrap:nowrap;padding:0}
select,input{min-width:0}
a{line-height:32px}
summary{display:list-item;align-content:center}
details>div{margin-top:10px}
.main{display:flex;align-items:center;gap:10px;min-height:64px;padding:8px 24px;font-weight:700;font-size:1.2em;
color:var(--listen-on-accent,#fff);background:var(--listen-accent,#0b4f8a)}
.main:before{content:"";border:.5em solid transparent;border-left:.9em solid;border-right:0;forced-color-adjust:none}
.on:before{height:1em;border-width:0 0 0 1em;border-style:double}
[type=range]{flex:1 1 200px;min-height:48px}
[type=checkbox]{width:28px;height:28px}
:focus-visible{outline:3px solid;outline-offset:2px}
@media print{:host{display:none}}`;

const SIZES = [0.85, 1, 1.2, 1.4, 1.7, 2];
const ANNOUNCED_AFTER = 200; // ms without sound before "Đang chuẩn bị…" is said
const PATIENCE = 6000; // ms without progress before the listener is told; ms since the reader scrolled before the page follows again
const STUCK_AFTER = 10000; // ms without progress before it is tried anew

/** Builds an element: no innerHTML, so Trusted Types have nothing to object to. */
const h = (name, properties, ...children) => {
  const element = document.createElement(name);
  for (const key in properties) {
    if (key in element) element[key] = properties[key];
    else element.setAttribute(key, properties[key]);
  }
  element.append(...children);
  return element;
};

/** Changes words only where they differ, so that a screen reader hears each thing once. */
const tell = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

const now = () => Date.now();
const boxOf = (place) => place.getBoundingClientRect();
const between = (low, value, high) => Math.max(low, Math.min(value, high));

/** @returns {number} index of the sentence, or word, that is heard at a time; -1 before the first. */
const heardAt = (all, time) => all.findLastIndex(({ start }) => start != null && start <= time + 0.02);

/**
 * Where to begin, once a recording is known: a function from its state to seconds, or to undefined
 * while that place is not made yet.
 * @typedef {(recording: object) => (number | undefined)} Goal
 */

/**
 * @returns {Goal} a place found again by its sentence, which outlives a change of voice and of the text. It may lie
 * past that sentence's end: live sound can be ahead of what is known of it.
 */
const placeGoal = ({ index, text, time, into }) => ({ sentences = [], state }) => {
  const sentence = [sentences[index], ...sentences].find((each) => each?.text === text);
  if (sentence?.end) return sentence.start + into;
  if (state === "ready" || !sentence) return text ? 0 : time;
};

/** @returns {Goal} the beginning of the first sentence that is so. */
const sentenceGoal = (isIt) => ({ sentences = [], state }) => sentences.find(isIt)?.start ?? (state === "ready" ? 0 : undefined);

/** @returns {string} an address of the service that a button reads by. */
const addressOf = (option, path) =>
  new URL(path, new URL(option("service")?.replace(/\/?$/, "/") ?? import.meta.url, document.baseURI)).href;

let sounding = null; // pauses the button that sounds on this page: there is never a second one

/** What a button is and does, once it stands in a page. @returns what the page's coming and going does to it. */
const control = (host, option, english) => {
  const t = (words) => english?.[words] ?? words;
  const address = (path) => addressOf(option, path);

  let state = "idle"; // "idle", "loading", "playing", "paused", "ended" or "failed"
  let article = [];
  let recording = null; // the service's state of it
  let wanted = false; // whether the listener wants sound now
  let goal = null;
  let turn = 0; // counts requests for a recording: only the newest one's answers count
  let sentence = -1; // index of the one that is marked,
  let word = -1; // and of the word in it
  let moved = 0; // when the sound last moved on,
  let heard = 0; // and to which second
  let mends = 0; // how often it was taken up again since
  let answered = 0; // when the service last answered
  let scrolled = 0; // when the reader last scrolled,
  let scrolling = 0; // and when we did
  let dragged = false;
  let timer = 0;
  let channel = null;
  let gone = null; // ends every listener when the element leaves the page

  const key = location.pathname + location.search + option("for");
  const active = () => /loading|playing/.test(state);
  const title = () => article[0]?.text.trim() ?? document.title;
  const sentences = () => recording?.sentences ?? [];
  const current = () => sentences()[sentence] ?? {};

  /** Where this article was left, while nobody listens. */
  const left = () => state === "idle" && remembered("places")[key];

  /** @returns {string} seconds as words: "3 phút 20 giây". */
  const inWords = (seconds) => {
    const whole = Math.round(seconds);
    const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
    return [minutes && `${minutes} ${t("phút")}`, (rest || !minutes) && `${rest} ${t("giây")}`].filter(Boolean).join(" ");
  };

  /** @returns {{time: number, index: number, text: string, into: number}} what is heard now. */
  const placeNow = () => {
    const time = audio.currentTime;
    const index = heardAt(sentences(), time);
    const { text = "", start = time } = sentences()[index] ?? {};
    return { time, index, text, into: time - start };
  };

  // ---- saying

  const say = (words) => tell(status, t(words));

  const emit = (name, detail) => host.dispatchEvent(new CustomEvent(`listen-${name}`, { bubbles: true, composed: true, detail }));

  const enter = (next, words = SAID[next] ?? "") => {
    const changed = state !== next;
    host.state = state = next;
    clearTimeout(timer);
    timer = setTimeout(() => say(words), state === "loading" ? ANNOUNCED_AFTER : 0);
    render();
    if (changed) emit("state", { state });
  };

  const render = () => {
    const place = left();
    const own = host.firstElementChild;
    const idle = state === "idle";
    const failed = state === "failed";
    const link = find(option("next") ?? "[rel=next]");
    const label = option("label") ?? ((!own && host.textContent.trim()) || t("Đọc bài viết"));
    const other = state === "ended" ? t("Nghe lại từ đầu") : place || goal || sound.how ? t("Nghe tiếp") : label;
    const length = 60 * Math.max(1, Math.round(estimate(option) / 60));
    const about = place ? [t("Lần trước bạn nghe đến"), place.time] : [t("Bấm để nghe máy đọc bài này, khoảng"), length];
    tell(main, active() ? t("Tạm dừng") : other);
    main.className = active() ? "main on" : "main";
    main.setAttribute("part", `button ${state}`);
    panel.setAttribute("aria-label", `${t("Nghe bài viết")}: ${title()}`);
    tell(hint, idle && (place || !option("url")) ? `${about[0]} ${inWords(about[1])}.` : "");
    restart.hidden = !place && state !== "paused";
    more.hidden = here.hidden = idle || (failed && !recording);
    slot.hidden = !failed || !own;
    download.hidden = recording?.state !== "ready";
    if (recording) download.href = recording.links.download;
    following.hidden = state !== "ended" || !link; // the next article is offered, and never started
    if (link) {
      following.href = link.href;
      tell(following, `${t("Bài tiếp theo:")} ${link.title || link.textContent.trim()}`);
    }
    float();
  };

  /** While it reads and the panel is out of view, the main button stays within reach. */
  const float = () => {
    const { top, bottom } = boxOf(host);
    const held = state === "paused" && bar.contains(shadow.activeElement);
    bar.classList.toggle("away", (held || active()) && (bottom < 0 || top > innerHeight));
  };

  // ---- starting

  /** Starts or goes on. Browsers want this to be called inside a press. */
  const play = () => {
    wanted = true;
    takeTheFloor();
    const page = readPage(option);
    const same = recording && textOf(page) === textOf(article);
    if (recording && !same) goal ??= placeGoal(placeNow());
    sounds();
    if (same && state !== "failed") to(goal);
    else begin(page);
  };

  const playFrom = (place) => {
    goal = place;
    play();
  };

  /** The second press of a double click means no more than the first. */
  const press = ({ detail }) => {
    const place = left();
    if (detail > 1) return;
    if (wanted) pause();
    else playFrom(place ? placeGoal(place) : goal);
  };

  /** An element that was asked to play inside a press may speak later, when its sound is there. */
  const sounds = () => {
    setSpeed();
    audio.play().catch(({ name }) => name === "NotAllowedError" && pause("Xin bấm lần nữa để nghe."));
  };

  /** Asks for the recording of an article and plays it. */
  const begin = async (page) => {
    const mine = ++turn;
    article = page;
    host.recording = recording = null;
    moved = now();
    if (sound.how) sound.close();
    enter("loading");
    resize();
    position(0);
    watch(mine);
    try {
      take(await request(mine), mine);
      fillVoices();
      await poll(mine);
    } catch (why) {
      if (mine === turn) giveUp(why);
    }
  };

  /** A line that fails is tried again for a while; a service that answers no is not. */
  const request = async (mine) => {
    const [title, ...blocks] = article;
    const url = option("url"); // an article that is not on this page
    const words = url ? { url } : { blocks: blocks.map(({ kind, text }) => ({ kind, text })), title: title?.text };
    const order = posting({ ...words, site: option("site") ?? undefined, voice: choices().voice || option("voice") || undefined });
    for (let tries = 1; ; tries += 1) {
      try {
        return await askJson(address("v1/recordings"), order);
      } catch (why) {
        if (why.code !== "slow" || tries > 4 || mine !== turn) throw why;
        say(SAID.slow);
        await rest(2000);
      }
    }
  };

  const poll = async (mine) => {
    for (let wait = 400; mine === turn && recording.state === "pending"; wait = Math.min(wait * 1.3, 2500)) {
      await rest(wait);
      const answer = await askJson(recording.links.self).catch((why) => why);
      if (answer.code === "missing") throw answer;
      if (answer.links) take(answer, mine);
    }
  };

  const take = (answer, mine) => {
    if (mine !== turn) return;
    if (answer.state === "failed") fail("broken");
    for (const name in answer.links) answer.links[name] &&= address(answer.links[name]);
    host.recording = recording = answer;
    answered = now();
    advance();
    render();
  };

  /** Goes to the goal as soon as the recording reaches there. */
  const advance = () => {
    if (!recording) return;
    const at = goal ? goal(recording) : sound.how ? undefined : 0;
    if (at === undefined || !open(recording, at)) return;
    goal = null;
    if (wanted) sounds();
    show();
  };

  /** @returns {boolean} whether the sound now stands at this time. */
  const open = ({ state, links }, at) => {
    if (sound.seek(at)) return true;
    if (state === "ready") sound.open("file", links.audio, at);
    else if (!wanted) return false;
    else if (canBuffer() && option("no-blob") === null) buffer(links.live, at);
    else if (!at) sound.open("stream", links.live);
    else return false;
    return true;
  };

  const buffer = async (live, at) => {
    const mine = turn;
    try {
      await sound.openBuffer(live, at);
    } catch (why) {
      if (mine !== turn) return;
      if (why.code !== "forbidden") return giveUp(why);
      goal = () => at;
      advance();
    }
  };

  const started = () => {
    if (!wanted) return;
    enter("playing");
    announceToLockScreen();
    const frame = () => {
      if (state !== "playing") return;
      show();
      requestAnimationFrame(frame);
    };
    frame();
  };

  // ---- following

  /** Shows where the sound is: on the slider, and on the page. */
  const show = () => {
    const { time, index, text } = placeNow();
    host.currentTime = time;
    if (!dragged) position(time);
    const at = heardAt(sentences()[index]?.words ?? [], time);
    const stepped = index !== sentence;
    if (!stepped && at === word) return;
    sentence = index;
    word = at;
    paint();
    if (!stepped || index < 0) return;
    save();
    emit("sentence", { index, text });
    const range = marking.checked && now() - scrolled > PATIENCE && rangeNow();
    const box = range && boxOf(range);
    if (box && (box.top < 0 || box.bottom > innerHeight - 90)) scrollTo(box);
  };

  const blockNow = () => blockOf(article, current().block);

  /** @returns {?Range} the place of the sentence that is heard, or of the word in it. */
  const rangeNow = ({ span } = current()) => span && rangeOf(blockNow(), span, option);

  const paint = () => {
    const heardWord = current().words?.[word];
    if (marking.checked) mark(rangeNow(), heardWord && rangeNow(heardWord), blockNow()?.element);
    else mark();
  };

  const scrollTo = ({ top }) => {
    scrolling = now();
    const still = matchMedia("(prefers-reduced-motion:reduce)").matches;
    scrollBy({ top: top - innerHeight / 4, behavior: still ? "instant" : "smooth" });
  };

  /** Brings eyes, and a screen reader, to the sentence that is read. */
  const showPlace = () => {
    const element = blockNow()?.element;
    if (!element) return;
    scrolled = 0;
    scrollTo(boxOf(rangeNow() ?? element));
    if (!element.hasAttribute("tabindex")) {
      element.tabIndex = -1;
      element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
    }
    element.focus({ preventScroll: true });
  };

  // ---- steering

  /** @param {?Goal} place */
  const to = (place) => {
    goal = place;
    moved = now();
    if (wanted) enter("loading");
    advance();
  };

  const seek = (seconds) => to(() => Math.max(0, seconds));

  const step = (by) => {
    const index = between(0, placeNow().index + by, sentences().length - 1);
    to(sentenceGoal((_, i) => i === index));
  };

  /** To the sentence before; more than 2 s into a sentence, to its beginning. */
  const previous = () => step(placeNow().into > 2 ? 0 : -1);
  const next = () => step(1);
  const repeat = () => {
    step(0);
    if (!wanted) play();
  };

  /** Seconds in all: an estimate until the recording is whole. */
  const total = () => recording?.duration ?? Math.max(estimate(option), audio.currentTime);

  /** Shows how far the sound is. Words for ears stay still while the slider has the focus, unless it is moved. */
  const position = (seconds) => {
    const all = total();
    const text = `${inWords(seconds)} ${t("trên")} ${inWords(all)}`;
    slider.max = Math.ceil(all);
    slider.value = seconds;
    tell(time, text);
    if (dragged || shadow.activeElement !== slider) slider.setAttribute("aria-valuetext", text);
  };

  const drag = (going) => {
    const seconds = slider.valueAsNumber;
    dragged = true;
    position(seconds);
    dragged = going;
    if (!going) seek(seconds);
  };

  /** A tap on the text reads from there; links open, and a double click only selects. */
  const tapped = (event) => {
    const { target, clientX, clientY } = event;
    const busy = target.closest("a,button,input,select,textarea,label,summary,[onclick],[role=button]");
    if (busy || state !== "playing" || !article.some((block) => block?.element?.contains(target))) return;
    setTimeout(() => {
      const caret = document.caretPositionFromPoint?.(clientX, clientY) ?? document.caretRangeFromPoint?.(clientX, clientY);
      if (!caret || event.defaultPrevented || !getSelection().isCollapsed) return;
      readFrom([caret.offsetNode ?? caret.startContainer, caret.offset ?? caret.startOffset]);
    }, 300);
  };

  /** @returns {?[Node, number]} the beginning of the text that the reader has selected in the article. */
  const chosen = () => {
    const selection = getSelection();
    if (selection.isCollapsed) return null;
    const { startContainer, startOffset } = selection.getRangeAt(0);
    return rootsOf(option).some((root) => root.contains(startContainer)) ? [startContainer, startOffset] : null;
  };

  const readFrom = (point) => {
    const [at, from] = locate(article, ...point);
    const place = sentenceGoal(({ block, span }) => block > at || (block === at && span[1] > from));
    if (wanted) to(place);
    else playFrom(place);
  };

  const chooseHow = (name, value) => {
    choose(name, value);
    setSpeed();
    paint();
  };

  /** A new source sets the rate back to the default: so both are set. The pitch stays. */
  const setSpeed = () => {
    const rate = +speeds.value || 1;
    Object.assign(audio, { defaultPlaybackRate: rate, playbackRate: rate });
  };

  const fillVoices = async () => {
    if (voices.length > 1) return;
    const known = await askJson(address("v1/voices")).catch(() => ({ voices: [] })); // no list, no choice: the sound is what matters
    voices.append(...known.voices.map(({ id, name }) => new Option(name, id, false, id === choices().voice)));
  };

  const chooseVoice = () => {
    choose("voice", voices.value);
    goal = placeGoal({ ...placeNow(), into: 0 });
    begin(article);
  };

  const sizeNow = () => choices().size ?? 1;

  /** @param {number} by -1 smaller, 0 as the portal has it, +1 larger */
  const chooseSize = (by) => {
    choose("size", by ? between(0, sizeNow() + by, SIZES.length - 1) : 1);
    resize();
  };

  /** The article's text size; and room below, so that the floating button hides nothing that has the focus. */
  const resize = () => {
    const sheets = document.adoptedStyleSheets;
    if (!sheets.includes(sheet)) sheets.push(sheet);
    sheet.replaceSync(`${MARKS}:is(${option("for") ?? "article"}){zoom:${SIZES[sizeNow()]}}html{scroll-padding-bottom:90px}`);
  };

  const report = async () => {
    const told = ask(address(`v1/recordings/${recording.key}/reports`), posting({ sentence: current().index, text: current().text }));
    say(await told.then(() => "Đã báo câu đọc sai. Cảm ơn bạn.", ({ code }) => SAID[code]));
  };

  // ---- pausing, ending, coming back

  /** @param {string} [words] what to say about it. */
  const pause = (words) => {
    if (!wanted) return;
    wanted = false;
    audio.pause();
    save();
    enter("paused", words);
  };

  /** Something else paused the sound: a call, a headphone, the lock screen. It is not started again. */
  const interrupted = () => {
    const { paused, ended, error } = audio;
    if (paused && !ended && !error && sound.how) pause();
  };

  /** The end; or only the end of what had come, where the line was cut. */
  const finished = () => {
    if (recording.state === "pending" || audio.currentTime < recording.duration - 1.5) return mend();
    wanted = false;
    keepPlace(key);
    mark();
    sentence = -1;
    enter("ended");
  };

  const yieldTheFloor = () => pause(ELSEWHERE);

  const takeTheFloor = () => {
    if (sounding !== yieldTheFloor) sounding?.();
    sounding = yieldTheFloor;
    try {
      channel ??= new BroadcastChannel("listen-button");
      channel.onmessage = yieldTheFloor;
      channel.postMessage("");
    } catch {
      // blocked: other tabs are simply not told
    }
  };

  const leave = () => {
    pause();
    channel?.close();
    channel = null;
  };

  const save = () => {
    const place = placeNow();
    if (place.time > 3) keepPlace(key, place);
  };

  const announceToLockScreen = () => {
    const session = navigator.mediaSession;
    if (!globalThis.MediaMetadata || !session) return;
    const artist = find("[property='og:site_name']")?.content ?? location.hostname;
    session.metadata = new MediaMetadata({ title: title(), artist });
    const actions = {
      play,
      pause: () => pause(),
      seekbackward: () => seek(audio.currentTime - 10),
      seekforward: () => seek(audio.currentTime + 10),
      seekto: ({ seekTime }) => seek(seekTime),
      previoustrack: previous,
      nexttrack: next,
    };
    for (const name in actions) session.setActionHandler(name, actions[name]);
    const { playbackRate, currentTime } = audio;
    session.setPositionState?.({ duration: Math.max(total(), currentTime), playbackRate, position: currentTime });
  };

  // ---- failing kindly

  /** Looks twice a second whether the sound that is wanted moves on. */
  const watch = async (mine) => {
    for (; mine === turn; await rest(500)) {
      if (audio.currentTime !== heard) progressed();
      const still = wanted && now() - moved;
      const working = recording?.state === "pending" && now() - answered < PATIENCE;
      if (still > PATIENCE && !working) say(SAID.slow);
      if (still < STUCK_AFTER) continue;
      moved = now() - PATIENCE;
      mend();
    }
  };

  const progressed = () => {
    heard = audio.currentTime;
    moved = now();
    mends = 0;
    if (state === "loading" && audio.readyState > 2) enter("playing");
  };

  /** The sound broke off or stands still: find out why, and take it up where it was. */
  const mend = async () => {
    if (!recording) return; // `request` tries by itself
    const { state, links } = recording;
    const at = audio.currentTime;
    if (state === "pending" && sound.how === "buffer" && !audio.error) return sound.nudge();
    const { code } = state === "pending" ? {} : await askSound(links.audio, { method: "HEAD" }).catch((why) => why);
    if (!wanted || code === "slow" || code === "offline") return;
    if (at) goal ??= () => at;
    mends += state === "ready";
    if (code === "missing" && mends === 1) return begin(article);
    if (code || mends > 5) return giveUp({ code, words: undefined });
    sound.close();
    if (state === "ready") advance(); // else the next state does
  };

  const giveUp = (why) => {
    const { code = "broken", words } = why;
    if (audio.currentTime) goal ??= placeGoal(placeNow());
    turn += 1;
    wanted = false;
    sound.close();
    enter("failed", words || SAID[code === "slow" ? "offline" : code]);
    emit("error", { code });
    if (!("words" in why)) throw why; // a mistake of ours belongs in the console
  };

  const escaped = ({ key }) => {
    if (key === "Escape") pause();
  };

  // ---- the panel

  const button = (words, onclick) => h("button", { textContent: t(words), onclick });
  const sized = (letter, words, by) => h("button", { textContent: letter, "aria-label": `${letter}, ${t(words)}`, onclick: () => chooseSize(by) });
  const { speed = 2, mark: marks = true } = choices();
  const rates = (option("speeds") ?? "0.65 0.8 1 1.25").split(" ");
  const names = ["Rất chậm", "Chậm", "Bình thường", "Nhanh"];
  const sizes = t("Cỡ chữ bài viết");

  const audio = h("audio", {
    preload: "none",
    onplaying: started,
    onwaiting: () => wanted && enter("loading"),
    onpause: interrupted,
    onended: finished,
    onerror: () => wanted && sound.how && mend(),
    ontimeupdate: show,
    onseeked: show,
  });
  const sound = soundOf(audio);
  const main = h("button", { "aria-describedby": "hint", onclick: press });
  const here = button("Đến chỗ đang đọc", showPlace);
  const bar = h("div", { className: "top", part: "bar" }, main, here);
  const hint = h("p", { id: "hint" });
  const restart = button("Nghe từ đầu", () => playFrom(() => 0));
  const status = h("p", { role: "status", part: "status" });
  const slider = h("input", { type: "range", step: 5, "aria-label": t("Vị trí trong bài"), oninput: () => drag(true), onchange: () => drag(false) });
  const time = h("span", { part: "time" });
  const fromChosen = h("button", { textContent: t("Đọc từ chỗ đã chọn"), hidden: true, onclick: () => readFrom(chosen()) });
  const speeds = h("select", { onchange: () => chooseHow("speed", speeds.selectedIndex) }, ...rates.map((rate, i) => new Option(t(names[i]), rate, false, i === speed)));
  const voices = h("select", { onchange: chooseVoice }, new Option(t("Giọng có sẵn"), ""));
  const marking = h("input", { type: "checkbox", checked: marks, onchange: () => chooseHow("mark", marking.checked) });
  const download = h("a", { textContent: t("Tải tệp MP3"), download: "" });
  const options = h("details", {}, h("summary", { textContent: t("Tốc độ, giọng đọc và cỡ chữ") }), h("div", {},
    h("label", {}, t("Tốc độ"), speeds),
    h("label", {}, t("Giọng đọc"), voices),
    h("div", { role: "group", "aria-label": sizes }, h("div", {}, sizes), sized("A−", "chữ nhỏ hơn", -1), sized("A", "chữ vừa", 0), sized("A+", "chữ to hơn", 1)),
    h("label", {}, marking, t("Tô màu câu đang đọc và cuộn theo")),
    button("Báo đọc sai câu này", report),
    download));
  const more = h("div", {},
    h("div", {}, slider, time),
    h("div", {}, button("Câu trước", previous), button("Nghe lại câu này", repeat), button("Câu sau", next), fromChosen),
    options);
  const following = h("a");
  const slot = h("slot");
  const panel = h("section", { part: "panel", lang: english ? "en" : "vi", onkeydown: escaped },
    h("div", {}, bar), hint, restart, status, more, following, slot, audio);

  const sheet = new CSSStyleSheet(); // the page's
  const ours = new CSSStyleSheet();
  const shadow = host.attachShadow({ mode: "open" });
  ours.replaceSync(STYLE);
  shadow.adoptedStyleSheets.push(ours);
  shadow.append(panel);

  const byHand = () => (scrolling = 0);

  /** Listens to the page. */
  const connect = () => {
    gone?.abort();
    gone = new AbortController();
    const { signal } = gone;
    const on = {
      click: tapped,
      selectionchange: () => (fromChosen.hidden = !chosen()),
      scroll: () => {
        if (now() - scrolling > 1200) scrolled = now();
        float();
      },
      wheel: byHand,
      touchmove: byHand,
      pagehide: leave,
      pageshow: render,
      online: () => (moved = 0),
    };
    for (const name in on) addEventListener(name, on[name], { signal, capture: true });
    enter("idle");
    if (choices().size) resize();
  };

  const disconnect = () => {
    pause();
    turn += 1;
    gone.abort();
    mark();
  };

  // What a page may use.
  Object.assign(host, { currentTime: 0, recording, play, pause: () => pause(), seek, previous, repeat, next });
  return [connect, disconnect];
};

// A browser without these keeps what is inside the element: a link that works.
if ([].findLastIndex && AbortSignal.timeout && document.adoptedStyleSheets && !customElements.get("listen-button"))
  customElements.define(
    "listen-button",
    class extends HTMLElement {
      async connectedCallback() {
        const option = (name) => this.getAttribute(name);
        const english = /^en/.test(this.lang) && (await askJson(addressOf(option, "listen-button.en.json")).catch(() => null));
        if (!this.isConnected) return;
        this.control ??= control(this, option, english);
        this.control[0]();
      }

      disconnectedCallback() {
        this.control?.[1]();
      }
    },
  );
