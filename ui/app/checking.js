"use strict";
// The article check: send a text, tell what is being done, show the report.
(() => {
  const at = (id) => document.getElementById(id);
  let title = "";
  let running = null;

  const say = (text, amiss = false) => {
    const line = document.createElement("p");
    line.className = amiss ? "trouble" : "working";
    if (amiss) line.setAttribute("role", "alert");
    line.textContent = text;
    at("check-state").replaceChildren(...(text ? [line] : []));
    return line;
  };

  const busy = (doing, done, total) => {
    const line = say(doing);
    if (total > 1) {
      const bar = document.createElement("progress");
      bar.max = total;
      bar.value = done;
      line.append(bar);
    }
    const stop = document.createElement("button");
    stop.type = "button";
    stop.className = "button plain";
    stop.textContent = "Stop";
    stop.addEventListener("click", () => running?.abort());
    line.append(stop);
  };

  const fold = (folded) => {
    at("check-form").hidden = folded;
    if (!folded) at("check-report").replaceChildren();
  };

  async function* lines(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ""; ; ) {
      const { value, done } = await reader.read();
      const parts = (rest + (value ?? "")).split("\n");
      rest = done ? "" : parts.pop();
      for (const part of parts) if (part) yield JSON.parse(part);
      if (done) return;
    }
  }

  const take = (line) => {
    if (line.error) say(line.error, true);
    else if (line.html === undefined) busy(line.doing, line.done, line.total);
    else {
      say("");
      fold(true);
      at("check-report").innerHTML = line.html;
      scrollTo(0, 0);
      at("check-report").querySelector("h2").focus({ preventScroll: true });
    }
    return Boolean(line.error || line.html !== undefined);
  };

  const check = async (published) => {
    running?.abort();
    const mine = (running = new AbortController());
    const text = at("article").value;
    if (!text.trim()) {
      say("There is no text yet. Paste an article, open a file, or check the example.", true);
      return at("article").focus();
    }
    busy("Reading the article", 0, 1);
    const body = JSON.stringify({ text, published, title });
    try {
      const response = await fetch("/copilot/checks", { method: "POST", body, signal: mine.signal });
      if (!response.ok) return say((await response.json()).error, true);
      let ended = false;
      for await (const line of lines(response)) ended = take(line);
      if (!ended) say("The check ended early. Try again.", true);
    } catch (error) {
      if (mine !== running) return;
      if (error.name === "AbortError") say("Stopped.");
      else say("The program does not answer. Is it still running?", true);
    }
  };

  const fill = (text, known = "", published = "") => {
    fold(false);
    at("article").value = text;
    at("published").value = published;
    title = known;
    say("");
  };

  const open = async (file) => {
    if (!file) return;
    say(`Opening ${file.name}`);
    try {
      const response = await fetch(`/copilot/articles?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
      const told = await response.json();
      if (told.error) return say(`${file.name}: ${told.error}`, true);
      fill(told.text, told.title, told.published);
      say(`${file.name} is in the field: ${told.text.split(/\s+/).filter(Boolean).length.toLocaleString("en")} words.`);
    } catch {
      say(`${file.name} could not be sent. Is the program still running?`, true);
    }
  };

  const example = async () => {
    fill(await (await fetch("/copilot/example")).text());
    await check("");
  };

  document.addEventListener("submit", (event) => {
    if (event.target.id !== "check-form" && event.target.id !== "day-form") return;
    event.preventDefault();
    check(at(event.target.id === "day-form" ? "day" : "published").value);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("#check-example")) example();
    const claim = event.target.closest(".claim[data-card]");
    if (claim) at(claim.dataset.card)?.showPopover();
    if (event.target.closest("[data-edit]")) {
      at("published").value = at("day").value;
      fold(false);
      at("article").focus();
    }
    if (event.target.closest("[data-another]")) {
      fill("");
      at("article").focus();
    }
  });
  document.addEventListener("change", (event) => {
    if (event.target.id !== "article-file") return;
    open(event.target.files[0]);
    event.target.value = "";
  });
  document.addEventListener("input", (event) => {
    if (event.target.id === "article") title = "";
  });
  for (const kind of ["dragover", "dragleave", "drop"])
    document.addEventListener(kind, (event) => {
      const zone = event.target.closest?.("#check .drop");
      if (!zone || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      zone.classList.toggle("over", kind === "dragover");
      if (kind === "drop") open(event.dataTransfer.files[0]);
    });
  document.addEventListener("view", ({ detail: { view, rest } }) => {
    if (view !== "check" || rest[0] !== "example") return;
    example().finally(() => history.replaceState(null, "", "#check"));
  });
})();
