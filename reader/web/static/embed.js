// The iframe page has no article to mark: it shows the sentence that is heard.
document.addEventListener("listen-sentence", ({ detail }) => {
  document.getElementById("sentence").textContent = detail.text;
});
