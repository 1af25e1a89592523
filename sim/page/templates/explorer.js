// All sets of enablers: a set is a number whose bit i says that enabler i is there. Everything is looked up.
(() => {
  const data = OWN.explorer;
  if (!data) return;
  const whole = 2 ** data.enablers.length - 1, all = data.sets[whole];
  const at = (name) => data.measures.findIndex((measure) => measure.name === name);
  const mean = (set, measure) => (data.sets[set] ? data.sets[set][measure][0] : null);
  let chosen = 0, of = data.first;

  const listed = (names) => (names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names.join(""));
  const short = (value) => Math.abs(value) >= 1e7 ? `${short(value / 1e6)} M` : value.toLocaleString("en", { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2 });

  /** What the toggles say, in a sentence. */
  function sentence() {
    const away = data.enablers.filter((_, bit) => !(chosen & (1 << bit)));
    if (!data.sets[chosen]) return `Without ${listed(away)}: this set was not flown.`;
    const main = data.shown[0], left = mean(chosen, main), had = mean(whole, main), title = data.measures[main].title.toLowerCase();
    const start = away.length ? `Without ${listed(away)}` : "With everything";
    const share = had ? `${Math.round(100 * left / had)} % of the ${title.replace(" struck", "")} (${short(left)} of ${short(had)})` : `${short(left)} ${title}`;
    return `${start}: ${away.length ? share : `${short(had)} ${title}`}${stockout()}.`;
  }

  /** When stocks first run out, and why that is later, or never, with less. */
  function stockout() {
    const day = at("first_stockout_day"), bombs = at("weapons");
    if (day < 0) return "";
    const now = mean(chosen, day), then = mean(whole, day);
    const less = bombs >= 0 && mean(chosen, bombs) < 0.9 * mean(whole, bombs);
    if (now === null) return `, first stockout never${less ? ": they fly too little to run out" : ""}`;
    const after = (days) => (days < 1 ? "on the first day" : `after ${short(days)} days`);
    const told = `, first stockout ${after(now)}`;
    if (chosen === whole || then === null || now <= then) return told;
    return `${told} instead of ${after(then)}${less ? ": fewer weapons are dropped" : ""}`;
  }

  function left() {
    const set = data.sets[chosen];
    const rows = set ? data.shown.filter((measure) => all[measure][0] && set[measure][0] !== null) : [];
    const share = (measure) => 100 * set[measure][0] / all[measure][0];
    const names = rows.map((measure) => data.measures[measure].title);
    const trace = {
      type: "bar", orientation: "h", y: names, x: rows.map(share), marker: { color: data.colours[chosen === whole ? 0 : 1] },
      texttemplate: "%{x:.0f} %", textposition: "inside", insidetextanchor: "start", insidetextfont: { color: chosen === whole ? "#FFFFFE" : "#000000" },
      hovertemplate: "%{y}: %{x:.1f} %<extra></extra>",
    };
    const layout = {
      yaxis: { autorange: "reversed", automargin: true, type: "category" }, hovermode: "closest", nothing: "This set was not flown.",
      xaxis: { range: [0, Math.max(110, ...rows.map(share)) * 1.02], title: { text: "per cent of the campaign with everything" } },
      shapes: [{ type: "line", x0: 100, x1: 100, yref: "paper", y0: 0, y1: 1, line: { width: 2 } }],
    };
    draw(byId("explorer-left"), rows.length ? [trace] : [], layout, 110 + 36 * data.shown.length, "what_is_left");
  }

  /** What enabler `bit` adds to the chosen set, or what goes with it; empty if a set was not flown. */
  function here(bit) {
    const more = mean(chosen | (1 << bit), of), fewer = mean(chosen & ~(1 << bit), of);
    return more === null || fewer === null ? null : more - fewer;
  }

  function worth() {
    const values = data.worth[of].shapley, names = data.enablers;
    const spread = (part, sign) => values.map((value) => (value[part] === null ? 0 : sign * (value[part] - value[0])));
    const traces = [
      { type: "bar", orientation: "h", name: "on average over all orders", y: names, x: values.map((value) => value[0]), marker: { color: data.colours[0] },
        error_x: { type: "data", symmetric: false, color: "#222222", array: spread(2, 1), arrayminus: spread(1, -1) }, hovertemplate: "%{y}: %{x:,.4~g}" },
      { type: "bar", orientation: "h", name: "in the chosen set", y: names, x: names.map((_, bit) => here(bit)), marker: { color: data.colours[1] }, hovertemplate: "%{y}: %{x:,.4~g}" },
    ];
    const layout = { barmode: "group", hovermode: "closest", yaxis: { autorange: "reversed", automargin: true, type: "category" }, xaxis: { title: { text: data.measures[of].title } } };
    draw(byId("explorer-worth"), traces, layout, 140 + 44 * names.length, "shapley");
  }

  function sets() {
    const flown = Object.keys(data.sets).map(Number).filter((set) => mean(set, of) !== null);
    const size = (set) => set.toString(2).replaceAll("0", "").length, spread = (set) => ((set * 37) % 17 - 8) / 40;
    const name = (set) => { const away = data.enablers.filter((_, bit) => !(set & (1 << bit))); return away.length ? `without ${listed(away)}` : "with everything"; };
    const points = (list, look, label) => ({
      type: "scatter", mode: "markers", name: label, x: list.map((set) => size(set) + spread(set)), y: list.map((set) => mean(set, of)),
      text: list.map(name), hovertemplate: "%{text}: %{y:,.4~g}<extra></extra>", marker: look,
    });
    const traces = [points(flown, { color: data.colours[0], size: 8, opacity: 0.6 }, "a set")];
    if (flown.includes(chosen)) traces.push(points([chosen], { color: data.colours[1], size: 16, symbol: "diamond", line: { width: 2, color: "#222222" } }, "the chosen set"));
    const layout = { hovermode: "closest", xaxis: { title: { text: "enablers that are there" }, dtick: 1 }, yaxis: { title: { text: data.measures[of].title }, rangemode: "tozero" } };
    draw(byId("explorer-all-sets"), traces, layout, 140 + 44 * data.enablers.length, "all_sets");
  }

  function pairs() {
    const square = data.worth[of].interactions;
    const most = square ? Math.max(1e-9, ...square.flat().map((value) => Math.abs(value || 0))) : 1;
    const text = square ? square.map((row) => row.map((value) => (value === null ? "" : short(value)))) : [];
    const trace = {
      type: "heatmap", x: data.enablers.map(wrap), y: data.enablers, z: square, text, texttemplate: "%{text}", coloraxis: "coloraxis", xgap: 2, ygap: 2, hoverongaps: false,
      hovertemplate: "%{y} and %{x}: %{z:,.4~g}<extra></extra>",
    };
    // Where less is better the signs change sides.
    const ends = ["the two do more together than apart", "one stands in for the other"];
    if (mean(whole, of) < mean(0, of)) ends.reverse();
    byId("explorer-key").textContent = square ? `Orange, above zero: ${ends[0]}. Purple, below zero: ${ends[1]}.` : "";
    const layout = {
      hovermode: "closest", nothing: "Interactions need all sets.", yaxis: { autorange: "reversed", automargin: true, type: "category" }, xaxis: { type: "category", automargin: true },
      coloraxis: { cmin: -most, cmax: most, colorscale: [[0, "#5E3C99"], [0.5, "#F7F7F7"], [1, "#E66101"]], showscale: false },
    };
    draw(byId("explorer-pairs"), square ? [trace] : [], layout, 150 + 46 * data.enablers.length, "interactions");
  }

  function show() {
    byId("explorer-says").textContent = sentence();
    left(); worth(); sets(); pairs();
  }


  document.addEventListener("DOMContentLoaded", () => {
    byId("explorer-all").addEventListener("click", () => PULLED.pull(whole));
    byId("explorer-none").addEventListener("click", () => PULLED.pull(0));
    byId("explorer-of").addEventListener("change", ({ target }) => { of = Number(target.value); show(); });
    PULLED.first.push((set) => { chosen = set; show(); });
    REDRAWN.push(show);
  });
})();
