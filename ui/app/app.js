"use strict";
// The page's own script. It shows one view at a time by the address after #, asks the questions that
// buttons offer, keeps opened parts open when the page is drawn again, tells the state of the program,
// and copies rows as cells.
(() => {
  const opened = new Set();
  let seen = "";
  let follow = 0;
  let drawn = [];

  const box = () => document.querySelector("#question textarea");

  const fill = (text) => {
    const field = box();
    if (!field) return false;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  };

  const ask = (text) => {
    if (fill(text)) setTimeout(() => document.querySelector("#ask")?.click(), 30);
  };

  const copyRows = (button) => {
    const rows = [...button.closest(".card").querySelectorAll("table.rows tr")];
    const text = rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim()).join("\t")).join("\n");
    navigator.clipboard?.writeText(text).then(() => {
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy rows"), 1500);
    });
  };

  document.addEventListener("click", (event) => {
    const asking = event.target.closest("[data-ask]");
    if (asking) ask(asking.dataset.ask);
    const copying = event.target.closest("[data-copy]");
    if (copying) copyRows(copying);
  });

  document.addEventListener(
    "toggle",
    (event) => {
      if (!event.target.id || event.target.tagName !== "DETAILS") return;
      if (event.target.open) opened.add(event.target.id);
      else if (event.target.isConnected) opened.delete(event.target.id);
    },
    true,
  );

  const redrawn = () => {
    showWhenDrawn();
    for (const id of opened) {
      const part = document.getElementById(id);
      if (part && !part.open) part.open = true;
    }
    document.getElementById("current")?.setAttribute("aria-live", "polite");
    const newest = document.querySelector("#current .turn");
    if (newest && newest.id !== seen) {
      seen = newest.id;
      follow = Date.now() + 1000;
    }
    if (!newest) seen = "";
    else if (Date.now() < follow) newest.scrollIntoView({ block: "start" });
  };

  for (const moved of ["wheel", "touchmove", "keydown", "pointerdown"])
    document.addEventListener(moved, () => (follow = 0), { capture: true, passive: true });

  const say = (line, text, notices = []) => {
    if (line.dataset.said === text) return;
    line.dataset.said = text;
    const more = document.createElement("span");
    more.className = "more";
    more.textContent = ` ${notices.join(" ")}`;
    line.replaceChildren(text, more);
  };

  const show = () => {
    const [named, ...rest] = location.hash.slice(1).split("/");
    const links = [...document.querySelectorAll("#name nav a")];
    const view = links.some((link) => link.hash === `#${named}`) ? named : "ask";
    const came = document.body.dataset.view !== view;
    document.body.dataset.view = view;
    for (const link of links)
      if (link.hash === `#${view}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    for (const card of document.querySelectorAll(":popover-open")) card.hidePopover();
    if (came) scrollTo(0, 0);
    document.dispatchEvent(new CustomEvent("view", { detail: { view, rest } }));
  };

  // The views are drawn some time after the page is there, and may be drawn anew while it opens.
  const showWhenDrawn = () => {
    const now = ["#name nav", "#check-form", "#found"].map((part) => document.querySelector(part));
    if (!now.every(Boolean) || now.every((part, place) => part === drawn[place])) return;
    drawn = now;
    show();
  };

  const tell = async () => {
    const line = document.getElementById("status");
    if (!line) return setTimeout(tell, 200);
    try {
      const status = await (await fetch("/copilot/status")).json();
      if (status.state === "opening") return setTimeout(tell, 400);
      const ready = status.state === "ready";
      say(line, ready ? `Model: ${status.model}. Prices: ${status.data}.` : status.text, status.notices);
      line.classList.toggle("amiss", !ready);
    } catch {
      say(line, "The program does not answer any more. Start it again; this page then works again.");
      line.classList.add("amiss");
      return setTimeout(tell, 3000);
    }
    return setTimeout(tell, 30000);
  };

  const start = () => {
    new MutationObserver(redrawn).observe(document.body, { childList: true, subtree: true });
    addEventListener("hashchange", show);
    tell();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
