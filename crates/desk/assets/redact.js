// Words selected in the text go into the field of words to redact; without this, they are typed there.
const text = document.getElementById("source-text");
const field = document.getElementById("words");
document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (!text || !field || !selection || !text.contains(selection.anchorNode)) return;
  const words = selection.toString().trim();
  if (words) field.value = words.replace(/\s+/g, " ");
});
