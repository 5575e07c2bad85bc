/**
 * <listen-button for="#article_text">Đọc bài viết</listen-button>
 *
 * One press reads an article aloud; the sentence and the word that are heard are marked on the page,
 * whose own HTML stays as it is. No dependency, no build step. Attributes, events, colours and the
 * API are in docs/listen-button.md.
 *
 *   Collector, Article   the page's text, cut into blocks, and the way back from a block to the page
 *   Marker    marks a sentence and a word, by the CSS Custom Highlight API or by an outline
 *   ask…      the HTTP of the reading service, and its failures
 *   Sound     one <audio>, played from the live stream or from the finished file
 *   Memory    what this browser remembers: choices, and the place in each article
 *   ListenButton   the panel that is seen, and the hand that steers all the others
 */

// ---------------------------------------------------------------- Words

/** Everything that is read or heard by a person: in Vietnamese, and for `lang="en"` in English. */
const WORDS = {
  read: ["Đọc bài viết", "Read aloud"],
  pause: ["Tạm dừng", "Pause"],
  resume: ["Nghe tiếp", "Continue"],
  again: ["Nghe lại từ đầu", "Listen again"],
  restart: ["Nghe từ đầu", "From the start"],
  region: ["Nghe bài viết", "Listen"],
  hint: ["Bấm để nghe máy đọc bài này, khoảng", "Press to hear this article, about"],
  last: ["Lần trước bạn nghe đến", "Last time you listened to"],
  of: ["trên", "of"],
  minutes: ["phút", "min"],
  seconds: ["giây", "s"],
  position: ["Vị trí trong bài", "Position"],
  previous: ["Câu trước", "Previous sentence"],
  repeat: ["Nghe lại câu này", "Repeat sentence"],
  next: ["Câu sau", "Next sentence"],
  here: ["Đến chỗ đang đọc", "Go to the sentence"],
  chosen: ["Đọc từ chỗ đã chọn", "Read from selection"],
  close: ["Đóng", "Close"],
  options: ["Tốc độ, giọng đọc và cỡ chữ", "Speed, voice, text size"],
  speed: ["Tốc độ", "Speed"],
  speeds: ["Rất chậm,Chậm,Bình thường,Nhanh", "Very slow,Slow,Normal,Fast"],
  voice: ["Giọng đọc", "Voice"],
  usual: ["Giọng có sẵn", "Default"],
  size: ["Cỡ chữ bài viết", "Text size"],
  sizes: ["chữ nhỏ hơn,chữ vừa,chữ to hơn", "smaller,normal,larger"],
  mark: ["Tô màu câu đang đọc và cuộn theo", "Mark and follow the sentence"],
  report: ["Báo đọc sai câu này", "Report a wrong reading"],
  reported: ["Đã báo câu đọc sai. Cảm ơn bạn.", "Reported. Thank you."],
  download: ["Tải tệp MP3", "Download MP3"],
  playing: ["Đang đọc bài.", "Reading."],
  paused: ["Đã tạm dừng.", "Paused."],
  elsewhere: ["Đã tạm dừng vì bạn đang nghe ở chỗ khác.", "Paused: you are listening elsewhere."],
  loading: ["Đang chuẩn bị giọng đọc…", "Preparing the voice…"],
  slow: ["Mạng chậm, đang tải tiếp…", "Slow connection, still loading…"],
  ended: ["Đã đọc hết bài.", "The article has ended."],
  upNext: ["Bài tiếp theo:", "Next article:"],
  offline: ["Không có mạng. Xin kiểm tra kết nối rồi bấm lại.", "No connection. Please check it and press again."],
  busy: ["Nhiều người đang nghe, xin chờ một lát rồi bấm lại.", "Many are listening. Please wait and press again."],
  missing: ["Bài này chưa có bản đọc.", "This article has no recording yet."],
  broken: ["Máy đọc gặp lỗi. Xin bấm lại sau một lát.", "The reader failed. Please press again later."],
  refused: ["Xin bấm lần nữa để nghe.", "Please press once more."],
};

// ---------------------------------------------------------------- Article

const SKIPPED = `nav,aside,footer,button,script,style,noscript,template,select,textarea,svg,video,audio,iframe,object,
[hidden],[aria-hidden=true],[role=doc-noteref],.no-read-aloud,.visually-hidden,.sr-only,listen-button`;

/** @returns {string} what a block is on the page, or "" where its parent decides. */
function kindOf(name) {
  if (/^h\d$/.test(name)) return "heading";
  if (/^(li|d[td])$/.test(name)) return "item";
  if (/^t[dh]$/.test(name)) return "cell";
  return /caption$/.test(name) ? "caption" : "";
}

/** Whether a superscript is a footnote mark: the 2 of m² is read, the [2] of a note is not. */
const isFootnote = (element) => element.localName === "sup" && (element.querySelector("a") || /^\s*[[(*†]/.test(element.textContent));

/** @returns {string} the number that the page shows before a list item, "3. "; "" for a bullet. */
function numberOf(item, list) {
  const shown = list.localName === "ol" && /decimal/.test(getComputedStyle(item).listStyleType);
  return shown ? `${list.start + [...list.children].indexOf(item)}. ` : "";
}

/**
 * @typedef {{kind: string, text: string, element: Element, runs: {node: Text, at: number}[]}} Block
 * The text is what the service is sent: the data of the block's text nodes, joined as they are, and
 * "\n" for a line break. A run says at which of its UTF-16 code units a text node begins.
 */
class Collector {
  /** @type {Block[]} */ blocks = [];
  #open = null;
  #number = "";
  #skip;
  #byline;

  constructor(skip, byline) {
    this.#skip = skip;
    this.#byline = byline;
  }

  /** Collects the blocks of an element, in reading order. */
  read(element, kind = kindOf(element.localName) || "paragraph") {
    this.#walk(element, element, kind);
    this.#close();
    return this;
  }

  #walk(parent, element, kind) {
    for (const node of parent.childNodes) {
      if (node.data && node.nodeType === 3) this.#add(node, element, kind);
      else if (node.localName === "br") this.#break();
      else if (node.localName && !node.matches(this.#skip)) this.#enter(node, element, kind);
    }
  }

  #enter(node, element, kind) {
    const { display, visibility } = getComputedStyle(node);
    if (display === "none" || visibility === "hidden" || isFootnote(node)) return;
    if (/^(inline|contents|ruby)/.test(display)) return this.#walk(node, element, kind);
    this.#close();
    this.#number = numberOf(node, element) || this.#number;
    this.read(node, this.#byline && node.matches(this.#byline) ? "byline" : kindOf(node.localName) || kind);
  }

  #add(node, element, kind) {
    if (!this.#open) {
      if (!node.data.trim()) return;
      this.#open = { kind, element, text: this.#number, runs: [] };
      this.#number = "";
    }
    this.#open.runs.push({ node, at: this.#open.text.length });
    this.#open.text += node.data;
  }

  /** One line break is a space of a kind, two begin a new block. */
  #break() {
    if (/\n\s*$/.test(this.#open?.text)) this.#close();
    else if (this.#open) this.#open.text += "\n";
  }

  #close() {
    if (this.#open) this.blocks.push(this.#open);
    this.#open = null;
  }
}

class Article {
  /** @type {Block[]} */ blocks = [];
  /** @type {?Block} */ title = null;
  #option;

  /** @param {(name: string) => ?string} option an attribute of the button. */
  constructor(option) {
    this.#option = option;
  }

  /** @returns {Element[]} what `for` names; else the page's article, or its main part. */
  get roots() {
    const named = document.querySelectorAll(this.#option("for") ?? "article");
    return named.length ? [...named] : [document.querySelector("main") ?? document.body];
  }

  /** @returns {string} every word of it: two articles with the same text are the same article. */
  get text() {
    return [this.title, ...this.blocks].map((block) => block?.text).join("\n");
  }

  /** @returns {number} an estimate of its length in seconds, at 200 words a minute. */
  get estimate() {
    return 0.3 * this.roots.map((root) => root.textContent).join(" ").split(/\s+/).length;
  }

  /** Reads the page as it is now. */
  read() {
    const byline = this.#option("byline-selector");
    const collector = new Collector([SKIPPED, this.#option("skip") ?? []].flat().join(), byline);
    const { roots } = this;
    for (const root of roots) collector.read(root);
    const author = byline && document.querySelector(byline);
    if (author && !roots.some((root) => root.contains(author))) collector.read(author, "byline");
    this.blocks = collector.blocks;
    this.#readTitle();
    return this;
  }

  #readTitle() {
    const element = document.querySelector(this.#option("title-selector") ?? "h1");
    const text = document.querySelector("[property='og:title']")?.content ?? document.title;
    const shown = element && new Collector(SKIPPED).read(element).blocks[0];
    this.title = shown ?? (text ? { text, runs: [] } : null);
  }

  /**
   * @param {?number} index of the block; null for the title
   * @param {[number, number]} span in UTF-16 code units of the block's text
   * @returns {?Range} its place on the page; null where the portal has changed that text.
   */
  range(index, [from, to]) {
    const block = this.#fresh(this.block(index));
    if (!block?.runs.length) return null;
    const range = document.createRange();
    const point = (offset, at) => {
      const run = block.runs.findLast((each) => each.at <= at) ?? block.runs[0];
      return [run.node, Math.max(0, Math.min(offset - run.at, run.node.length))];
    };
    range.setStart(...point(from, from));
    range.setEnd(...point(to, to - 1));
    return range;
  }

  /** @returns {?[number, number]} block and offset of the first text at or after a point of the page. */
  locate(node, offset) {
    const point = document.createRange();
    point.setStart(node, offset);
    for (const [index, { runs }] of this.blocks.entries()) {
      const run = runs.find((each) => each.node.isConnected && point.comparePoint(each.node, each.node.length) >= 0);
      if (run) return [index, run.at + (run.node === node ? offset : 0)];
    }
    return null;
  }

  /** @returns {?Block} */
  block(index) {
    return index === null ? this.title : this.blocks[index];
  }

  /** The block, bound to the page's present text nodes; null where its text is no longer there. */
  #fresh(block) {
    if (!block || block.runs.every(({ node, at }) => node.isConnected && block.text.startsWith(node.data, at))) return block;
    const now = new Article(this.#option).read();
    const same = [now.title, ...now.blocks].find((other) => other?.text === block.text);
    return same ? Object.assign(block, same) : null;
  }
}

// ---------------------------------------------------------------- Marker

const MARKS = `
::highlight(listen-sentence){background:var(--listen-mark,#fff0a8);color:#111}
::highlight(listen-word){background:var(--listen-word,#ffcf3f);color:#111}
@media (forced-colors:active){::highlight(listen-word){background:Highlight;color:HighlightText}}
.listen-here{outline:3px solid;outline-offset:4px}`;

class Marker {
  #outlined = null;
  #sheet = new CSSStyleSheet();

  /** Styles the page itself without touching its HTML, under any CSP. */
  style(rules) {
    this.#sheet.replaceSync(MARKS + rules);
    const sheets = document.adoptedStyleSheets;
    if (!sheets.includes(this.#sheet)) document.adoptedStyleSheets = [...sheets, this.#sheet];
  }

  /** Marks a sentence and the word in it, or nothing; a browser without highlights outlines the block. */
  show(sentence, word, element) {
    if (!globalThis.Highlight) return this.#outline(element);
    this.#set("listen-sentence", sentence, 0);
    this.#set("listen-word", word, 1);
  }

  #set(name, range, priority) {
    if (range) CSS.highlights.set(name, Object.assign(new Highlight(range), { priority }));
    else CSS.highlights.delete(name);
  }

  #outline(element) {
    const old = this.#outlined;
    this.#outlined = element;
    if (old === element) return;
    old?.classList.remove("listen-here");
    if (!old?.className) old?.removeAttribute("class");
    element?.classList.add("listen-here");
  }
}

// ---------------------------------------------------------------- Service

/** Why there is no sound. `code` chooses the words; `words` are the service's own, if it gave some. */
const failure = (code, words) => Object.assign(new Error(code), { code, words });

/** Asks, without cookies. @throws a failure for whatever is not the answer that was asked for. */
async function ask(address, options) {
  const answer = await fetch(address, { credentials: "omit", signal: AbortSignal.timeout(20000), ...options }).catch(() => {
    throw failure(navigator.onLine ? "slow" : "offline");
  });
  const { status, ok } = answer;
  if (ok) return answer;
  if (status === 404) throw failure("missing");
  if (status === 429 || status === 503) throw failure("busy");
  throw failure("broken", (await answer.json().catch(() => ({}))).detail);
}

/** @throws a failure for an answer that is no sound, such as a web page with status 200. */
async function askSound(address, options) {
  const answer = await ask(address, options);
  if (/^audio/.test(answer.headers.get("Content-Type"))) return answer;
  throw failure("broken");
}

/** @returns {Promise<object>} the JSON that is there. */
const askJson = async (address, options) =>
  (await ask(address, options)).json().catch(() => {
    throw failure("broken");
  });

const posting = (body) => ({ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

// ---------------------------------------------------------------- Sound

const heard = (target, name) => new Promise((done) => target.addEventListener(name, done, { once: true }));
const rest = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** One <audio>. Live sound goes in through Media Source where the browser has it: 2 kB are enough to start. */
class Sound {
  static #blobs = true; // until a page's CSP has forbidden them

  /** How it is played: "" not at all, "buffer" live by Media Source, "stream" live as it is, "file". */
  how = "";
  #stop = new AbortController();
  #reading = null;

  constructor(audio) {
    this.audio = audio;
  }

  /** Whether live sound can be moved about in. */
  static get canBuffer() {
    return Sound.#blobs && globalThis.MediaSource?.isTypeSupported("audio/mpeg");
  }

  get time() {
    return this.audio.currentTime;
  }

  /** Plays from an address: "file" from any time, "stream" from its beginning. */
  open(how, address, at) {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.how = how;
    this.audio.src = address;
    if (at) this.audio.currentTime = at;
  }

  /** Plays while it is being made. @throws a failure of the service, or "forbidden" where no blob may be played. */
  async openBuffer(address, at) {
    const source = new MediaSource();
    const local = URL.createObjectURL(source);
    this.open("buffer", local, at);
    const { signal } = this.#stop;
    const { type } = await Promise.race([heard(source, "sourceopen"), heard(this.audio, "error")]);
    URL.revokeObjectURL(local);
    if (signal.aborted) return;
    if (type === "sourceopen") return this.#fill(source, address, signal);
    Sound.#blobs = false;
    this.how = "";
    throw failure("forbidden");
  }

  /** @returns {boolean} whether it could be moved there; a plain stream cannot be moved in. */
  seek(at) {
    const can = this.how === "file" || this.how === "buffer";
    if (can) this.audio.currentTime = at;
    return can;
  }

  /** Nothing has come for long: asks again for what is missing. */
  nudge() {
    this.#reading?.abort();
  }

  close() {
    this.#stop.abort();
    this.how = "";
    this.audio.pause();
    this.audio.removeAttribute("src");
  }

  /** Moves the live stream into the buffer. A line that is cut is taken up again where it broke off. */
  async #fill(source, address, signal) {
    const buffer = source.addSourceBuffer("audio/mpeg");
    for (let bytes = 0; !signal.aborted; ) {
      try {
        for await (const fresh of this.#missing(address, bytes, signal)) {
          await this.#append(buffer, fresh, signal);
          bytes += fresh.length;
        }
        return source.endOfStream();
      } catch (error) {
        if ("words" in error && error.code !== "slow") throw error;
        await rest(1500);
      }
    }
  }

  /** The stream's bytes after those that are here already. */
  async *#missing(address, known, signal) {
    this.#reading = new AbortController();
    signal.onabort = () => this.nudge();
    const answer = await askSound(address, { signal: this.#reading.signal });
    for (const reader = answer.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return;
      if (value.length > known) yield value.subarray(known);
      known = Math.max(0, known - value.length);
    }
  }

  async #append(buffer, bytes, signal) {
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
}

// ---------------------------------------------------------------- Memory

/** Local storage, or nothing where it is blocked: everything works without it. */
class Memory {
  #key;

  constructor(key) {
    this.#key = key;
  }

  /** @returns {{speed?: number, voice?: string, size?: number, mark?: boolean}} */
  get choices() {
    return this.#read("choices");
  }

  choose(name, value) {
    this.#write("choices", { ...this.choices, [name]: value });
  }

  /** @returns {?{time: number, index: number, text: string, into: number}} where this article was left. */
  get place() {
    return this.#read("places")[this.#key];
  }

  /** Keeps the places in the last 50 articles. */
  set place(place) {
    const { [this.#key]: _, ...others } = this.#read("places");
    const kept = Object.entries(others).slice(-49);
    this.#write("places", Object.fromEntries(place ? [...kept, [this.#key, place]] : kept));
  }

  #read(name) {
    try {
      return JSON.parse(localStorage[`listen-button.${name}`]);
    } catch {
      return {};
    }
  }

  #write(name, value) {
    try {
      localStorage[`listen-button.${name}`] = JSON.stringify(value);
    } catch {
      // storage is blocked or full: this visit is simply not remembered
    }
  }
}

// ---------------------------------------------------------------- ListenButton

/* System colours follow the page's own colour scheme, dark or light, and forced colours. */
const STYLE = `
:host{display:block;margin:1em 0}
:host([hidden]),[hidden],#hint:empty{display:none!important}
*{box-sizing:border-box;margin:0;font:inherit;max-width:100%}
section,.top{background:var(--listen-paper,Canvas);color:var(--listen-ink,CanvasText)}
section{font-size:max(18px,1em);font-weight:400;line-height:1.4;text-align:start;text-indent:0;text-transform:none;white-space:normal;
border:1px solid;border-radius:12px;padding:12px;overflow-wrap:anywhere}
section,div,label{display:flex;flex-wrap:wrap;gap:10px;align-items:center}
section>:not(button),div>div,details{flex:1 0 100%}
.top{min-height:64px}
.away{position:fixed;inset:auto 0 0;z-index:99999;padding:10px;justify-content:center;border-top:2px solid}
button,select,summary,a,label{min-height:48px;padding:8px 16px;border-radius:8px;color:inherit;cursor:pointer}
button,select{background:var(--listen-paper,Canvas);border:2px solid}
label{flex-wrap:nowrap;padding:0}
select{min-width:0}
a{line-height:32px}
summary{display:list-item;align-content:center}
details>div{margin-top:10px}
.main{display:flex;align-items:center;gap:12px;min-height:64px;padding:8px 24px;font-weight:700;font-size:1.2em;
color:var(--listen-on-accent,#fff);background:var(--listen-accent,#0b4f8a)}
.main:before{content:"";width:1em;height:1em;background:currentColor;forced-color-adjust:none;clip-path:polygon(10% 0,100% 50%,10% 100%)}
.on:before{clip-path:polygon(0 0,35% 0,35% 100%,65% 100%,65% 0,100% 0,100% 100%,0 100%)}
[type=range]{flex:1 1 200px;min-height:48px;min-width:0}
[type=checkbox]{width:28px;height:28px}
:focus-visible{outline:3px solid;outline-offset:2px}
@media print{:host{display:none}}`;

const SIZES = [0.85, 1, 1.2, 1.4, 1.7, 2];
const ANNOUNCED_AFTER = 200; // ms without sound before "Đang chuẩn bị…" is said
const SLOW_AFTER = 6000; // ms without progress before the listener is told
const STUCK_AFTER = 10000; // ms without progress before it is tried anew
const SCROLL_REST = 6000; // ms since the reader scrolled before the page follows again

/** Builds an element: no innerHTML, so Trusted Types have nothing to object to. */
function h(name, properties, ...children) {
  const element = document.createElement(name);
  for (const key in properties) {
    if (key in element) element[key] = properties[key];
    else element.setAttribute(key, properties[key]);
  }
  element.append(...children);
  return element;
}

/** Changes words only where they differ, so that a screen reader hears each thing once. */
function tell(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Where to begin, once a recording is known: a function from its state to seconds, or to undefined
 * while that place is not made yet.
 * @typedef {(recording: object) => (number | undefined)} Goal
 */

/** @returns {Goal} a place found again by its sentence, which outlives a change of voice and of the text. */
const placeGoal = ({ index, text, time, into }) => ({ sentences = [], state }) => {
  const sentence = [sentences[index], ...sentences].find((each) => each?.text === text);
  if (sentence?.end) return Math.min(sentence.start + into, sentence.end);
  if (state === "ready" || !sentence) return text ? 0 : time;
};

/** @returns {Goal} the beginning of the first sentence that is so. */
const sentenceGoal = (isIt) => ({ sentences = [], state }) => sentences.find(isIt)?.start ?? (state === "ready" ? 0 : undefined);

class ListenButton extends HTMLElement {
  static #sounding = null; // the button that sounds on this page: there is never a second one

  #words;
  #audio = h("audio", { preload: "none" });
  #sound = new Sound(this.#audio);
  #memory;
  #marker = new Marker();
  #option = (name) => this.getAttribute(name);
  #article = new Article(this.#option);

  #state = "idle";
  #wanted = false; // whether the listener wants sound now
  #goal = null;
  #recording = null;
  #turn = 0; // counts requests for a recording: only the newest one's answers count
  #sentence = -1; // index of the one that is marked,
  #word = -1; // and of the word in it
  #moved = 0; // when the sound last moved on,
  #heard = 0; // and to which second
  #mends = 0; // how often it was taken up again since
  #answered = 0; // when the service last answered
  #scrolled = 0; // when the reader last scrolled,
  #scrolling = 0; // and when we did
  #dragged = false;
  #timer = 0;
  #channel = null;
  #gone = null; // ends every listener when the element leaves the page

  #top; #main; #here; #hint; #status; #restart; #more; #range; #time; #fromChosen; #speed; #voices; #mark; #download; #next; #slot; #panel;

  connectedCallback() {
    if (!this.shadowRoot) this.#build();
    this.#gone = new AbortController();
    this.#listen(this.#gone.signal);
    this.#enter("idle");
    if (this.#memory.choices.size) this.#resize();
  }

  disconnectedCallback() {
    this.pause();
    this.#turn += 1;
    this.#gone.abort();
    this.#marker.show();
  }

  // ---- what a page may use

  /** "idle", "loading", "playing", "paused", "ended" or "failed". */
  get state() {
    return this.#state;
  }

  /** The service's state of the recording that is played, or null. */
  get recording() {
    return this.#recording;
  }

  /** Seconds heard. */
  get currentTime() {
    return this.#audio.currentTime;
  }

  /** Starts or goes on. Browsers want this to be called inside a press. */
  play() {
    this.#wanted = true;
    this.#takeTheFloor();
    const now = new Article(this.#option).read();
    const same = this.#recording && now.text === this.#article.text;
    if (this.#recording && !same) this.#goal ??= placeGoal(this.#place);
    this.#play();
    if (same && this.#state !== "failed") this.#to(this.#goal);
    else this.#begin(now);
  }

  /** @param {string} [status] what to say about it. */
  pause(status) {
    if (!this.#wanted) return;
    this.#wanted = false;
    this.#audio.pause();
    this.#save();
    this.#enter("paused", status);
  }

  /** @param {number} seconds from the beginning. */
  seek(seconds) {
    this.#to(() => Math.max(0, seconds));
  }

  /** To the sentence before; more than 2 s into a sentence, to its beginning. */
  previous() {
    this.#step(this.#place.into > 2 ? 0 : -1);
  }

  next() {
    this.#step(1);
  }

  repeat() {
    this.#step(0);
    if (!this.#wanted) this.play();
  }

  // ---- the panel

  #build() {
    this.#memory = new Memory(location.pathname + location.search + this.#option("for"));
    const english = /^en/.test(this.lang);
    const words = (this.#words = Object.fromEntries(Object.entries(WORDS).map(([name, both]) => [name, both[+english]])));
    const button = (name, onclick) => h("button", { type: "button", textContent: words[name], onclick });
    this.#panel = h("section", { part: "panel", lang: english ? "en" : "vi" },
      h("div", {},
        (this.#top = h("div", { className: "top", part: "bar" }, (this.#main = button("read", (event) => this.#press(event))), (this.#here = button("here", () => this.#showPlace()))))),
      (this.#hint = h("p", { id: "hint" })),
      (this.#restart = button("restart", () => this.#playFrom(() => 0))),
      (this.#status = h("p", { role: "status", part: "status" })),
      (this.#more = h("div", {},
        h("div", {},
          (this.#range = h("input", { type: "range", step: 5, "aria-label": words.position, oninput: () => this.#drag(true), onchange: () => this.#drag(false) })),
          (this.#time = h("span", { part: "time" }))),
        h("div", {}, button("previous", () => this.previous()), button("repeat", () => this.repeat()), button("next", () => this.next()),
          (this.#fromChosen = button("chosen", () => this.#readFrom(this.#chosen)))),
        this.#buildOptions(words, button))),
      (this.#next = h("a")),
      (this.#slot = h("slot")),
      this.#audio);
    this.#main.setAttribute("aria-describedby", "hint");
    this.#fromChosen.hidden = true;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    const shadow = this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(this.#panel);
  }

  #buildOptions(words, button) {
    const { speed = 2, mark = true } = this.#memory.choices;
    const rates = (this.#option("speeds") ?? "0.65 0.8 1 1.25").split(" ");
    const names = words.speeds.split(",");
    this.#speed = h("select", { onchange: () => this.#choose("speed", this.#speed.selectedIndex) }, ...rates.map((rate, i) => new Option(names[i], rate, false, i === speed)));
    this.#voices = h("select", { onchange: () => this.#chooseVoice() }, new Option(words.usual, ""));
    this.#mark = h("input", { type: "checkbox", checked: mark, onchange: () => this.#choose("mark", this.#mark.checked) });
    this.#download = h("a", { textContent: words.download, download: "" });
    const sizes = words.sizes.split(",").map((name, i) => {
      const size = button("", () => this.#chooseSize(i - 1));
      size.append(["A−", "A", "A+"][i]);
      size.setAttribute("aria-label", `${size.textContent}, ${name}`);
      return size;
    });
    return h("details", {}, h("summary", { textContent: words.options }), h("div", {},
      h("label", {}, words.speed, this.#speed), h("label", {}, words.voice, this.#voices),
      h("div", { role: "group", "aria-label": words.size }, h("div", { textContent: words.size }), ...sizes),
      h("label", {}, this.#mark, words.mark), button("report", () => this.#report()), this.#download));
  }

  #listen(signal) {
    const on = (target, names, does, capture) =>
      names.split(" ").forEach((name) => target.addEventListener(name, does, { signal, capture, passive: true }));
    const scrolled = () => {
      if (Date.now() - this.#scrolling > 1200) this.#scrolled = Date.now();
      this.#float();
    };
    on(this.#audio, "playing", () => this.#started());
    on(this.#audio, "waiting", () => this.#wanted && this.#enter("loading"));
    on(this.#audio, "pause", () => this.#interrupted());
    on(this.#audio, "ended", () => this.#finished());
    on(this.#audio, "error", () => this.#wanted && this.#sound.how && this.#mend());
    on(this.#audio, "timeupdate seeked", () => this.#show());
    on(document, "click", (event) => this.#tapped(event));
    on(document, "selectionchange", () => (this.#fromChosen.hidden = !this.#chosen));
    on(document, "scroll", scrolled, true);
    on(document, "wheel touchmove", () => (this.#scrolling = 0));
    on(window, "pagehide", () => this.#leave());
    on(window, "pageshow", () => this.#render());
    on(window, "online", () => (this.#moved = 0));
    on(this.shadowRoot, "keydown", ({ key }) => key === "Escape" && this.pause());
  }

  #enter(state, status = this.#words[state] ?? "") {
    const changed = state !== this.#state;
    this.#state = state;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#say(status), state === "loading" ? ANNOUNCED_AFTER : 0);
    this.#render();
    if (changed) this.#emit("state", { state });
  }

  #say(words) {
    tell(this.#status, words);
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`listen-${name}`, { bubbles: true, composed: true, detail }));
  }

  #render() {
    const [words, state, recording] = [this.#words, this.#state, this.#recording];
    const place = state === "idle" && this.#memory.place;
    const active = /loading|playing/.test(state);
    const label = this.#option("label") ?? ((!this.firstElementChild && this.textContent.trim()) || words.read);
    const other = state === "ended" ? words.again : place || this.#goal || this.#sound.how ? words.resume : label;
    tell(this.#main, active ? words.pause : other);
    this.#main.className = active ? "main on" : "main";
    this.#main.setAttribute("part", `button ${state}`);
    this.#panel.setAttribute("aria-label", `${words.region}: ${this.#article.title?.text.trim() ?? document.title}`);
    const hint = place ? `${words.last} ${this.#inWords(place.time)}.` : `${words.hint} ${this.#inWords(60 * Math.max(1, Math.round(this.#article.estimate / 60)))}.`;
    tell(this.#hint, state === "idle" ? hint : "");
    this.#restart.hidden = !place && state !== "paused";
    this.#more.hidden = this.#here.hidden = state === "idle" || (state === "failed" && !recording);
    this.#slot.hidden = state !== "failed" || !this.firstElementChild;
    this.#download.hidden = recording?.state !== "ready";
    if (recording) this.#download.href = recording.links.audio;
    this.#offerNext(state);
    this.#float();
  }

  /** The next article is offered at the end, and never started. */
  #offerNext(state) {
    const link = document.querySelector(this.#option("next") ?? "[rel=next]");
    this.#next.hidden = state !== "ended" || !link;
    if (!link) return;
    this.#next.href = link.href;
    tell(this.#next, `${this.#words.upNext} ${link.title || link.textContent.trim()}`);
  }

  /** While it reads and the panel is out of view, the main button stays within reach. */
  #float() {
    const { top, bottom } = this.getBoundingClientRect();
    const held = this.#state === "paused" && this.#top.contains(this.shadowRoot.activeElement);
    const used = held || /loading|playing/.test(this.#state);
    this.#top.classList.toggle("away", used && (bottom < 0 || top > innerHeight));
  }

  /** @returns {string} seconds as words: "3 phút 20 giây". */
  #inWords(seconds) {
    const whole = Math.round(seconds);
    const [minutes, left] = [Math.floor(whole / 60), whole % 60];
    const words = [minutes && `${minutes} ${this.#words.minutes}`, (left || !minutes) && `${left} ${this.#words.seconds}`];
    return words.filter(Boolean).join(" ");
  }

  // ---- starting

  /** The second press of a double click means no more than the first. */
  #press({ detail }) {
    const { place } = this.#memory;
    if (detail > 1) return;
    if (this.#wanted) this.pause();
    else this.#playFrom(this.#state === "idle" && place ? placeGoal(place) : this.#goal);
  }

  #playFrom(goal) {
    this.#goal = goal;
    this.play();
  }

  /** An element that was asked to play inside a press may speak later, when its sound is there. */
  #play() {
    this.#setSpeed();
    this.#audio.play().catch(({ name }) => name === "NotAllowedError" && this.pause(this.#words.refused));
  }

  /** Asks for the recording of an article and plays it. */
  async #begin(article) {
    const turn = ++this.#turn;
    this.#article = article;
    this.#recording = null;
    this.#moved = Date.now();
    if (this.#sound.how) this.#sound.close();
    this.#enter("loading");
    this.#resize();
    this.#position(0);
    this.#watch(turn);
    try {
      this.#take(await this.#ask(turn), turn);
      this.#fillVoices();
      await this.#poll(turn);
    } catch (why) {
      if (turn === this.#turn) this.#fail(why);
    }
  }

  #address(path) {
    const base = new URL(this.#option("service") ?? new URL(".", import.meta.url), document.baseURI);
    return new URL(path, base.href.replace(/\/?$/, "/")).href;
  }

  /** A line that fails is tried again for a while; a service that answers no is not. */
  async #ask(turn) {
    const { blocks, title } = this.#article;
    const url = this.#option("url"); // an article that is not on this page
    const words = url ? { url } : { blocks: blocks.map(({ kind, text }) => ({ kind, text })), title: title?.text };
    const article = { ...words, site: this.#option("site") ?? undefined, voice: this.#voice };
    for (let tries = 1; ; tries += 1) {
      try {
        return await askJson(this.#address("v1/recordings"), posting(article));
      } catch (why) {
        if (why.code !== "slow" || tries > 4 || turn !== this.#turn) throw why;
        this.#say(this.#words.slow);
        await rest(2000);
      }
    }
  }

  async #poll(turn) {
    for (let wait = 400; turn === this.#turn && this.#recording.state === "pending"; wait = Math.min(wait * 1.3, 2500)) {
      await rest(wait);
      const state = await askJson(this.#recording.links.self).catch((why) => why);
      if (state.code === "missing") throw state;
      if (state.links) this.#take(state, turn);
    }
  }

  #take(recording, turn) {
    if (turn !== this.#turn) return;
    const { state, links } = recording;
    if (state === "failed") throw failure("broken");
    for (const name in links) links[name] = this.#address(links[name]);
    this.#recording = recording;
    this.#answered = Date.now();
    this.#advance();
    this.#render();
  }

  /** Goes to the goal as soon as the recording reaches there. */
  #advance() {
    const recording = this.#recording;
    if (!recording) return;
    const at = this.#goal ? this.#goal(recording) : this.#sound.how ? undefined : 0;
    if (at === undefined || !this.#open(recording, at)) return;
    this.#goal = null;
    if (this.#wanted) this.#play();
    this.#show();
  }

  /** @returns {boolean} whether the sound now stands at this time. */
  #open({ state, links }, at) {
    const canBuffer = Sound.canBuffer && !this.hasAttribute("no-blob");
    if (this.#sound.seek(at)) return true;
    if (state === "ready") this.#sound.open("file", links.audio, at);
    else if (!this.#wanted) return false;
    else if (canBuffer) this.#buffer(links.live, at);
    else if (!at) this.#sound.open("stream", links.live);
    else return false;
    return true;
  }

  async #buffer(address, at) {
    const turn = this.#turn;
    try {
      await this.#sound.openBuffer(address, at);
    } catch (why) {
      if (turn !== this.#turn) return;
      if (why.code !== "forbidden") return this.#fail(why);
      this.#goal = () => at;
      this.#advance();
    }
  }

  #started() {
    if (!this.#wanted) return;
    this.#enter("playing");
    this.#announceToLockScreen();
    const frame = () => {
      if (this.#state !== "playing") return;
      this.#show();
      requestAnimationFrame(frame);
    };
    frame();
  }

  // ---- following

  get #sentences() {
    return this.#recording?.sentences ?? [];
  }

  /** @returns {{time: number, index: number, text: string, into: number}} what is heard now. */
  get #place() {
    const time = this.currentTime;
    const index = this.#sentences.findLastIndex(({ start }) => start != null && start <= time + 0.02);
    const { text = "", start = time } = this.#sentences[index] ?? {};
    return { time, index, text, into: time - start };
  }

  /** Shows where the sound is: on the slider, and on the page. */
  #show() {
    const { time, index, text } = this.#place;
    if (!this.#dragged) this.#position(time);
    const word = this.#sentences[index]?.words?.findLastIndex(({ start }) => start <= time + 0.02) ?? -1;
    const stepped = index !== this.#sentence;
    if (!stepped && word === this.#word) return;
    this.#sentence = index;
    this.#word = word;
    this.#paint();
    if (!stepped || index < 0) return;
    this.#save();
    this.#emit("sentence", { index, text });
    const box = this.#mark.checked && Date.now() - this.#scrolled > SCROLL_REST && this.#rangeOf()?.getBoundingClientRect();
    if (box && (box.top < 0 || box.bottom > innerHeight - 90)) this.#scrollTo(box);
  }

  /** @returns {?Range} the place of the sentence that is heard, or of the word in it. */
  #rangeOf(word) {
    const { block, span } = this.#sentences[this.#sentence] ?? {};
    return span && this.#article.range(block, word ? word.span : span);
  }

  #paint() {
    const { block, words } = this.#sentences[this.#sentence] ?? {};
    const word = words?.[this.#word];
    if (this.#mark.checked) this.#marker.show(this.#rangeOf(), word && this.#rangeOf(word), this.#article.block(block)?.element);
    else this.#marker.show();
  }

  #scrollTo({ top }) {
    this.#scrolling = Date.now();
    const still = matchMedia("(prefers-reduced-motion:reduce)").matches;
    scrollBy({ top: top - innerHeight / 4, behavior: still ? "instant" : "smooth" });
  }

  /** Brings eyes, and a screen reader, to the sentence that is read. */
  #showPlace() {
    const element = this.#article.block(this.#sentences[this.#sentence]?.block)?.element;
    if (!element) return;
    this.#scrolled = 0;
    this.#scrollTo((this.#rangeOf() ?? element).getBoundingClientRect());
    if (!element.hasAttribute("tabindex")) {
      element.tabIndex = -1;
      element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
    }
    element.focus({ preventScroll: true });
  }

  // ---- steering

  /** @param {?Goal} goal */
  #to(goal) {
    this.#goal = goal;
    this.#moved = Date.now();
    if (this.#wanted) this.#enter("loading");
    this.#advance();
  }

  #step(by) {
    const index = Math.max(0, Math.min(this.#place.index + by, this.#sentences.length - 1));
    this.#to(sentenceGoal((_, i) => i === index));
  }

  /** Seconds in all: an estimate until the recording is whole. */
  get #total() {
    return this.#recording?.duration ?? Math.max(this.#article.estimate, this.currentTime);
  }

  /** Shows how far the sound is. Words for ears stay still while the slider has the focus, unless it is moved. */
  #position(time) {
    const [range, total] = [this.#range, this.#total];
    const text = `${this.#inWords(time)} ${this.#words.of} ${this.#inWords(total)}`;
    range.max = Math.ceil(total);
    range.value = time;
    tell(this.#time, text);
    if (this.#dragged || this.shadowRoot.activeElement !== range) range.setAttribute("aria-valuetext", text);
  }

  #drag(going) {
    const time = this.#range.valueAsNumber;
    this.#dragged = true;
    this.#position(time);
    this.#dragged = going;
    if (!going) this.seek(time);
  }

  /** A tap on the text reads from there; links open, and a double click only selects. */
  #tapped({ target, defaultPrevented, clientX, clientY }) {
    const busy = defaultPrevented || target.closest("a,button,input,select,textarea,label,summary,[onclick],[role=button]");
    if (busy || this.#state !== "playing" || !this.#article.blocks.some(({ element }) => element.contains(target))) return;
    setTimeout(() => {
      const caret = document.caretPositionFromPoint?.(clientX, clientY) ?? document.caretRangeFromPoint?.(clientX, clientY);
      if (caret && getSelection().isCollapsed) this.#readFrom([caret.offsetNode ?? caret.startContainer, caret.offset ?? caret.startOffset]);
    }, 300);
  }

  /** @returns {?[Node, number]} the beginning of the text that the reader has selected in the article. */
  get #chosen() {
    const selection = getSelection();
    if (selection.isCollapsed) return null;
    const { startContainer, startOffset } = selection.getRangeAt(0);
    return this.#article.roots.some((root) => root.contains(startContainer)) ? [startContainer, startOffset] : null;
  }

  #readFrom(point) {
    const [at, from] = this.#article.locate(...point) ?? [];
    const goal = sentenceGoal(({ block, span }) => block > at || (block === at && span[1] > from));
    if (this.#wanted) this.#to(goal);
    else this.#playFrom(goal);
  }

  #choose(name, value) {
    this.#memory.choose(name, value);
    this.#setSpeed();
    this.#paint();
  }

  /** A new source sets the rate back to the default: so both are set. The pitch stays. */
  #setSpeed() {
    const rate = Number(this.#speed.value) || 1;
    Object.assign(this.#audio, { preservesPitch: true, defaultPlaybackRate: rate, playbackRate: rate });
  }

  get #voice() {
    return this.#memory.choices.voice || this.#option("voice") || undefined;
  }

  async #fillVoices() {
    if (this.#voices.length > 1) return;
    const { voices } = await askJson(this.#address("v1/voices")).catch(() => ({ voices: [] })); // no list, no choice: the sound is what matters
    this.#voices.append(...voices.map(({ id, name }) => new Option(name, id, false, id === this.#memory.choices.voice)));
  }

  #chooseVoice() {
    this.#memory.choose("voice", this.#voices.value);
    this.#goal = placeGoal({ ...this.#place, into: 0 });
    this.#begin(this.#article);
  }

  /** @param {number} step -1 smaller, 0 as the portal has it, +1 larger */
  #chooseSize(step) {
    const size = this.#memory.choices.size ?? 1;
    this.#memory.choose("size", step ? Math.max(0, Math.min(size + step, SIZES.length - 1)) : 1);
    this.#resize();
  }

  /** The article's text size; and room below, so that the floating button hides nothing that has the focus. */
  #resize() {
    this.#marker.style(`:is(${this.#option("for") ?? "article"}){zoom:${SIZES[this.#memory.choices.size ?? 1]}}html{scroll-padding-bottom:90px}`);
  }

  async #report() {
    const { key } = this.#recording;
    const { index, text } = this.#sentences[this.#sentence] ?? {};
    const told = ask(this.#address(`v1/recordings/${key}/reports`), posting({ sentence: index, text }));
    this.#say(this.#words[await told.then(() => "reported", ({ code }) => code)]);
  }

  // ---- pausing, ending, coming back

  /** Something else paused the sound: a call, a headphone, the lock screen. It is not started again. */
  #interrupted() {
    const { paused, ended, error } = this.#audio;
    if (paused && !ended && !error && this.#sound.how) this.pause();
  }

  /** The end; or only the end of what had come, where the line was cut. */
  #finished() {
    const { state, duration } = this.#recording;
    if (state === "pending" || this.currentTime < duration - 1.5) return this.#mend();
    this.#wanted = false;
    this.#memory.place = null;
    this.#marker.show();
    this.#sentence = -1;
    this.#enter("ended");
  }

  #takeTheFloor() {
    const leave = (button) => button.pause(button.#words.elsewhere);
    if (ListenButton.#sounding && ListenButton.#sounding !== this) leave(ListenButton.#sounding);
    ListenButton.#sounding = this;
    try {
      this.#channel ??= new BroadcastChannel("listen-button");
      this.#channel.onmessage = () => leave(this);
      this.#channel.postMessage("");
    } catch {
      // blocked: other tabs are simply not told
    }
  }

  #leave() {
    this.pause();
    this.#channel?.close();
    this.#channel = null;
  }

  #save() {
    const place = this.#place;
    if (place.time > 3) this.#memory.place = place;
  }

  #announceToLockScreen() {
    const session = navigator.mediaSession;
    if (!globalThis.MediaMetadata || !session) return;
    const artist = document.querySelector("[property='og:site_name']")?.content ?? location.hostname;
    session.metadata = new MediaMetadata({ title: this.#article.title?.text.trim(), artist });
    const on = (action, does) => session.setActionHandler(action, does);
    on("play", () => this.play());
    on("pause", () => this.pause());
    on("seekbackward", () => this.seek(this.currentTime - 10));
    on("seekforward", () => this.seek(this.currentTime + 10));
    on("seekto", ({ seekTime }) => this.seek(seekTime));
    on("previoustrack", () => this.previous());
    on("nexttrack", () => this.next());
    const { playbackRate, currentTime } = this.#audio;
    session.setPositionState?.({ duration: Math.max(this.#total, currentTime), playbackRate, position: currentTime });
  }

  // ---- failing kindly

  /** Looks twice a second whether the sound that is wanted moves on. */
  async #watch(turn) {
    for (; turn === this.#turn; await rest(500)) {
      const now = Date.now();
      if (this.currentTime !== this.#heard) this.#progressed(now);
      const still = this.#wanted && now - this.#moved;
      const working = this.#recording?.state === "pending" && now - this.#answered < SLOW_AFTER;
      if (still > SLOW_AFTER && !working) this.#say(this.#words.slow);
      if (still < STUCK_AFTER) continue;
      this.#moved = now - SLOW_AFTER;
      this.#mend();
    }
  }

  #progressed(now) {
    this.#heard = this.currentTime;
    this.#moved = now;
    this.#mends = 0;
    if (this.#state === "loading" && this.#audio.readyState > 2) this.#enter("playing");
  }

  /** The sound broke off or stands still: find out why, and take it up where it was. */
  async #mend() {
    const { state, links } = this.#recording ?? {};
    if (!links) return; // #ask tries by itself
    const at = this.currentTime;
    if (state === "pending" && this.#sound.how === "buffer" && !this.#audio.error) return this.#sound.nudge();
    const { code } = state === "pending" ? {} : await askSound(links.audio, { method: "HEAD" }).catch((why) => why);
    if (!this.#wanted || code === "slow" || code === "offline") return;
    if (at) this.#goal ??= () => at;
    this.#mends += state === "ready";
    if (code === "missing" && this.#mends === 1) return this.#begin(this.#article);
    if (code || this.#mends > 5) return this.#fail(failure(code ?? "broken"));
    this.#sound.close();
    if (state === "ready") this.#advance(); // else the next state does
  }

  #fail(why) {
    const { code = "broken", words } = why;
    if (this.currentTime) this.#goal ??= placeGoal(this.#place);
    this.#turn += 1;
    this.#wanted = false;
    this.#sound.close();
    this.#enter("failed", words ?? this.#words[code === "slow" ? "offline" : code]);
    this.#emit("error", { code });
    if (!("words" in why)) throw why; // a mistake of ours belongs in the console
  }
}

// A browser without these keeps what is inside the element: a link that works.
const known = [].findLastIndex && AbortSignal.timeout && "replaceSync" in CSSStyleSheet.prototype;
if (known && !customElements.get("listen-button")) customElements.define("listen-button", ListenButton);
