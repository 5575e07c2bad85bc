// The demo page's own toolbar, as portals have it: A− and A+ change the article's text by inline styles.
const article = document.getElementById("article_text");
for (const button of document.querySelectorAll(".article-toolbar [data-size]")) {
  button.addEventListener("click", () => {
    const size = parseFloat(getComputedStyle(article).fontSize) + 2 * Number(button.dataset.size);
    article.style.fontSize = `${Math.min(Math.max(size, 12), 32)}px`;
  });
}
