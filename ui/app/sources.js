"use strict";
// The library: list, search, open a document at a place, add files one after another, remove.
(() => {
  const MOST_FILES = 50;
  const at = (id) => document.getElementById(id);
  const AWAY = "The program does not answer. Is it still running?";
  let newest = 0;

  const told = async (address, options) => {
    try {
      return await (await fetch(address, options)).json();
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

  const report = (name, answer) => {
    const said = {
      added: ["Added", answer.title],
      updated: ["Updated", answer.title],
      unchanged: ["Already there", answer.title],
      refused: ["Not taken in", `${name}: ${answer.why}`],
    }[answer.change] ?? ["Not taken in", `${name}: ${answer.error ?? AWAY}`];
    const item = document.createElement("li");
    const kind = document.createElement("strong");
    kind.textContent = said[0];
    item.append(kind, ` ${said[1]} `);
    if (answer.line) {
      const line = document.createElement("span");
      line.className = "line";
      line.textContent = answer.line;
      item.append(line);
    }
    item.className = answer.error ? "refused" : answer.change;
    at("adding-report").append(item);
    return answer.error ? "refused" : answer.change;
  };

  const summary = (counts, total) => {
    const line = document.createElement("li");
    const parts = [
      [counts.added + counts.updated, "added"],
      [counts.unchanged, "already there"],
      [counts.refused, "not taken in"],
    ];
    line.className = "sum";
    line.textContent = `${total} ${total === 1 ? "document" : "documents"}: ${parts.filter(([n]) => n).map(([n, what]) => `${n} ${what}`).join(", ")}.`;
    at("adding-report").prepend(line);
  };

  const add = async (wanted) => {
    const given = { publisher: at("new-publisher").value, published: at("new-published").value, tier: at("new-tier").value };
    const counts = { added: 0, updated: 0, unchanged: 0, refused: 0 };
    const bar = at("adding-progress");
    const taken = wanted.slice(0, MOST_FILES);
    at("adding-report").replaceChildren();
    bar.hidden = false;
    bar.max = taken.length;
    for (const [done, { name, body, ...more }] of taken.entries()) {
      bar.value = done;
      bar.setAttribute("aria-label", `Adding ${name}, ${done + 1} of ${taken.length}`);
      const query = new URLSearchParams({ name, ...given, ...more });
      counts[report(name, await told(`/copilot/sources?${query}`, { method: "POST", body }))] += 1;
    }
    bar.hidden = true;
    summary(counts, taken.length);
    at("adding").scrollIntoView({ block: "nearest" });
    if (wanted.length > MOST_FILES)
      report(`${wanted.length - MOST_FILES} more`, { change: "refused", why: `At most ${MOST_FILES} files are added at once; for whole folders there is: market-copilot sources add.` });
    list();
  };

  const addFiles = (files) => add([...files].map((file) => ({ name: file.name, body: file })));

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
    if (event.target.id !== "sources-form" && event.target.id !== "address-form") return;
    event.preventDefault();
    if (event.target.id === "sources-form") {
      at("adding").open = false;
      return list();
    }
    const url = at("address").value.trim();
    if (url) add([{ name: url, url }]);
    at("address").value = "";
  });
  document.addEventListener("change", (event) => {
    if (event.target.id === "publisher" || event.target.id === "tier") list();
    if (event.target.id !== "new-files") return;
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
      addFiles(event.dataTransfer.files);
    });
  document.addEventListener("view", ({ detail: { view, rest } }) => {
    if (view !== "sources") return;
    if (rest[0]) return open(rest[0], rest[1]);
    at("shelf").hidden = false;
    at("document").replaceChildren();
    list();
  });
})();
