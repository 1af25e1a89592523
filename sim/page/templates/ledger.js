// Where the sorties went: adds up the one table of lines by what is chosen, cause to nation to week.
(() => {
  const EFFECTIVE = "effective";
  let { worlds, colours, ends } = OWN.ledger;
  const table = () => CHARTS.get("ledger").table;
  const chosen = { of: "", end: "", nation: "" };

  /** Lines by the values of one column and by world, of the rows that fit. */
  function sums(column, fits) {
    const t = table(), found = new Map();
    for (let row = 0; row < t.lines.length; row++) {
      if (!fits(row, t)) continue;
      const key = t[column][row];
      if (!found.has(key)) found.set(key, worlds.map(() => 0));
      found.get(key)[worlds.indexOf(t.world[row])] += t.lines[row];
    }
    return found;
  }
  const fitsOf = (row, t) => !chosen.of || t.of[row] === chosen.of;
  const fitsEnd = (row, t) => fitsOf(row, t) && (chosen.end ? t.end[row] === chosen.end : t.end[row] !== EFFECTIVE);
  const fitsAll = (row, t) => fitsEnd(row, t) && (!chosen.nation || t.nation[row] === chosen.nation);

  function bars(id, found, order) {
    const labels = order.filter((label) => found.has(label));
    const traces = worlds.map((name, at) => ({
      type: "bar", orientation: "h", name, y: labels, x: labels.map((label) => found.get(label)[at]), marker: { color: colours[at % 2] },
      texttemplate: "%{x:,}", textposition: "outside", cliponaxis: false, hovertemplate: "%{y}: %{x:,}",
    }));
    const layout = {
      barmode: "group", hovermode: "closest", nothing: "No line ended so.",
      yaxis: { autorange: "reversed", automargin: true, type: "category" }, xaxis: { rangemode: "tozero" },
    };
    const height = 110 + Math.max(2, labels.length) * (14 + 17 * worlds.length);
    draw(byId(id), labels.length ? traces : [], layout, height, id);
    byId(id).style.minHeight = labels.length ? height + "px" : "";
  }

  function show() {
    const byEnd = sums("end", fitsOf), byNation = sums("nation", fitsEnd), byWeek = sums("week", fitsAll);
    bars("ledger-ends", byEnd, ends);
    const nations = [...byNation.keys()].sort((a, b) => Math.max(...byNation.get(b)) - Math.max(...byNation.get(a)));
    bars("ledger-nations", byNation, nations);
    const menu = byId("ledger-nation"), all = menu.options[0];
    menu.replaceChildren(all, ...nations.map((nation) => new Option(nation, nation, false, nation === chosen.nation)));
    if (!nations.includes(chosen.nation)) { chosen.nation = ""; menu.value = ""; }
    const weeks = [...new Set(table().week)].sort(), none = worlds.map(() => 0);
    const traces = byWeek.size ? worlds.map((name, at) => ({
      type: "bar", name, x: weeks, y: weeks.map((week) => (byWeek.get(week) || none)[at]), marker: { color: colours[at % 2] }, hovertemplate: "%{y:,}",
    })) : [];
    draw(byId("ledger-weeks"), traces, { barmode: "group", xaxis: { type: "date" }, yaxis: { rangemode: "tozero", title: { text: "lines a week" } }, nothing: "No line ended so." }, 340, "ledger_weeks");
    const total = worlds.map((name, at) => [...byWeek.values()].reduce((sum, lines) => sum + lines[at], 0).toLocaleString("en") + " " + name);
    byId("ledger-says").textContent = `${chosen.end || "Any end but effective"}, ${chosen.nation || "all nations"}, ${chosen.of || "all lines"}: ${total.join(", ")}.`;
  }

  /** The same choice in another world, if it is there. */
  function again() {
    ({ worlds, colours, ends } = OWN.ledger);
    const menu = byId("ledger-end"), any = menu.options[0];
    if (!ends.includes(chosen.end)) chosen.end = "";
    menu.replaceChildren(any, ...ends.map((end) => new Option(end, end, false, end === chosen.end)));
    menu.value = chosen.end;
    const details = document.querySelector('[data-table="ledger"]');
    details.querySelector(".scroll").replaceChildren();
    if (details.open) fillTable(details);
    show();
  }

  PULLED.then.push(["ledger", again]);
  document.addEventListener("DOMContentLoaded", () => {
    for (const name of ["of", "end", "nation"])
      byId("ledger-" + name).addEventListener("change", (event) => { chosen[name] = event.target.value; show(); });
    const pick = (id, menu, name) => byId(id).on && byId(id).on("plotly_click", ({ points }) => {
      chosen[name] = byId(menu).value = unwrapped(points[0].y);
      show();
    });
    let listening = false;
    REDRAWN.push(() => {
      show();
      if (!listening && byId("ledger-ends").on) { pick("ledger-ends", "ledger-end", "end"); pick("ledger-nations", "ledger-nation", "nation"); listening = true; }
    });
  });
})();
