// The inbox without loading the page again: files that are dropped or chosen are sent one by one, and
// what changes in the list is shown as the server tells of it. Without this script the forms do.
(() => {
  const form = document.getElementById("drop");
  const choice = document.getElementById("files");
  const sending = document.getElementById("sending");
  let looking = false;
  let again = false;

  // Shows the list as it is now; lines that say what they said are left alone, and keep the focus.
  const look = async () => {
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    do {
      again = false;
      const answer = await fetch("/inbox", { headers: { accept: "text/html" } }).catch(() => null);
      if (answer && answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } while (again);
    looking = false;
  };

  const show = (page) => {
    const fresh = page.getElementById("items");
    const list = document.getElementById("items");
    const sum = page.getElementById("sum");
    if (!fresh || !sum) return;
    const known = new Map([...list.children].map((line) => [line.id, line]));
    let before = null;
    for (const line of [...fresh.children]) {
      const old = known.get(line.id);
      known.delete(line.id);
      const same = old && old.innerHTML === line.innerHTML && old.className === line.className;
      const here = same ? old : document.importNode(line, true);
      if (old && !same) old.replaceWith(here);
      const next = before ? before.nextElementSibling : list.firstElementChild;
      if (next !== here) list.insertBefore(here, next);
      before = here;
    }
    for (const gone of known.values()) gone.remove();
    const shown = document.getElementById("sum");
    if (shown.textContent !== sum.textContent) shown.textContent = sum.textContent;
    const nothing = document.getElementById("nothing");
    if (nothing) nothing.hidden = list.children.length > 0;
  };

  const send = async (files) => {
    const unsent = [];
    let nth = 0;
    for (const file of files) {
      nth += 1;
      sending.textContent = `${form.dataset.sending} ${nth}/${files.length}: ${file.name}`;
      const body = new FormData();
      body.append("file", file, file.name);
      const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
      // The server answers what it has received by leading back to the list.
      if (!answer || answer.type !== "opaqueredirect") unsent.push(file.name);
    }
    sending.textContent = unsent.length ? `${form.dataset.unsent} ${unsent.join(", ")}` : "";
    form.reset();
    await look();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send([...choice.files]);
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (event.dataTransfer && event.dataTransfer.files.length) send([...event.dataTransfer.files]);
  });
  const news = new EventSource("/inbox/events");
  news.addEventListener("inbox", look);
  // After a pause in the line, something may have been missed.
  news.addEventListener("open", look);
})();
