// Hearing a sentence at its place, and a word before it is kept. The pages do all else without a script.
const voice = new Audio();
let end = Infinity;

const say = (words) => {
  document.getElementById("said").textContent = words;
};

/** Plays an address from one second to another. */
function hear(address, from = 0, to = Infinity) {
  end = to;
  if (voice.getAttribute("src") !== address) voice.src = address;
  voice.currentTime = from;
  voice.play().catch(() => say("Chưa nghe được. Xin thử lại sau một lát."));
}

voice.addEventListener("timeupdate", () => {
  if (voice.currentTime >= end) voice.pause();
});

/** Has the form's text spoken, with the form's word or as it is, and plays it. */
async function tryOut(form, asItIs) {
  voice.play().catch(() => {}); // within the press, so that it may sound later
  say("Đang chuẩn bị…");
  const headers = { Accept: "application/json" };
  const body = new URLSearchParams(new FormData(form));
  if (asItIs) body.delete("said");
  const answer = await fetch(form.dataset.try, { method: "POST", headers, body });
  const { spoken, address, words } = await answer.json();
  say(spoken ? `Máy đọc: ${spoken}` : words);
  if (address) hear(address);
}

document.addEventListener("click", (event) => {
  const sentence = event.target.closest("[data-from]");
  if (sentence) {
    event.preventDefault();
    hear(sentence.getAttribute("href").split("#")[0], Number(sentence.dataset.from), Number(sentence.dataset.to));
  }
  const button = event.target.closest(".try");
  const asItIs = button?.formNoValidate;
  if (button && (asItIs || button.form.reportValidity())) tryOut(button.form, asItIs).catch(() => say("Chưa nghe được. Xin thử lại sau một lát."));
});

for (const button of document.querySelectorAll(".try")) button.hidden = false;
