"use strict";
// The library: list, search, open a document at a place, add files one after another, remove.
(() => {
  const MOST_FILES = 500;
  const MOST_MEGABYTES = 25;
  const WAIT = 5000;
  const at = (id) => document.getElementById(id);
  const AWAY = "The program does not answer. Is it still running?";
  let newest = 0;

  const told = async (address, options) => {
    try {
      const answer = await fetch(address, options);
      return { status: answer.status, ...(await answer.json()) };
    } catch {
      return { error: AWAY };
    }
  };

  const amiss = (text) => {
    const line = document.createElement("p");
    line.className = "trouble";
    line.setAttribute("role", "alert");
    line.textContent = text;
    return line;
  };

  const list = async () => {
    const mine = ++newest;
    const query = new URLSearchParams();
    for (const name of ["words", "publisher", "tier"]) query.set(name, at(name).value);
    at("found").setAttribute("aria-busy", "true");
    const answer = await told(`/copilot/sources?${query}`);
    if (mine !== newest) return;
    at("found").removeAttribute("aria-busy");
    if (answer.error) return at("found").replaceChildren(amiss(answer.error));
    at("found").innerHTML = answer.html;
    for (const notice of answer.notices.reverse()) {
      const line = document.createElement("p");
      line.className = "hint";
      line.textContent = notice;
      at("found").prepend(line);
    }
    offer(answer.publishers);
  };

  const offer = (publishers) => {
    const chosen = at("publisher").value;
    const options = publishers.map((name) => new Option(name, name));
    at("publisher").replaceChildren(new Option("Any", ""), ...options);
    at("publisher").value = publishers.includes(chosen) ? chosen : "";
  };

  const open = async (id, span = "") => {
    const [start, end] = span.split("-").map((part) => parseInt(part, 10) || 0);
    at("shelf").hidden = true;
    at("document").replaceChildren();
    const answer = await told(`/copilot/sources/${encodeURIComponent(id)}?start=${start}&end=${end ?? 0}`);
    if (answer.error) {
      const back = document.createElement("a");
      back.href = "#sources";
      back.textContent = "All sources";
      return at("document").replaceChildren(amiss(answer.error), back);
    }
    at("document").innerHTML = answer.html;
    const place = at("place");
    (place ?? at("document").querySelector("h2")).focus({ preventScroll: true });
    place?.scrollIntoView({ block: "center" });
    return undefined;
  };

  const SAID = { added: "Added", updated: "Updated", unchanged: "Already there", refused: "Not taken in" };

  // One line for what became of a document; what was refused stands first.
  const report = (name, { change, title, line, why }) => {
    const item = document.createElement("li");
    const kind = document.createElement("strong");
    kind.textContent = SAID[change];
    item.append(kind, ` ${change === "refused" ? `${name}: ${why}` : title} `);
    if (line) {
      const more = document.createElement("span");
      more.className = "line";
      more.textContent = line;
      item.append(more);
    }
    item.className = change;
    at("adding-report")[change === "refused" ? "prepend" : "append"](item);
    return change;
  };

  const summary = (changes) => {
    const line = document.createElement("li");
    const count = (change) => changes.filter((one) => one === change).length;
    const parts = Object.entries(SAID).map(([change, said]) => [count(change), said.toLowerCase()]);
    const total = changes.length;
    line.className = "sum";
    line.textContent = `${total} ${total === 1 ? "document" : "documents"}: ${parts.filter(([n]) => n).map(([n, what]) => `${n} ${what}`).join(", ")}.`;
    at("adding-report").prepend(line);
  };

  // Why a file need not even be sent.
  const unreadable = ({ name, body }) => {
    if (!body) return "";
    const ending = name.includes(".") ? `.${name.split(".").pop().toLowerCase()}` : "";
    if (ending && !at("new-files").accept.split(",").includes(ending)) return `Files ending in ${ending} cannot be read.`;
    return body.size > MOST_MEGABYTES * 1e6 ? `It is larger than ${MOST_MEGABYTES} MB.` : "";
  };

  const sent = async (query, body) => {
    for (;;) {
      const answer = await told(`/copilot/sources?${query}`, { method: "POST", body });
      if (answer.status !== 429) return answer.results ?? [{ change: "refused", why: answer.error ?? AWAY }];
      at("adding-state").textContent = "So many at once take longer: the next is added within a minute.";
      await new Promise((go) => setTimeout(go, WAIT));
      at("adding-state").textContent = "";
    }
  };

  const given = (several) => {
    const fields = ["publisher", "published", "symbols", "tier", ...(several ? [] : ["title"])];
    return Object.fromEntries(fields.map((name) => [name, at(`new-${name}`).value]));
  };

  const add = async (wanted) => {
    const taken = wanted.slice(0, MOST_FILES);
    const known = given(taken.length > 1 || taken[0]?.news);
    const bar = at("adding-progress");
    const changes = [];
    at("adding-report").replaceChildren();
    bar.hidden = false;
    bar.max = taken.length;
    for (const [done, { name, body, ...more }] of taken.entries()) {
      bar.value = done;
      bar.setAttribute("aria-label", `Adding ${name}, ${done + 1} of ${taken.length}`);
      const why = unreadable({ name, body });
      const results = why ? [{ change: "refused", why }] : await sent(new URLSearchParams({ name, ...known, ...more }), body);
      for (const result of results) changes.push(report(name, result));
    }
    bar.hidden = true;
    if (wanted.length > MOST_FILES)
      changes.push(report(`${wanted.length - MOST_FILES} more`, { change: "refused", why: `At most ${MOST_FILES} files are added at once; for more there is: market-copilot sources add.` }));
    summary(changes);
    // Said of these documents; the next ones are others.
    if (changes.some((change) => change !== "refused")) for (const field of at("known").querySelectorAll("input, select")) field.value = "";
    at("adding-report").scrollIntoView({ block: "nearest" });
    list();
  };

  const addFiles = (files) => {
    const open = [...files].filter((file) => !(file.webkitRelativePath || file.name).split("/").some((part) => part.startsWith(".")));
    if (open.length) add(open.map((file) => ({ name: file.name, body: file })));
  };

  const inside = async (entry) => {
    if (entry.name.startsWith(".")) return [];
    if (entry.isFile) return [await new Promise((ok, no) => entry.file(ok, no))];
    const reader = entry.createReader();
    const files = [];
    for (;;) {
      const some = await new Promise((ok, no) => reader.readEntries(ok, no));
      if (!some.length) return files;
      for (const one of some) files.push(...(await inside(one)));
    }
  };

  // What was dropped must be taken hold of before anything is waited for.
  const dropped = async (transfer) => {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const loose = [...transfer.files];
    addFiles(entries.length ? (await Promise.all(entries.map(inside))).flat() : loose);
  };

  const remove = async (button) => {
    if (!button.dataset.sure) {
      button.dataset.sure = "asked";
      button.textContent = "Remove for good";
      return setTimeout(() => {
        delete button.dataset.sure;
        button.textContent = "Remove";
      }, 4000);
    }
    const answer = await told(`/copilot/sources/${button.dataset.remove}`, { method: "DELETE" });
    if (answer.error) return at("found").prepend(amiss(answer.error));
    await list();
    return at("sources-name").focus({ preventScroll: true });
  };

  document.addEventListener("submit", (event) => {
    const form = event.target.id;
    if (form !== "sources-form" && form !== "address-form" && form !== "news-form") return;
    event.preventDefault();
    if (form === "sources-form") {
      at("adding").open = false;
      return list();
    }
    const field = at(form === "news-form" ? "news" : "address");
    const wanted = field.value.trim();
    if (wanted) add([form === "news-form" ? { name: `Headlines about ${wanted}`, news: wanted } : { name: wanted, url: wanted }]);
    field.value = "";
  });
  document.addEventListener("change", (event) => {
    if (event.target.id === "publisher" || event.target.id === "tier") list();
    if (event.target.id !== "new-files" && event.target.id !== "new-folder") return;
    addFiles(event.target.files);
    event.target.value = "";
  });
  document.addEventListener("search", (event) => event.target.id === "words" && list());
  document.addEventListener("click", (event) => {
    const removing = event.target.closest("[data-remove]");
    if (removing) remove(removing);
  });
  // Files may be dropped anywhere but on the view that checks articles, which takes them for such.
  for (const kind of ["dragover", "dragleave", "drop"])
    document.addEventListener(kind, (event) => {
      if (document.body.dataset.view === "check" || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      document.body.classList.toggle("dropping", kind === "dragover" || (kind === "dragleave" && event.relatedTarget !== null));
      if (kind !== "drop") return;
      location.hash = "#sources";
      at("adding").open = true;
      dropped(event.dataTransfer);
    });
  document.addEventListener("view", ({ detail: { view, rest } }) => {
    if (view !== "sources") return;
    if (rest[0]) return open(rest[0], rest[1]);
    at("shelf").hidden = false;
    at("document").replaceChildren();
    list();
  });
})();
