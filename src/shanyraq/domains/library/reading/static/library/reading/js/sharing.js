/**
 * Shares the page, or the words that are chosen in its text: a text fragment in the address shows them again.
 */
const LONGEST = 120; // letters that are written out; longer passages by their first and last words
const WORDS = 5;

// a comma or a hyphen would end the words: https://wicg.github.io/scroll-to-text-fragment/
const encoded = (words) => encodeURIComponent(words).replaceAll("-", "%2D");

export function fragmentOf(passage) {
  const text = passage.replace(/\s+/g, " ").trim();
  if (text.length <= LONGEST) {
    return `#:~:text=${encoded(text)}`;
  }
  const words = text.split(" ");
  const begin = words.slice(0, WORDS).join(" ");
  const end = words.slice(-WORDS).join(" ");
  return `#:~:text=${encoded(begin)},${encoded(end)}`;
}

export function createSharing(book) {
  return async () => {
    const selection = getSelection();
    const text = book.root.querySelector("[data-text]");
    const isInText = text && selection.rangeCount && text.contains(selection.getRangeAt(0).commonAncestorContainer);
    const passage = isInText ? selection.toString().trim() : "";
    const url = location.origin + location.pathname + (passage ? fragmentOf(passage) : "");
    if (navigator.share) {
      await navigator.share({ title: document.title, text: passage || undefined, url }).catch(() => {});
      return;
    }
    try {
      await navigator.clipboard.writeText(passage ? `“${passage}”\n${url}` : url);
      book.announce(book.label("labelCopied"));
    } catch {
      const link = document.createElement("a");
      link.href = url;
      link.textContent = url;
      book.announce(link);
    }
  };
}
