/**
 * <listen-button for="#article_text">Đọc bài viết</listen-button>
 *
 * One press reads an article aloud; the sentence and the word that are heard are marked on the page,
 * whose own HTML stays as it is. No dependency, no build step. Attributes, events, colours and the
 * API are in docs/listen-button.md.
 *
 *   Article   the page's text, cut into blocks, and the way back from a block to the page
 *   Marker    marks a sentence and a word, by the CSS Custom Highlight API or by an outline
 *   Service   the HTTP of the reading service, and its failures
 *   Sound     one <audio>, played from the live stream or from the finished file
 *   Memory    what this browser remembers: choices, and the place in each article
 *   View      every button and word that is seen
 *   ListenButton   holds them together
 */

// ---------------------------------------------------------------- Words

const VI = {
  read: "Đọc bài viết", pause: "Tạm dừng", resume: "Nghe tiếp", again: "Nghe lại từ đầu",
  restart: "Nghe từ đầu", region: "Nghe bài viết", hint: "Bấm để nghe máy đọc bài này",
  about: (time) => `khoảng ${time}`, of: (time, total) => `${time} trên ${total}`,
  minutes: "phút", seconds: "giây", position: "Vị trí trong bài",
  previous: "Câu trước", repeat: "Nghe lại câu này", next: "Câu sau", here: "Đến chỗ đang đọc",
  chosen: "Đọc từ chỗ đã chọn", close: "Đóng", options: "Tốc độ, giọng đọc và cỡ chữ",
  speed: "Tốc độ", speeds: ["Rất chậm", "Chậm", "Bình thường", "Nhanh"],
  voice: "Giọng đọc", anyVoice: "Giọng có sẵn",
  size: "Cỡ chữ bài viết", sizes: ["Chữ nhỏ hơn", "Chữ vừa", "Chữ to hơn"],
  mark: "Tô màu câu đang đọc và cuộn theo", report: "Báo đọc sai câu này", download: "Tải tệp MP3",
  reported: "Đã báo câu đọc sai. Cảm ơn bạn.", unreported: "Chưa báo được. Xin bấm lại.",
  playing: "Đang đọc bài.", paused: "Đã tạm dừng.", preparing: "Đang chuẩn bị giọng đọc…",
  slow: "Mạng chậm, đang tải tiếp…", ended: "Đã đọc hết bài.", changed: "Bài vừa được sửa, đang đọc theo bản mới…",
  elsewhere: "Đã tạm dừng vì bạn đang nghe ở chỗ khác.", upNext: (title) => `Bài tiếp theo: ${title}`,
  last: (time) => `Lần trước bạn nghe đến ${time}.`,
  offline: "Không có mạng. Xin kiểm tra kết nối rồi bấm lại.",
  busy: "Nhiều người đang nghe, xin chờ một lát rồi bấm lại.",
  missing: "Bài này chưa có bản đọc.", broken: "Máy đọc gặp lỗi. Xin bấm lại sau một lát.",
  refused: "Trình duyệt chưa cho phát tiếng. Xin bấm lần nữa.",
};

const EN = {
  read: "Listen to this article", pause: "Pause", resume: "Continue", again: "Listen again",
  restart: "Start from the beginning", region: "Listen to the article", hint: "Press to hear this article read by a machine",
  about: (time) => `about ${time}`, of: (time, total) => `${time} of ${total}`,
  minutes: "min", seconds: "s", position: "Position in the article",
  previous: "Previous sentence", repeat: "Repeat this sentence", next: "Next sentence", here: "Go to the place being read",
  chosen: "Read from the selected place", close: "Close", options: "Speed, voice and text size",
  speed: "Speed", speeds: ["Very slow", "Slow", "Normal", "Fast"],
  voice: "Voice", anyVoice: "Default voice",
  size: "Article text size", sizes: ["Smaller text", "Normal text", "Larger text"],
  mark: "Mark and follow the sentence being read", report: "Report a wrong reading of this sentence", download: "Download MP3",
  reported: "Reported. Thank you.", unreported: "Not reported. Please press again.",
  playing: "Reading.", paused: "Paused.", preparing: "Preparing the voice…",
  slow: "The connection is slow, still loading…", ended: "The article has ended.", changed: "The article was edited, reading the new text…",
  elsewhere: "Paused, because you are listening elsewhere.", upNext: (title) => `Next article: ${title}`,
  last: (time) => `Last time you listened to ${time}.`,
  offline: "No connection. Please check it and press again.",
  busy: "Many people are listening. Please wait a moment and press again.",
  missing: "This article has no recording yet.", broken: "The reader failed. Please press again later.",
  refused: "The browser did not allow sound yet. Please press once more.",
};

/** @returns {string} seconds as words: "3 phút 20 giây". */
function timeInWords(words, seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  const parts = minutes ? [`${minutes} ${words.minutes}`] : [];
  if (rest || !minutes) parts.push(`${rest} ${words.seconds}`);
  return parts.join(" ");
}

// ---------------------------------------------------------------- Article

const SKIPPED = `nav,aside,footer,button,script,style,noscript,template,select,textarea,input,svg,video,audio,
iframe,object,canvas,[hidden],[aria-hidden=true],.no-read-aloud,.visually-hidden,.sr-only,[role=doc-noteref],listen-button`;

const KINDS = {
  h1: "heading", h2: "heading", h3: "heading", h4: "heading", h5: "heading", h6: "heading",
  li: "item", dt: "item", dd: "item", td: "cell", th: "cell", caption: "caption", figcaption: "caption",
};

/**
 * @typedef {{kind: string, text: string, element: Element, runs: {node: Text, at: number}[]}} Block
 * The text is what the service is sent: the data of the block's text nodes, joined as they are, and
 * "\n" for a line break. A run says at which of its UTF-16 code units a text node begins.
 */

/** Whether a superscript is a footnote mark: the 2 of m² is read, the [2] of a note is not. */
function isFootnoteMark(element) {
  return element.localName === "sup" && (element.querySelector("a") || /^\s*[[(*†]/.test(element.textContent));
}

/** @returns {string} the number that the page shows before a list item: "3. ", or "" for a bullet. */
function itemNumber(item, style) {
  const list = item.parentElement;
  if (item.localName !== "li" || list.localName !== "ol") return "";
  if (/none|disc|circle|square/.test(style.listStyleType)) return "";
  const items = [...list.children].filter((child) => child.localName === "li");
  const from = items.findLastIndex((other, i) => other.hasAttribute("value") && i <= items.indexOf(item));
  const first = from < 0 ? list.start : items[from].value;
  const number = first + items.indexOf(item) - Math.max(0, from);
  const letter = String.fromCharCode((/upper/.test(style.listStyleType) ? 64 : 96) + number);
  return `${/alpha|latin/.test(style.listStyleType) ? letter : number}. `;
}

class Collector {
  /** @type {Block[]} */ blocks = [];
  #open = null;
  #number = "";

  constructor(skip, byline) {
    this.skip = skip;
    this.byline = byline;
  }

  /** Collects the blocks below an element, in reading order. */
  read(element, kind = "paragraph") {
    this.#walk(element, element, KINDS[element.localName] ?? kind);
    this.#close();
    return this;
  }

  #walk(parent, element, kind) {
    for (const node of parent.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) this.#add(node, element, kind);
      else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(this.skip)) this.#enter(node, element, kind);
    }
  }

  #enter(node, element, kind) {
    if (node.localName === "br") return this.#break();
    const style = getComputedStyle(node);
    if (style.display === "none" || style.visibility === "hidden" || isFootnoteMark(node)) return;
    if (/^(inline|contents|ruby)/.test(style.display)) return this.#walk(node, element, kind);
    this.#close();
    this.#number = itemNumber(node, style) || this.#number;
    const own = this.byline && node.matches(this.byline) ? "byline" : KINDS[node.localName] ?? kind;
    this.#walk(node, node, own);
    this.#close();
    if (own === "item") this.#number = "";
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
    if (!this.#open) return;
    if (/\n\s*$/.test(this.#open.text) && this.#open.broken) this.#close();
    else Object.assign(this.#open, { text: `${this.#open.text}\n`, broken: true });
  }

  #close() {
    if (this.#open) this.blocks.push(this.#open);
    this.#open = null;
  }
}

class Article {
  /** @type {Block[]} */ blocks = [];
  /** @type {?Block} */ title = null;

  /** @param {ListenButton} button whose attributes say what is read. */
  constructor(button) {
    this.button = button;
  }

  /** @returns {Element[]} what `for` names; else the article around the button, or the page's main part. */
  get roots() {
    const named = this.button.getAttribute("for");
    const found = named ? [...document.querySelectorAll(named)] : [];
    if (found.length) return found;
    return [this.button.closest("article") ?? document.querySelector("article,main") ?? document.body];
  }

  /** @returns {string} every word of it: two articles with the same text are the same article. */
  get text() {
    return [this.title?.text, ...this.blocks.map((block) => block.text)].join("\n");
  }

  /** @returns {number} an estimate of its length in seconds, at 200 words a minute. */
  get estimate() {
    const words = this.roots.map((root) => root.textContent).join(" ").trim().split(/\s+/).length;
    return words * 0.3;
  }

  /** Reads the page as it is now. */
  read() {
    const skip = [SKIPPED, this.button.getAttribute("skip")].filter(Boolean).join(",");
    const byline = this.button.getAttribute("byline-selector");
    const collector = new Collector(skip, byline);
    for (const root of this.roots) collector.read(root);
    const author = byline && document.querySelector(byline);
    if (author && !this.roots.some((root) => root.contains(author))) collector.read(author, "byline");
    this.blocks = collector.blocks;
    this.title = this.#readTitle(skip);
    return this;
  }

  #readTitle(skip) {
    const element = document.querySelector(this.button.getAttribute("title-selector") ?? "h1");
    const block = element && new Collector(skip).read(element).blocks[0];
    const text = document.querySelector("meta[property='og:title']")?.content ?? document.title;
    return block ?? (text ? { kind: "heading", text, element: null, runs: [] } : null);
  }

  /**
   * @param {?number} index of the block; null for the title
   * @param {[number, number]} span in UTF-16 code units of the block's text
   * @returns {?Range} its place on the page; null where the portal has changed that text.
   */
  range(index, [from, to]) {
    const block = this.#fresh(index);
    const run = (offset) => block.runs.findLast((each) => each.at <= offset) ?? block.runs[0];
    if (!block?.runs.length) return null;
    const [first, last] = [run(from), run(to - 1)];
    const range = document.createRange();
    range.setStart(first.node, Math.min(Math.max(from - first.at, 0), first.node.length));
    range.setEnd(last.node, Math.min(Math.max(to - last.at, 0), last.node.length));
    return range;
  }

  /** @returns {?[number, number]} block and offset of the first text at or after a point of the page. */
  locate(node, offset) {
    const point = document.createRange();
    point.setStart(node, offset);
    for (const [index, block] of this.blocks.entries()) {
      const run = block.runs.find((each) => each.node.isConnected && point.comparePoint(each.node, each.node.length) >= 0);
      if (run) return [index, run.at + (run.node === node ? offset : 0)];
    }
    return null;
  }

  element(index) {
    return (index === null ? this.title : this.blocks[index])?.element ?? null;
  }

  /** The block, bound to the page's present text nodes; null where its text is no longer there. */
  #fresh(index) {
    const block = index === null ? this.title : this.blocks[index];
    const bound = block?.runs.every(({ node, at }) => node.isConnected && block.text.startsWith(node.data, at));
    if (!block || bound) return block ?? null;
    const now = new Article(this.button).read();
    const same = [now.title, ...now.blocks].find((other) => other?.text === block.text);
    if (!same) return null;
    return Object.assign(block, { element: same.element, runs: same.runs });
  }
}

// ---------------------------------------------------------------- Marker

const MARKS = `
::highlight(listen-sentence){background-color:var(--listen-mark,#fff0a8);color:var(--listen-mark-ink,#111)}
::highlight(listen-word){background-color:var(--listen-word,#ffcf3f);color:var(--listen-mark-ink,#111)}
.listen-here{outline:3px solid var(--listen-accent,#0b4f8a);outline-offset:4px}
@media print{::highlight(listen-sentence),::highlight(listen-word){background-color:transparent;color:inherit}.listen-here{outline:0}}
@media (forced-colors:active){::highlight(listen-sentence){background-color:Mark;color:MarkText}
::highlight(listen-word){background-color:Highlight;color:HighlightText}}`;

class Marker {
  #outlined = null;
  #sheet = new CSSStyleSheet();

  /** Styles the page itself without touching its HTML, under any CSP. */
  style(rules) {
    this.#sheet.replaceSync(MARKS + rules);
    const others = [...document.adoptedStyleSheets].filter((sheet) => sheet !== this.#sheet);
    document.adoptedStyleSheets = [...others, this.#sheet];
  }

  /** Marks a sentence and the word in it; a browser without highlights outlines the block. */
  show(sentence, word, element) {
    if (!globalThis.Highlight || !CSS.highlights) return this.#outline(element);
    this.#set("listen-sentence", sentence);
    this.#set("listen-word", word, 1);
  }

  clear() {
    this.show(null, null, null);
  }

  #set(name, range, priority = 0) {
    if (!range) return CSS.highlights.delete(name);
    const highlight = new Highlight(range);
    highlight.priority = priority;
    CSS.highlights.set(name, highlight);
  }

  #outline(element) {
    const old = this.#outlined;
    if (old === element) return;
    old?.classList.remove("listen-here");
    if (old?.classList.length === 0) old.removeAttribute("class");
    element?.classList.add("listen-here");
    this.#outlined = element;
  }
}

// ---------------------------------------------------------------- Service

/** Why there is no sound. `code` chooses the words; `words` are the service's own, if it gave some. */
class Failure extends Error {
  constructor(code, words = "") {
    super(code);
    this.code = code;
    this.words = words;
  }
}

/** @returns {Failure} what an answer that is no success means to a listener. */
async function failureOf(response) {
  const { status } = response;
  if (status === 429 || status === 503) return new Failure("busy");
  if (status === 404) return new Failure("missing");
  const problem = await response.json().catch(() => ({}));
  return new Failure("broken", problem.detail);
}

class Service {
  /** @param {string} base address that the service's paths begin with. */
  constructor(base) {
    this.base = base;
  }

  /** Asks for a recording. @returns {Promise<object>} its state. */
  record(article) {
    const headers = { "Content-Type": "application/json" };
    return this.#json("v1/recordings", { method: "POST", headers, body: JSON.stringify(article) });
  }

  state(recording) {
    return this.#json(recording.links.self);
  }

  async voices() {
    return (await this.#json("v1/voices")).voices ?? [];
  }

  /** Tells the editors that a sentence is read wrongly: its place and text, nothing about the person. */
  report(recording, { index, text }) {
    const headers = { "Content-Type": "application/json" };
    const body = JSON.stringify({ sentence: index, text });
    return this.#ask(`v1/recordings/${recording.key}/reports`, { method: "POST", headers, body });
  }

  /** <audio> does not say why it failed: this does. Throws the failure, if the service tells one. */
  async probe(address) {
    const answer = await this.#ask(address, { method: "HEAD" });
    if (!answer.headers.get("Content-Type")?.startsWith("audio/")) throw new Failure("broken");
  }

  address(path) {
    return new URL(path, this.base).href;
  }

  async #ask(path, options) {
    const signal = AbortSignal.timeout(20000);
    const asked = fetch(this.address(path), { credentials: "omit", signal, ...options });
    const answer = await asked.catch(() => {
      throw new Failure(navigator.onLine ? "slow" : "offline");
    });
    if (!answer.ok) throw await failureOf(answer);
    return answer;
  }

  async #json(path, options) {
    const answer = await this.#ask(path, options);
    return answer.json().catch(() => {
      throw new Failure("broken");
    });
  }
}

// ---------------------------------------------------------------- Sound

const heard = (target, name) => new Promise((done) => target.addEventListener(name, done, { once: true }));
const rest = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** One <audio>. Live sound goes in through Media Source where the browser has it: 2 kB are enough to start. */
class Sound {
  /** How it is being played: "" not at all, "buffer" live by Media Source, "stream" live as it is, "file". */
  how = "";
  #stop = new AbortController();
  #reading = null;

  constructor(audio, onfailure) {
    this.audio = audio;
    this.onfailure = onfailure;
  }

  get time() {
    return this.audio.currentTime;
  }

  /** To be called inside a press: a browser lets an element speak later that was asked to play then. */
  play() {
    return this.audio.play();
  }

  /** Plays the finished file, from a time in seconds. */
  openFile(address, at) {
    this.#open("file", address);
    if (at) this.audio.currentTime = at;
  }

  static #blobs = true; // until a page's CSP has forbidden them

  /** Whether live sound can be moved about in. */
  static get canBuffer() {
    return Sound.#blobs && Boolean(globalThis.MediaSource?.isTypeSupported("audio/mpeg"));
  }

  /** Plays the sound while it is being made; `forbidden` is called where the page lets no buffer be used. */
  openLive(address, buffered, at, forbidden) {
    if (!buffered) return this.#open("stream", address);
    this.#openBuffer(address, forbidden);
    if (at) this.audio.currentTime = at;
  }

  /** @returns {boolean} whether this time can be heard by moving to it; a plain stream cannot be moved in. */
  seek(at) {
    if (this.how === "stream" || !this.how) return false;
    this.audio.currentTime = at;
    return true;
  }

  /** Nothing has come for long: ask again for what is missing. */
  nudge() {
    this.#reading?.abort();
  }

  close() {
    this.#stop.abort();
    this.audio.pause();
    this.audio.removeAttribute("src");
    this.how = "";
  }

  #open(how, address) {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.how = how;
    this.audio.src = address;
  }

  async #openBuffer(address, forbidden) {
    const source = new MediaSource();
    const local = URL.createObjectURL(source);
    this.#open("buffer", local);
    const { signal } = this.#stop;
    const opened = heard(source, "sourceopen").then(() => true);
    const usable = await Promise.race([opened, heard(this.audio, "error")]);
    URL.revokeObjectURL(local);
    if (signal.aborted) return;
    if (usable === true) return this.#fill(source, address, signal);
    Sound.#blobs = false;
    this.how = "";
    forbidden();
  }

  /** Moves the live stream into the buffer. A line that is cut is taken up again where it broke off. */
  async #fill(source, address, signal) {
    const buffer = source.addSourceBuffer("audio/mpeg");
    const taken = { bytes: 0 };
    while (!signal.aborted) {
      try {
        await this.#pour(buffer, address, taken, signal);
        if (source.readyState === "open") source.endOfStream();
        return;
      } catch (error) {
        if (error instanceof Failure) return this.onfailure(error);
        await rest(1500);
      }
    }
  }

  async #pour(buffer, address, taken, signal) {
    this.#reading = new AbortController();
    signal.addEventListener("abort", () => this.#reading.abort(), { once: true });
    const answer = await fetch(address, { credentials: "omit", signal: this.#reading.signal });
    if (!answer.ok) throw await failureOf(answer);
    if (!answer.headers.get("Content-Type")?.startsWith("audio/")) throw new Failure("broken");
    let known = taken.bytes;
    for (const reader = answer.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return;
      const fresh = value.subarray(Math.min(known, value.length));
      known -= value.length - fresh.length;
      if (fresh.length) await this.#append(buffer, fresh, signal);
      taken.bytes += fresh.length;
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
  static #limit = 50;

  constructor(key) {
    this.key = key;
  }

  get choices() {
    return this.#read("listen-button.choices");
  }

  choose(name, value) {
    this.#write("listen-button.choices", { ...this.choices, [name]: value });
  }

  /** @returns {?{time: number, index: number, text: string, into: number}} where this article was left. */
  get place() {
    return this.#read("listen-button.places")[this.key] ?? null;
  }

  set place(place) {
    const { [this.key]: _, ...others } = this.#read("listen-button.places");
    const entries = Object.entries(others).slice(1 - Memory.#limit);
    this.#write("listen-button.places", Object.fromEntries(place ? [...entries, [this.key, place]] : entries));
  }

  #read(name) {
    try {
      return JSON.parse(localStorage.getItem(name)) ?? {};
    } catch {
      return {};
    }
  }

  #write(name, value) {
    try {
      localStorage.setItem(name, JSON.stringify(value));
    } catch {
      // storage is blocked or full: this visit is simply not remembered
    }
  }
}

// ---------------------------------------------------------------- View

const STYLE = `
:host{display:block;margin:1em 0;color-scheme:inherit;
--ink:var(--listen-ink,#16202a);--paper:var(--listen-paper,#f4f8fb);--line:var(--listen-line,#56697a);
--accent:var(--listen-accent,#0b4f8a);--on-accent:var(--listen-on-accent,#fff)}
@supports (color:light-dark(#000,#fff)){:host{
--ink:var(--listen-ink,light-dark(#16202a,#f2f5f7));--paper:var(--listen-paper,light-dark(#f4f8fb,#16202a));
--line:var(--listen-line,light-dark(#56697a,#9fb2c2));
--accent:var(--listen-accent,light-dark(#0b4f8a,#a9d6ff));--on-accent:var(--listen-on-accent,light-dark(#fff,#0a1a28))}}
:host([hidden]),[hidden]{display:none!important}
*{box-sizing:border-box;font:inherit;line-height:1.4}
section{font-size:max(18px,1em);font-weight:400;font-style:normal;text-align:start;text-transform:none;text-indent:0;white-space:normal;
color:var(--ink);background:var(--paper);border:1px solid var(--line);border-radius:12px;padding:12px;overflow-wrap:anywhere}
section,.row,.bar,details>div{display:flex;flex-wrap:wrap;gap:10px;align-items:center}
p{margin:0}
.wide,details,.row{flex:1 0 100%}
button,select,summary,a,.check{min-height:48px;padding:8px 16px;border-radius:8px;color:var(--ink);cursor:pointer}
button,select{background:var(--paper);border:2px solid var(--line)}
button:hover{border-color:var(--accent)}
button.main{display:flex;align-items:center;gap:12px;min-height:64px;padding:10px 24px;font-size:1.2em;font-weight:700;
color:var(--on-accent);background:var(--accent);border-color:var(--accent)}
svg{width:1.2em;height:1.2em;flex:none;fill:currentColor}
button[disabled]{opacity:.75;cursor:default}
a{display:inline-flex;align-items:center;text-decoration:underline}
label{display:inline-flex;flex-wrap:wrap;gap:10px;align-items:center;max-width:100%}
select{max-width:100%}
input{accent-color:var(--accent);margin:0}
input[type=range]{flex:1 1 200px;min-height:48px;min-width:0;cursor:pointer}
input[type=checkbox]{width:28px;height:28px;flex:none}
.status:empty{display:none}
.status{font-weight:700}
summary{display:list-item;list-style-position:inside;width:fit-content;max-width:100%}
details>div{padding-top:10px;gap:12px}
:focus-visible{outline:3px solid var(--ink);outline-offset:3px}
.bar{position:fixed;inset:auto 0 0;z-index:2147483000;justify-content:center;padding:10px;
background:var(--paper);border-top:2px solid var(--line)}
@media (forced-colors:active){button.main{border-color:ButtonText}}
@media print{:host{display:none}}`;

const SHAPES = {
  play: "M5 3v18l16-9z",
  pause: "M5 3h5v18H5zm9 0h5v18h-5z",
  again: "M12 4V0L5 6l7 6V8a6 6 0 1 1-6 6H2a10 10 0 1 0 10-10z",
};

/** Builds an element: no innerHTML, so Trusted Types have nothing to object to. */
function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

function icon() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
  return svg;
}

/** Changes what is shown only where it differs, so that a screen reader hears each thing once. */
function tell(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

class View {
  /**
   * @param {object} words in the listener's language
   * @param {object} does what each control does, by its name
   */
  constructor(words, does) {
    this.words = words;
    const button = (name, properties = {}) => h("button", { type: "button", textContent: words[name], onclick: does[name], ...properties });
    this.icon = icon();
    this.label = h("span");
    this.main = h("button", { type: "button", className: "main", part: "button", onclick: does.press }, this.icon, this.label);
    this.hint = h("p", { id: "hint", part: "hint" });
    this.main.setAttribute("aria-describedby", "hint");
    this.status = h("p", { className: "status wide", role: "status", part: "status" });
    this.restart = button("restart", { hidden: true });
    this.range = h("input", { type: "range", min: 0, step: 1, "aria-label": words.position, onchange: does.move, oninput: does.drag });
    this.time = h("span", { part: "time" });
    this.chosen = button("chosen", { hidden: true });
    this.here = button("here");
    this.steps = h("div", { className: "row" }, button("previous"), button("repeat"), button("next"), this.here, this.chosen);
    this.fallback = h("slot", { hidden: true });
    this.upNext = h("a", { className: "wide", hidden: true });
    this.more = h("div", { className: "row", hidden: true },
      h("div", { className: "row" }, this.range, this.time), this.steps, this.#options(button, does));
    this.barMain = h("button", { type: "button", onclick: does.press });
    this.bar = h("div", { className: "bar", part: "bar", hidden: true }, this.barMain, button("here"), button("close"));
    this.audio = h("audio", { preload: "none" });
    this.section = h("section", { part: "panel" },
      this.main, this.hint, this.restart, this.status, this.more, this.upNext, this.fallback, this.bar, this.audio);
  }

  #options(button, does) {
    const { words } = this;
    this.speed = h("select", { onchange: does.speed });
    this.voice = h("select", { onchange: does.voice });
    this.voiceLabel = h("label", { hidden: true }, words.voice, this.voice);
    this.mark = h("input", { type: "checkbox", onchange: does.mark });
    const size = (text, i) => h("button", { type: "button", textContent: text, "aria-label": `${text} ${words.sizes[i]}`, onclick: () => does.size(i - 1) });
    const sizes = h("div", { role: "group", "aria-label": words.size, className: "row" }, `${words.size} `, ...["A−", "A", "A+"].map(size));
    this.report = button("report");
    this.download = h("a", { textContent: words.download, download: "", hidden: true });
    return h("details", { part: "options" }, h("summary", { textContent: words.options }),
      h("div", {}, h("label", {}, words.speed, this.speed), this.voiceLabel, sizes,
        h("label", { className: "check" }, this.mark, words.mark), this.report, this.download));
  }

  /** Fills a list of choices and shows which is taken. */
  choices(select, pairs, taken) {
    select.replaceChildren(...pairs.map(([value, text]) => new Option(text, value, false, String(value) === String(taken))));
  }

  /** Shows the main button's words and shape in both its places. */
  button(shape, text) {
    this.icon.firstChild.setAttribute("d", SHAPES[shape]);
    tell(this.label, text);
    tell(this.barMain, text);
  }

  /** Shows how far the sound is. Words for ears stay still while the slider has the focus. */
  position(time, total, moved) {
    const { words, range } = this;
    const text = words.of(timeInWords(words, time), timeInWords(words, total));
    if (range.max !== String(Math.ceil(total))) range.max = Math.ceil(total);
    range.value = time;
    tell(this.time, text);
    if (moved || this.section.getRootNode().activeElement !== range) range.setAttribute("aria-valuetext", text);
  }
}

// ---------------------------------------------------------------- ListenButton

const BASE = new URL(".", import.meta.url).href;
const SPEEDS = "0.65 0.8 1 1.25";
const SIZES = [0.85, 1, 1.2, 1.4, 1.7, 2];
const ANNOUNCED_AFTER = 200; // ms without sound before "Đang chuẩn bị…" is said
const SLOW_AFTER = 6000; // ms without progress before the listener is told
const STUCK_AFTER = 10000; // ms without progress before it is tried anew
const SCROLL_REST = 6000; // ms since the reader scrolled before the page follows again

/**
 * Where to begin, once a recording is known: a function from its state to seconds, or to undefined
 * while that place is not made yet.
 * @typedef {(recording: object) => (number | undefined)} Goal
 */

/** @returns {Goal} a place found again by its sentence, which outlives a change of voice and of the text. */
const placeGoal = (place) => ({ sentences = [], state }) => {
  const isIt = (sentence) => sentence?.text === place.text;
  const sentence = isIt(sentences[place.index]) ? sentences[place.index] : sentences.find(isIt);
  if (sentence?.end == null) return sentence && state === "pending" ? undefined : place.text ? 0 : place.time;
  return Math.min(sentence.start + place.into, sentence.end);
};

/** @returns {Goal} the first sentence that reaches past an offset in a block. */
const textGoal = ([block, offset]) => ({ sentences = [], state }) => {
  const reaches = (sentence) => sentence.block > block || (sentence.block === block && sentence.span[1] > offset);
  return sentences.find(reaches)?.start ?? (state === "pending" ? undefined : 0);
};

/** @returns {Goal} the beginning of a sentence. */
const sentenceGoal = (index) => ({ sentences = [] }) => sentences[index]?.start ?? undefined;

class ListenButton extends HTMLElement {
  /** The button that sounds on this page: there is never a second one. */
  static #sounding = null;

  #words;
  #view;
  #sound;
  #service;
  #memory;
  #marker = new Marker();
  #article = new Article(this);
  #state = "idle";
  #wanted = false; // whether the listener wants sound now
  #goal = null;
  #recording = null;
  #sent = ""; // the text that the recording is of
  #turn = 0; // counts requests for a recording: only the newest one's answers count
  #mark = { sentence: -1, word: -1 }; // indexes of what is marked
  #moved = 0; // when the sound last moved on, and
  #heard = 0; // where to
  #mends = 0; // how often it was taken up again since
  #answered = 0; // when the service last answered
  #scrolled = 0; // when the reader last scrolled
  #scrolling = 0; // when we did
  #away = false; // whether the panel is out of view
  #closed = false; // whether the bar was closed
  #dragged = false;
  #announcement = 0;
  #channel = null;
  #gone = null;

  connectedCallback() {
    if (!this.shadowRoot) this.#build();
    this.#gone = new AbortController();
    this.#listen(this.#gone.signal);
    this.#resize();
    this.#enter("idle");
  }

  disconnectedCallback() {
    this.pause();
    this.#gone.abort();
    this.#turn += 1;
    this.#marker.clear();
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
    return this.#sound.time;
  }

  /** Starts or goes on. Browsers want this to be called inside a press. */
  play() {
    this.#wanted = true;
    this.#closed = false;
    this.#moved = Date.now();
    this.#takeTheFloor();
    const now = new Article(this).read();
    const changed = this.#recording && now.text !== this.#sent;
    if (changed) this.#goal ??= placeGoal(this.#place());
    this.#play();
    if (!this.#recording || changed || this.#state === "failed") this.#begin(now, changed ? this.#words.changed : "");
    else this.#enter("loading"), this.#advance();
  }

  /** @param {string} [status] what to say about it. */
  pause(status) {
    if (!this.#wanted) return;
    this.#wanted = false;
    this.#sound.audio.pause();
    this.#save();
    this.#enter("paused", status);
  }

  /** @param {number} seconds from the beginning. */
  seek(seconds) {
    this.#to(() => seconds);
  }

  previous() {
    const { index, into } = this.#place();
    this.#to(sentenceGoal(into > 2 ? index : Math.max(0, index - 1)));
  }

  repeat() {
    this.#to(sentenceGoal(this.#place().index));
    if (!this.#wanted) this.play();
  }

  next() {
    const { index } = this.#place();
    if (index < this.#sentences.length - 1) this.#to(sentenceGoal(index + 1));
  }

  // ---- building

  #build() {
    this.#words = /^en/i.test(this.lang) ? EN : VI;
    this.#view = new View(this.#words, this.#controls());
    this.#sound = new Sound(this.#view.audio, (failure) => this.#fail(failure));
    this.#memory = new Memory([location.pathname + location.search, this.getAttribute("for")].join(" "));
    this.#service = new Service(new URL(this.getAttribute("service") ?? BASE, document.baseURI).href.replace(/\/?$/, "/"));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    const shadow = this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(this.#view.section);
    this.#view.section.lang = this.#words === EN ? "en" : "vi";
    this.#view.mark.checked = this.#memory.choices.mark ?? true;
    this.#fillSpeeds();
  }

  #controls() {
    return {
      press: (event) => this.#press(event),
      restart: () => this.#restart(),
      previous: () => this.previous(),
      repeat: () => this.repeat(),
      next: () => this.next(),
      here: () => this.#showPlace(),
      chosen: () => this.#readFrom(this.#chosen()),
      close: () => this.#closeBar(),
      drag: () => this.#drag(),
      move: () => this.#move(),
      speed: () => this.#chooseSpeed(),
      voice: () => this.#chooseVoice(),
      mark: () => this.#chooseMark(),
      size: (step) => this.#chooseSize(step),
      report: () => this.#report(),
    };
  }

  #listen(signal) {
    const on = (target, names, does, options) =>
      names.split(" ").forEach((name) => target.addEventListener(name, does, { signal, ...options }));
    const { audio } = this.#sound;
    on(audio, "playing", () => this.#started());
    on(audio, "waiting", () => this.#wanted && this.#enter("loading"));
    on(audio, "pause", () => this.#interrupted());
    on(audio, "ended", () => this.#finished());
    on(audio, "error", () => this.#wanted && this.#sound.how && this.#mend());
    on(audio, "timeupdate seeked", () => this.#show());
    on(document, "click", (event) => this.#tapped(event));
    on(document, "selectionchange", () => this.#offerChosen());
    on(window, "scroll", () => this.#noteScroll(), { passive: true, capture: true });
    on(window, "wheel touchmove", () => (this.#scrolled = Date.now()), { passive: true });
    on(window, "pagehide", () => this.#leave());
    on(window, "pageshow", () => this.#render());
    on(window, "online", () => (this.#moved = 0));
    on(this.shadowRoot, "keydown", (event) => event.key === "Escape" && this.pause());
    const sight = new IntersectionObserver(([{ isIntersecting }]) => {
      this.#away = !isIntersecting;
      this.#render();
    });
    sight.observe(this);
    signal.addEventListener("abort", () => sight.disconnect());
  }

  // ---- starting

  /** The second press of a double click means no more than the first. */
  #press(event) {
    if (event.detail > 1) return;
    if (this.#wanted) return this.pause();
    const place = this.#memory.place;
    if (this.#state === "idle" && place) this.#goal = placeGoal(place);
    this.play();
  }

  #restart() {
    this.#goal = () => 0;
    this.play();
  }

  #play() {
    this.#sound.play().catch((error) => {
      if (error.name === "NotAllowedError") this.pause(this.#words.refused);
    });
  }

  /** Asks for the recording of an article and plays it. */
  async #begin(article, status) {
    const turn = ++this.#turn;
    this.#article = article;
    this.#sent = article.text;
    this.#recording = null;
    if (this.#sound.how) this.#sound.close();
    this.#enter("loading", status);
    this.#watch(turn);
    try {
      const recording = await this.#ask(turn);
      if (turn !== this.#turn) return;
      this.#take(recording);
      this.#fillVoices();
      await this.#poll(turn);
    } catch (failure) {
      if (turn === this.#turn) this.#fail(failure);
    }
  }

  /** A line that fails is tried again for a while; a service that answers no is not. */
  async #ask(turn) {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#service.record(this.#body());
      } catch (failure) {
        if (failure.code !== "slow" || tries > 4 || turn !== this.#turn) throw failure;
        this.#say(this.#words.slow);
        await rest(2000);
      }
    }
  }

  #body() {
    const { blocks, title } = this.#article;
    return {
      blocks: blocks.map(({ kind, text }) => ({ kind, text })),
      title: title?.text,
      site: this.getAttribute("site") ?? undefined,
      voice: this.#voice || undefined,
    };
  }

  async #poll(turn) {
    for (let wait = 400; this.#recording.state === "pending"; wait = Math.min(wait * 1.3, 2500)) {
      await rest(wait);
      if (turn !== this.#turn) return;
      const state = await this.#service.state(this.#recording).catch((failure) => failure);
      if (turn !== this.#turn) return;
      if (!(state instanceof Failure)) this.#take(state);
      else if (state.code === "missing") throw state;
    }
  }

  #take(recording) {
    if (recording.state === "failed") throw new Failure("broken");
    this.#recording = recording;
    this.#answered = Date.now();
    this.#advance();
    this.#render();
  }

  /** Goes to the goal as soon as the recording reaches there. */
  #advance() {
    if (!this.#recording) return;
    const start = this.#sound.how ? undefined : 0;
    const at = this.#goal ? this.#goal(this.#recording) : start;
    if (at === undefined) return;
    if (!this.#open(at)) return;
    this.#goal = null;
    if (this.#wanted) this.#play();
    this.#show();
  }

  /** @returns {boolean} whether the sound now stands at this time. */
  #open(at) {
    const { state, links } = this.#recording;
    if (this.#sound.seek(at)) return true;
    if (!this.#wanted) return false;
    if (state === "ready") this.#sound.openFile(this.#service.address(links.audio), at);
    else if (!at || this.#canBuffer) this.#openLive(at);
    else return false;
    this.#setSpeed();
    return true;
  }

  #openLive(at) {
    const address = this.#service.address(this.#recording.links.live);
    this.#sound.openLive(address, this.#canBuffer, at, () => {
      this.#goal = () => at;
      this.#advance();
    });
  }

  get #canBuffer() {
    return !this.hasAttribute("no-blob") && Sound.canBuffer;
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
  #place() {
    const { time } = this.#sound;
    const index = this.#sentences.findLastIndex(({ start }) => start != null && start <= time + 0.02);
    const sentence = this.#sentences[index];
    return { time, index, text: sentence?.text ?? "", into: sentence ? time - sentence.start : 0 };
  }

  /** Shows where the sound is: on the slider, and on the page. */
  #show() {
    const { time, index } = this.#place();
    if (!this.#dragged) this.#view.position(time, this.#total);
    const sentence = this.#sentences[index];
    const word = sentence?.words?.findLastIndex(({ start }) => start <= time + 0.02) ?? -1;
    const stepped = index !== this.#mark.sentence;
    if (!stepped && word === this.#mark.word) return;
    this.#mark = { sentence: index, word };
    this.#paint();
    if (!stepped || !sentence) return;
    this.#save();
    if (this.#view.mark.checked) this.#follow();
    this.#emit("sentence", { index, text: sentence.text });
  }

  #paint() {
    const sentence = this.#sentences[this.#mark.sentence];
    if (!sentence || !this.#view.mark.checked) return this.#marker.clear();
    const { block, span, words } = sentence;
    const word = words?.[this.#mark.word];
    const place = this.#article.range(block, span);
    this.#marker.show(place, word && place && this.#article.range(block, word.span), this.#article.element(block));
  }

  get #box() {
    const sentence = this.#sentences[this.#mark.sentence];
    return sentence && this.#article.range(sentence.block, sentence.span)?.getBoundingClientRect();
  }

  /** Scrolls only where the sentence is out of view and the reader has left the page alone. */
  #follow() {
    const box = this.#box;
    const seen = box && box.top >= 0 && box.bottom <= innerHeight - this.#view.bar.offsetHeight;
    if (!box || seen || Date.now() - this.#scrolled < SCROLL_REST) return;
    this.#scrollTo(box);
  }

  #scrollTo(box) {
    this.#scrolling = Date.now();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    scrollBy({ top: box.top - innerHeight / 4, behavior: still ? "instant" : "smooth" });
  }

  #noteScroll() {
    if (Date.now() - this.#scrolling > 1200) this.#scrolled = Date.now();
  }

  /** Brings eyes, and a screen reader, to the sentence that is read. */
  #showPlace() {
    const box = this.#box;
    const element = this.#article.element(this.#sentences[this.#mark.sentence]?.block);
    if (!box || !element) return;
    this.#scrolled = 0;
    this.#scrollTo(box);
    if (!element.hasAttribute("tabindex")) {
      element.tabIndex = -1;
      element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
    }
    element.focus({ preventScroll: true });
  }

  // ---- steering

  /** @param {Goal} goal */
  #to(goal) {
    this.#goal = goal;
    this.#moved = Date.now();
    this.#advance();
    if (this.#goal && this.#wanted) this.#enter("loading");
  }

  #drag() {
    this.#dragged = true;
    this.#view.position(Number(this.#view.range.value), this.#total, true);
  }

  #move() {
    this.#dragged = false;
    this.seek(Number(this.#view.range.value));
  }

  /** Seconds in all: an estimate until the recording is whole. */
  get #total() {
    const made = this.#sentences.at(-1)?.end ?? 0;
    return this.#recording?.duration ?? Math.max(this.#article.estimate, made);
  }

  #tapped(event) {
    const on = event.target;
    const free = !event.defaultPrevented && !on.closest?.("a,button,input,select,textarea,label,summary,[onclick],[role=button]");
    if (this.#state !== "playing" || !free || !this.#article.blocks.some(({ element }) => element.contains(on))) return;
    const { clientX: x, clientY: y } = event;
    setTimeout(() => {
      if (!getSelection().isCollapsed) return; // a word was selected by a double click
      const caret = document.caretPositionFromPoint?.(x, y) ?? document.caretRangeFromPoint?.(x, y);
      if (caret) this.#readFrom([caret.offsetNode ?? caret.startContainer, caret.offset ?? caret.startOffset]);
    }, 300);
  }

  /** @returns {?[Node, number]} the beginning of the text that the reader has selected in the article. */
  #chosen() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const { startContainer, startOffset } = selection.getRangeAt(0);
    return this.#article.roots.some((root) => root.contains(startContainer)) ? [startContainer, startOffset] : null;
  }

  #offerChosen() {
    const chosen = this.#chosen();
    if (chosen || !this.shadowRoot.activeElement) this.#view.chosen.hidden = !chosen;
  }

  #readFrom(point) {
    if (!point) return;
    if (!this.#recording) this.#article.read();
    const place = this.#article.locate(...point);
    if (place) this.#to(textGoal(place));
    if (!this.#wanted) this.play();
  }

  get #voice() {
    return this.#memory.choices.voice ?? this.getAttribute("voice") ?? "";
  }

  async #fillVoices() {
    const { voice, voiceLabel } = this.#view;
    if (voice.length) return;
    const voices = await this.#service.voices().catch(() => []); // no list, no choice: the sound is what matters
    const pairs = voices.map(({ id, name }) => [id, name]);
    if (!voices.some(({ id }) => id === this.#voice)) pairs.unshift([this.#voice, this.#words.anyVoice]);
    this.#view.choices(voice, pairs, this.#voice);
    voiceLabel.hidden = voices.length < 2;
  }

  #chooseVoice() {
    this.#memory.choose("voice", this.#view.voice.value);
    this.#goal = placeGoal({ ...this.#place(), into: 0 });
    this.#moved = Date.now();
    this.#begin(this.#article, "");
  }

  #fillSpeeds() {
    const speeds = (this.getAttribute("speeds") ?? SPEEDS).trim().split(/\s+/).slice(0, 4);
    const taken = this.#memory.choices.speed ?? this.#words.speeds[2];
    const pairs = speeds.map((speed, i) => [speed, VI.speeds[i]]);
    const chosen = pairs.find(([, name]) => name === taken)?.[0] ?? 1;
    this.#view.choices(this.#view.speed, pairs.map(([speed], i) => [speed, this.#words.speeds[i]]), chosen);
  }

  #chooseSpeed() {
    this.#memory.choose("speed", VI.speeds[this.#view.speed.selectedIndex]);
    this.#setSpeed();
  }

  /** A new source would set the rate back to the default: so both are set. The pitch stays. */
  #setSpeed() {
    const { audio } = this.#sound;
    const rate = Number(this.#view.speed.value) || 1;
    Object.assign(audio, { preservesPitch: true, defaultPlaybackRate: rate, playbackRate: rate });
  }

  #chooseMark() {
    this.#memory.choose("mark", this.#view.mark.checked);
    this.#paint();
  }

  /** @param {number} step -1 smaller, 0 as the portal has it, +1 larger */
  #chooseSize(step) {
    const size = this.#memory.choices.size ?? 1;
    this.#memory.choose("size", step ? Math.min(Math.max(size + step, 0), SIZES.length - 1) : 1);
    this.#resize();
  }

  /** The article's text size, and room below for the bar, so that it hides nothing that has the focus. */
  #resize() {
    const size = SIZES[this.#memory.choices.size ?? 1];
    const zoomed = size !== 1 && this.getAttribute("for") ? `:is(${this.getAttribute("for")}){zoom:${size}}` : "";
    const room = this.#view.bar.hidden ? "" : `html{scroll-padding-bottom:${this.#view.bar.offsetHeight}px}`;
    if (zoomed || room || this.#state !== "idle") this.#marker.style(zoomed + room);
  }

  async #report() {
    const sentence = this.#sentences[this.#mark.sentence];
    if (!sentence) return;
    const sent = this.#service.report(this.#recording, sentence).then(() => "reported", () => "unreported");
    this.#say(this.#words[await sent]);
  }

  // ---- pausing, ending, coming back

  /** Something else paused the sound: a call, a headphone, the lock screen. It is not started again. */
  #interrupted() {
    const { audio } = this.#sound;
    if (audio.paused && !audio.ended && !audio.error && this.#sound.how) this.pause();
  }

  /** The end; or only the end of what had come, where the line was cut. */
  #finished() {
    const { state, duration } = this.#recording;
    if (state === "pending" || this.#sound.time < duration - 1.5) return this.#mend();
    this.#wanted = false;
    this.#memory.place = null;
    this.#marker.clear();
    this.#mark = { sentence: -1, word: -1 };
    this.#enter("ended");
  }

  #takeTheFloor() {
    const { elsewhere } = this.#words;
    if (ListenButton.#sounding !== this) ListenButton.#sounding?.pause(elsewhere);
    ListenButton.#sounding = this;
    try {
      this.#channel ??= new BroadcastChannel("listen-button");
      this.#channel.onmessage = () => this.pause(elsewhere);
      this.#channel.postMessage("sounding");
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
    const place = this.#place();
    if (place.time > 3) this.#memory.place = place;
  }

  #announceToLockScreen() {
    const session = navigator.mediaSession;
    if (!session || !globalThis.MediaMetadata) return;
    const artist = document.querySelector("meta[property='og:site_name']")?.content ?? location.hostname;
    session.metadata = new MediaMetadata({ title: this.#article.title?.text.trim() ?? document.title, artist });
    const does = {
      play: () => this.play(),
      pause: () => this.pause(),
      seekbackward: ({ seekOffset }) => this.seek(Math.max(0, this.#sound.time - (seekOffset || 10))),
      seekforward: ({ seekOffset }) => this.seek(this.#sound.time + (seekOffset || 10)),
      seekto: ({ seekTime }) => this.seek(seekTime),
      previoustrack: () => this.previous(),
      nexttrack: () => this.next(),
    };
    for (const [action, handler] of Object.entries(does)) session.setActionHandler(action, handler);
    const { playbackRate } = this.#sound.audio;
    const position = Math.min(this.#sound.time, this.#total);
    session.setPositionState?.({ duration: this.#total, playbackRate, position });
  }

  // ---- failing kindly

  /** Looks twice a second whether the sound that is wanted moves on. */
  async #watch(turn) {
    while (turn === this.#turn) {
      await rest(500);
      if (!this.#wanted || turn !== this.#turn) continue;
      const now = Date.now();
      if (this.#sound.time !== this.#heard) this.#progressed(now);
      const still = now - this.#moved;
      const working = this.#recording?.state === "pending" && now - this.#answered < SLOW_AFTER;
      if (still > SLOW_AFTER && !working) this.#say(this.#words.slow);
      if (still > STUCK_AFTER) this.#moved = now - SLOW_AFTER, this.#mend();
    }
  }

  #progressed(now) {
    this.#heard = this.#sound.time;
    this.#moved = now;
    this.#mends = 0;
    if (this.#state === "loading" && this.#sound.audio.readyState > 2) this.#enter("playing");
  }

  /** The sound broke off or stands still: find out why, and take it up where it was. */
  async #mend() {
    if (!this.#recording) return; // #ask tries by itself
    const at = this.#sound.time;
    const { state, links } = this.#recording;
    this.#enter("loading");
    if (state === "pending") return this.#mendLive(at);
    if (++this.#mends > 5) return this.#fail(new Failure("broken"));
    const address = this.#service.address(links.audio);
    const failure = await this.#service.probe(address).then(() => null, (why) => why);
    if (!this.#wanted) return;
    if (!failure) this.#sound.openFile(address, at), this.#setSpeed(), this.#play();
    else if (failure.code === "missing" && this.#mends === 1) this.#goal = () => at, this.#begin(this.#article, "");
    else if (failure.code === "slow" || failure.code === "offline") this.#say(this.#words.slow);
    else this.#fail(failure);
  }

  /** While it is being made, the buffer asks for the rest; anything else waits for the next state. */
  #mendLive(at) {
    if (this.#sound.how === "buffer" && !this.#sound.audio.error) return this.#sound.nudge();
    this.#goal ??= () => at;
    this.#sound.close();
  }

  #fail(failure) {
    const { code, words } = failure instanceof Failure ? failure : new Failure("broken");
    const time = this.#sound.time;
    if (time && this.#recording) this.#goal ??= placeGoal(this.#place());
    this.#turn += 1;
    this.#wanted = false;
    this.#sound.close();
    this.#enter("failed", words || this.#words[code] || this.#words.offline);
    this.#emit("error", { code });
    if (!(failure instanceof Failure)) throw failure; // a mistake of ours belongs in the console
  }

  // ---- showing

  #enter(state, status = this.#words[state]) {
    const changed = state !== this.#state;
    this.#state = state;
    clearTimeout(this.#announcement);
    if (state === "loading") this.#announcement = setTimeout(() => this.#say(status || this.#words.preparing), ANNOUNCED_AFTER);
    else this.#say(status ?? "");
    this.#render();
    if (changed) this.#emit("state", { state });
  }

  #say(words) {
    tell(this.#view.status, words);
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`listen-${name}`, { bubbles: true, composed: true, detail }));
  }

  get #label() {
    const inside = this.children.length ? "" : this.textContent.trim();
    return this.getAttribute("label") ?? (inside || this.#words.read);
  }

  #render() {
    const state = this.#state;
    const place = state === "idle" ? this.#memory.place : null;
    this.#renderMain(state, place);
    this.#renderHint(state, place);
    const view = this.#view;
    const active = /loading|playing|paused/.test(state);
    view.more.hidden = state === "idle" || (state === "failed" && !this.#recording);
    view.restart.hidden = !place && state !== "paused";
    view.fallback.hidden = state !== "failed" || !this.querySelector("a");
    view.section.setAttribute("aria-label", `${this.#words.region}: ${this.#article.title?.text.trim() ?? document.title}`);
    if (this.#recording?.state === "ready") {
      view.download.href = this.#service.address(this.#recording.links.audio);
      view.download.hidden = false;
    }
    this.#renderNext(state);
    const bar = this.#away && active && !this.#closed;
    if (view.bar.hidden !== bar) return;
    view.bar.hidden = !bar;
    this.#resize();
  }

  #renderMain(state, place) {
    const begun = place || this.#sound.how || this.#sound.time;
    if (/loading|playing/.test(state)) this.#view.button("pause", this.#words.pause);
    else if (state === "ended") this.#view.button("again", this.#words.again);
    else this.#view.button("play", begun ? this.#words.resume : this.#label);
    this.#view.main.part = `button ${state}`;
  }

  #renderHint(state, place) {
    const { last, hint, about } = this.#words;
    const minutes = 60 * Math.max(1, Math.round(this.#article.estimate / 60));
    const first = `${hint}, ${about(timeInWords(this.#words, minutes))}.`;
    const text = place ? last(timeInWords(this.#words, place.time)) : state === "idle" ? first : "";
    tell(this.#view.hint, text);
    this.#view.hint.hidden = !text;
  }

  /** The next article is offered at the end, and never started. */
  #renderNext(state) {
    const link = document.querySelector(this.getAttribute("next") ?? "link[rel=next],a[rel=next]");
    const { upNext } = this.#view;
    upNext.hidden = state !== "ended" || !link;
    if (!link) return;
    upNext.href = link.href;
    tell(upNext, this.#words.upNext(link.title || link.textContent.trim()));
  }

  #closeBar() {
    this.#closed = true;
    this.#render();
  }
}

// A browser without these keeps what is inside the element: a link that works.
const known = globalThis.CSSStyleSheet && [].findLastIndex && AbortSignal.timeout && "adoptedStyleSheets" in document;
if (known && !customElements.get("listen-button")) customElements.define("listen-button", ListenButton);
