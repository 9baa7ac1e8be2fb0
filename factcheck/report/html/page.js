
"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const form = one(".tools"), search = byId("q"), bySource = byId("s"), byClaim = byId("c"), shown = byId("shown"), pop = byId("pop");
  const toggles = all("[data-v]", form), clears = all(".clear"), none = one(".none"), help = byId("help");

  // Everything that can be filtered, read once: findings, and claims that have none.
  const items = all(".item").map((node) => ({
    node, verdict: node.dataset.v, claim: node.dataset.c, source: node.dataset.s || "", article: node.closest("article"), text: null, on: true,
  }));
  const articles = new Map();
  for (const item of items) articles.set(item.article, [...(articles.get(item.article) || []), item]);
  const groups = all(".group").map((node) => [node, all("article", node), one(".count", node)]);
  const sources = all(".source").map((node) => ({ node, notes: all(".notes a", node), marks: all(".m", node) }));
  const cells = all(".cell"), noteOf = new Map(all(".notes a").map((note) => [note.dataset.f, note]));
  const state = { verdicts: new Set(), source: "", claim: "", text: "" };
  let here = "";

  const fold = (text) => text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase().replace(/đ/g, "d").replace(/\s+/g, " ");
  const textOf = (item) => {
    if (item.text === null) {
      const head = one("header", item.article);
      head.folded ??= fold(head.textContent);
      item.text = item.node === item.article ? head.folded : `${head.folded} ${fold(item.node.textContent)}`;
    }
    return item.text;
  };

  function filter() {
    const words = fold(state.text).trim().split(" ").filter(Boolean);
    const keys = new Set(), pairs = new Set(), keptSources = new Set(), keptClaims = new Set();
    let count = 0, missing = 0;
    for (const item of items) {
      const on = (!state.verdicts.size || state.verdicts.has(item.verdict)) && (!state.source || item.source === state.source)
        && (!state.claim || item.claim === state.claim) && words.every((word) => textOf(item).includes(word));
      item.on = on;
      if (on) {
        if (item.verdict === "not_found") missing += 1; else count += 1;
        keys.add(item.node.id);
        pairs.add(`${item.claim} ${item.source}`);
        keptSources.add(item.source);
        keptClaims.add(item.article);
      }
    }
    // What is hidden as a whole is left as it is inside: a change costs a layout.
    for (const [article, members] of articles) {
      article.hidden = !keptClaims.has(article);
      if (!article.hidden) for (const item of members) item.node.hidden = !item.on;
    }
    for (const [group, members, number] of groups) {
      const left = members.filter((article) => !article.hidden).length;
      group.hidden = !left;
      number.textContent = left.toLocaleString("en");
    }
    for (const { node, notes, marks } of sources) {
      node.hidden = !keptSources.has(node.id);
      if (node.hidden) continue;
      for (const note of notes) note.hidden = !keys.has(note.dataset.f);
      for (const row of new Set(notes.map((note) => note.parentNode))) row.hidden = !one("a:not([hidden])", row);
      for (const mark of marks) mark.classList.toggle("off", !mark.dataset.f.split(" ").some((key) => keys.has(key)));
    }
    for (const cell of cells) cell.classList.toggle("off", !pairs.has(`${cell.dataset.c} ${cell.dataset.s}`));
    const all = !filtered();
    for (const button of clears) button.hidden = all;
    none.hidden = count + missing > 0 || !items.length;
    const told = `${count.toLocaleString("en")} ${count === 1 ? "finding" : "findings"}`;
    shown.textContent = missing && !all ? `${told}, ${missing.toLocaleString("en")} not found` : told;
  }

  const filtered = () => state.verdicts.size > 0 || state.source !== "" || state.claim !== "" || state.text.trim() !== "";

  // The address holds the filters and the place, so that a link shows another reader the same.
  function address() {
    const parts = new URLSearchParams();
    if (state.verdicts.size) parts.set("v", [...state.verdicts].join(","));
    if (state.source) parts.set("s", state.source);
    if (state.claim) parts.set("c", state.claim);
    if (state.text.trim()) parts.set("q", state.text.trim());
    if (here && ![...parts].length) return `#${here}`;
    if (here) parts.set("at", here);
    return [...parts].length ? `#?${parts}` : "#";
  }

  function keep(push) {
    try {
      history[push ? "pushState" : "replaceState"](null, "", address());
    } catch {
      // A browser that counts such calls refuses some: the next one tells it all.
    }
  }

  function recall() {
    const hash = location.hash.slice(1), parts = new URLSearchParams(hash.startsWith("?") ? hash.slice(1) : "");
    const known = (select, value) => ([...select.options].some((option) => option.value === value) ? value : "");
    const verdicts = new Set(toggles.map((button) => button.dataset.v));
    state.verdicts = new Set((parts.get("v") || "").split(",").filter((verdict) => verdicts.has(verdict)));
    state.source = known(bySource, parts.get("s") || "");
    state.claim = known(byClaim, parts.get("c") || "");
    state.text = (parts.get("q") || "").slice(0, 200);
    here = hash.startsWith("?") ? parts.get("at") || "" : hash;
    mirror();
    filter();
    if (here) reveal(here);
  }

  function mirror() {
    for (const button of toggles) button.setAttribute("aria-pressed", String(state.verdicts.has(button.dataset.v)));
    bySource.value = state.source;
    byClaim.value = state.claim;
    if (search.value.trim() !== state.text.trim()) search.value = state.text;
  }

  let later = 0;
  function changed() {
    filter();
    clearTimeout(later);
    later = setTimeout(() => keep(false), 200);
  }

  function clear() {
    Object.assign(state, { verdicts: new Set(), source: "", claim: "", text: "" });
    search.value = "";
    mirror();
    changed();
  }

  // Show the place that a link names: whatever hides it is opened.
  function reveal(id) {
    const node = byId(id);
    if (!node) return false;
    if (node.closest("[hidden]")) clear();
    for (let at = node; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    const details = node.matches(".finding") && one("details", node);
    if (details && !node.matches(".contradicted")) details.open = true;
    const mark = node.closest(".m") || node;
    mark.scrollIntoView({ block: mark.matches(".finding, .m, .notes li") ? "center" : "start" });
    mark.focus({ preventScroll: true });
    mark.classList.remove("at-last");
    void mark.offsetWidth;
    mark.classList.add("at-last");
    return true;
  }

  function go(id) {
    if (!byId(id)) return;
    here = id;
    clearTimeout(later);
    keep(true);
    reveal(id);
  }

  // A number that several claims touch opens the list of them.
  function list(mark) {
    const links = mark.dataset.f.split(" ").map((key) => noteOf.get(key)).filter((note) => note && !note.hidden);
    if (links.length === 1) return go(links[0].dataset.f);
    pop.replaceChildren(...links.map((link) => link.cloneNode(true)));
    pop.showPopover();
    const box = mark.getClientRects()[0];
    pop.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - pop.offsetWidth - 8)) + scrollX}px`;
    pop.style.top = `${box.bottom + 6 + scrollY}px`;
    pop.opener = mark;
    one("a", pop)?.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (pop.contains(link)) pop.hidePopover();
    if (link.dataset.n && pop.showPopover) list(link); else go(link.getAttribute("href").slice(1));
  });

  // Keys.
  const steps = () => items.filter((item) => item.on && item.verdict !== "not_found");
  function step(by) {
    const left = steps();
    if (!left.length) return;
    const focus = document.activeElement.closest(".item"), at = left.findIndex((item) => item.node === focus);
    const next = left[at < 0 ? (by > 0 ? 0 : left.length - 1) : Math.min(Math.max(at + by, 0), left.length - 1)].node;
    here = next.id;
    next.scrollIntoView({ block: "center" });
    next.focus({ preventScroll: true });
    clearTimeout(later);
    later = setTimeout(() => keep(false), 200);
  }

  function across() {
    const item = document.activeElement.closest(".finding"), mark = document.activeElement.closest(".m");
    if (item) go(`m-${item.id.slice(2)}`);
    else if (mark) mark.click();
    return item || mark;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "Escape") {
      if (pop.showPopover && pop.matches(":popover-open")) {
        pop.hidePopover();
        pop.opener?.focus();
        event.preventDefault();
      } else if (filtered()) {
        clear();
        event.preventDefault();
      } else if (typing) typing.blur();
      return;
    }
    if (typing) {
      if (event.target === search && event.key === "Enter") {
        event.preventDefault();
        step(1);
      }
      return;
    }
    const onControl = event.target.closest("a, button, summary");
    if (event.key === "/") search.focus(), search.select();
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "?") help.showModal();
    else if (event.key === "c") toggle("contradicted");
    else if (event.key === "o" || (event.key === "Enter" && !onControl)) {
      if (!across()) return;
    } else return;
    event.preventDefault();
  });

  function toggle(verdict) {
    if (!toggles.some((button) => button.dataset.v === verdict)) return;
    if (!state.verdicts.delete(verdict)) state.verdicts.add(verdict);
    mirror();
    changed();
  }

  for (const button of toggles) button.addEventListener("click", () => toggle(button.dataset.v));
  for (const button of clears) button.addEventListener("click", () => { clear(); search.focus(); });
  one(".keys").addEventListener("click", () => help.showModal());
  bySource.addEventListener("change", () => { state.source = bySource.value; changed(); });
  byClaim.addEventListener("change", () => { state.claim = byClaim.value; changed(); });
  search.addEventListener("input", () => { state.text = search.value; changed(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", recall);

  form.hidden = false;
  recall();

  // The texts are read for the first search while nobody waits.
  let read = 0;
  const whenIdle = self.requestIdleCallback || ((work) => setTimeout(work, 200));
  const ahead = () => {
    for (const end = read + 100; read < Math.min(end, items.length); read++) textOf(items[read]);
    if (read < items.length) whenIdle(ahead);
  };
  whenIdle(ahead);
})();
