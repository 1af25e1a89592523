// Pulling enablers: the page holds what it shows for every set of them, each told as the first with changes.
(() => {
  const boxes = [...document.querySelectorAll("[data-enabler]")];
  if (!boxes.length) return;
  const NODES = nodes(DATA), held = new Map([[0, Promise.resolve(DATA)]]);
  let turn = 0;

  /** Every list and mapping, from the outside in, keys in alphabetical order: as `sim/page/packed.py` numbers them. */
  function nodes(root) {
    const found = [], walk = (node) => {
      if (node === null || typeof node !== "object") return;
      found.push(node);
      if (Array.isArray(node)) node.forEach(walk);
      else for (const name of Object.keys(node).sort()) walk(node[name]);
    };
    walk(root);
    return found;
  }

  function whole(node) {
    if (node === null || typeof node !== "object") return node;
    if (Array.isArray(node)) return node.map(whole);
    if ("$" in node) return NODES[node.$];
    return Object.fromEntries(Object.entries(node).map(([name, one]) => [name, whole(one)]));
  }

  async function unpack(set) {
    return whole(JSON.parse(await unpacked("set-" + set)));
  }

  function documentOf(set) {
    if (!held.has(set)) held.set(set, unpack(set));
    return held.get(set);
  }

  const canPull = (set) => set === 0 || (byId("set-" + set) && CAN_UNPACK);

  /** Shows the campaign with these enablers and no others in every section of the page. */
  async function pull(set) {
    const mine = ++turn;
    PULLED.set = set;
    for (const box of boxes) box.checked = Boolean(set & (1 << Number(box.dataset.enabler)));
    for (const follow of PULLED.first) follow(set);
    if (!byId("pulled")) return; // no set is on the page
    if (!canPull(set)) {
      byId("pulled-says").textContent = byId("set-" + set) ? "This browser is too old to unpack this set." : "No run of this set is on this page: the figures show another.";
      return;
    }
    const next = await documentOf(set);
    if (mine !== turn) return; // pulled again meanwhile
    tell(next);
    for (const [name, chart] of Object.entries(next.charts)) CHARTS.set(name, read(chart));
    Object.assign(OWN, next.own);
    for (const id of Object.keys(DATA.charts)) if (byId("figure-" + id)) byId("figure-" + id).hidden = !(id in next.charts);
    // What is seen, or nearest, comes first; the rest when the browser has time.
    const parts = [...PULLED.then.map(([id, show]) => [byId(id), show]), ...Object.keys(next.charts).map((name) => [byId("chart-" + name), () => redraw(name)])];
    const away = (element) => { const { top, bottom } = element.getBoundingClientRect(); return Math.max(0, top - innerHeight, -bottom); };
    const waiting = parts.filter(([element]) => element).map(([element, show]) => [away(element), show]).sort((a, b) => a[0] - b[0]);
    const work = () => {
      if (mine !== turn) return;
      const began = performance.now();
      while (waiting.length && (waiting[0][0] === 0 || performance.now() - began < 30)) waiting.shift()[1]();
      if (waiting.length) setTimeout(work, 0);
      else document.documentElement.dataset.pulled = String(set);
    };
    work();
  }

  function tell(next) {
    byId("flown").textContent = byId("pulled-says").textContent = next.flown;
    for (const [name, { title, lead, html }] of Object.entries(next.words)) {
      const section = byId(name);
      if (!section) continue;
      section.querySelector("h2").textContent = title;
      section.querySelector(".lead").textContent = lead;
      if (html !== undefined) section.querySelector(".own").innerHTML = html;
    }
  }

  function redraw(name) {
    const chart = CHARTS.get(name), element = byId("chart-" + name), menu = document.querySelector(`[data-choose="${name}"]`);
    if (menu) {
      const chosen = menu.selectedOptions[0]?.textContent;
      menu.replaceChildren(...chart.choices.map((choice, at) => new Option(choice.name, at, false, choice.name === chosen)));
    }
    element.setAttribute("aria-label", `${chart.title}. ${chart.says}`);
    element.style.minHeight = chart.height + "px";
    const details = document.querySelector(`[data-table="${name}"]`);
    details.querySelector(".scroll").replaceChildren();
    if (details.open) fillTable(details);
    drawChart(chart);
  }

  PULLED.pull = pull;
  for (const box of boxes) {
    box.checked = false;
    box.addEventListener("change", () => pull(PULLED.set ^ (1 << Number(box.dataset.enabler))));
  }
})();
