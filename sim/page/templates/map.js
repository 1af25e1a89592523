// The campaign day by day: two maps of the same day, drawn on canvas from one array a day.
(() => {
  if (!OWN.map) return;
  const GREEN = "#009E73", still = matchMedia("(prefers-reduced-motion: reduce)");
  const DAYS_PER_S = 4;
  const most = (lists) => Math.max(1, ...lists.flat());
  const views = [];
  let map, WEST, SOUTH, EAST, NORTH, SQUEEZE, AREA, TRACK, mostFuel, mostStock;
  let day = 0, playing = false, began = 0, from = 0, dash = 0;

  const make = (tag, props = {}, ...children) => { const e = Object.assign(document.createElement(tag), props); e.append(...children); return e; };

  /** What is the same on all days. */
  function take(taken) {
    map = taken;
    [WEST, SOUTH, EAST, NORTH] = map.box;
    SQUEEZE = Math.cos(((SOUTH + NORTH) / 2) * Math.PI / 180);
    AREA = map.places.map((place) => place[1] === "area");
    TRACK = map.places.map((place) => place[1] === "track");
    mostFuel = most(map.worlds.map((world) => Object.values(world.track_fuel).flat()));
    mostStock = map.nations.map((_, nation) => most(map.worlds.map((world) => world.stocks[nation] || [0])));
    byId("map-day").max = map.dates.length - 1;
    views.length = 0;
    byId("maps").replaceChildren();
    build();
  }

  function build() {
    for (const world of map.worlds) {
      const canvas = make("canvas", { role: "img" });
      const tally = make("div", { className: "tally" }), event = make("p", { className: "event" }), gauges = make("div", { className: "gauges" });
      const out = {};
      for (const name of ["sorties", "struck", "fuel", "watched"]) {
        out[name] = make("b");
        out[name].dataset.what = name;
        tally.append(make("span", {}, out[name], " "));
      }
      const bars = Object.keys(world.stocks).map(Number).map((nation) => {
        const fill = make("span"), number = make("b"), row = make("div", { className: "gauge" }, make("em", { textContent: map.nations[nation], title: map.nations[nation] }), make("i", {}, fill), number);
        gauges.append(row);
        return { nation, fill, number, row };
      });
      const head = bars.length ? [make("p", { className: "small", textContent: "Weapons on hand; red while a stock is out" })] : [];
      const figure = make("figure", {}, make("figcaption", { textContent: world.name }), canvas, tally, event, ...head, gauges);
      byId("maps").append(figure);
      views.push({ world, canvas, out, event, bars });
    }
  }

  // -- the land, drawn once a size and theme ----------------------------------------------------------------------

  function size(view) {
    const width = view.canvas.clientWidth || 300, ratio = Math.min(window.devicePixelRatio || 1, 2);
    const height = Math.round(Math.min(Math.max(width * (NORTH - SOUTH) / ((EAST - WEST) * SQUEEZE), 220), printing ? 380 : 560));
    Object.assign(view.canvas, { width: width * ratio, height: height * ratio });
    view.canvas.style.height = height + "px";
    const scale = Math.min(width / ((EAST - WEST) * SQUEEZE), height / (NORTH - SOUTH));
    const left = (width - (EAST - WEST) * SQUEEZE * scale) / 2, top = (height - (NORTH - SOUTH) * scale) / 2;
    view.at = (lon, lat) => [left + (lon - WEST) * SQUEEZE * scale, top + (NORTH - lat) * scale];
    // A base beyond the frame lies on it, on the way to where it is.
    const onto = (value, end) => Math.max(7, Math.min(end - 7, value));
    const xy = map.places.map(([, , lon, lat]) => view.at(lon, lat));
    view.xy = xy.map(([x, y]) => [onto(x, width), onto(y, height)]);
    view.beyond = xy.map(([x, y]) => (x < 0 ? "← " : x > width ? "→ " : y < 0 ? "↑ " : y > height ? "↓ " : ""));
    view.paint = view.canvas.getContext("2d");
    view.paint.setTransform(ratio, 0, 0, ratio, 0, 0);
    Object.assign(view, { width, height, ratio });
    land(view);
  }

  function land(view) {
    const sheet = make("canvas", { width: view.canvas.width, height: view.canvas.height }), paint = sheet.getContext("2d");
    paint.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    paint.fillStyle = colourOf("--sea");
    paint.fillRect(0, 0, view.width, view.height);
    paint.fillStyle = colourOf("--land");
    paint.strokeStyle = colourOf("--coast");
    paint.lineWidth = 0.8;
    const path = new Path2D();
    for (const ring of map.coast) {
      for (let i = 0; i < ring.length; i += 2) path[i ? "lineTo" : "moveTo"](...view.at(ring[i] / 100, ring[i + 1] / 100));
      path.closePath();
    }
    paint.fill(path, "evenodd");
    paint.stroke(path);
    view.sheet = sheet;
    view.labels = labels(view, paint);
  }

  /** Where names fit without lying over each other: areas and tracks first. */
  function labels(view, paint) {
    const taken = [], found = [], font = `${narrow() ? 10 : 12}px system-ui, "DejaVu Sans", sans-serif`;
    paint.font = font;
    const order = map.places.map((_, at) => at).sort((a, b) => (AREA[b] - AREA[a]) || (TRACK[b] - TRACK[a]));
    for (const at of order) {
      const [x, y] = view.xy[at], text = view.beyond[at] + map.places[at][0].split(" / ")[0], w = paint.measureText(text).width, off = AREA[at] ? 11 : TRACK[at] ? 16 : 6;
      for (const [lx, ly] of [[x + off, y + 4], [x - off - w, y + 4], [x - w / 2, y - off], [x - w / 2, y + off + 10]]) {
        const box = [lx - 2, ly - 11, lx + w + 2, ly + 3];
        if (box[0] < 0 || box[2] > view.width || box[1] < 0 || box[3] > view.height) continue;
        if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
        taken.push(box);
        found.push([text, lx, ly]);
        break;
      }
    }
    view.font = font;
    return found;
  }

  // -- one day ----------------------------------------------------------------------------------------------------

  function paintDay(view, number) {
    const { paint, world, xy } = view;
    const blue = colours.blue, ink = colours.ink;
    paint.drawImage(view.sheet, 0, 0, view.width, view.height);
    paint.lineCap = "butt";
    for (const [route, [base, area]] of map.routes.entries()) {
      const sorties = world.flows[route][number];
      if (!sorties) continue;
      const [x0, y0] = xy[base], [x1, y1] = xy[area], tanker = TRACK[area];
      const bend = 0.08, mx = (x0 + x1) / 2 + (y1 - y0) * bend, my = (y0 + y1) / 2 - (x1 - x0) * bend;
      paint.beginPath();
      paint.moveTo(x0, y0);
      paint.quadraticCurveTo(mx, my, x1, y1);
      paint.strokeStyle = tanker ? GREEN : blue;
      paint.globalAlpha = tanker ? 0.75 : 0.6;
      paint.lineWidth = Math.min(9, 0.7 + 0.9 * Math.sqrt(sorties));
      paint.setLineDash(tanker ? [2, 4] : [10, 3]);
      paint.lineDashOffset = -dash;
      paint.stroke();
    }
    paint.setLineDash([]);
    paint.globalAlpha = 1;
    map.places.forEach(([, kind], at) => {
      const [x, y] = xy[at];
      if (kind === "area") disc(paint, x, y, (world.coverage[at] || [])[number], blue);
      else if (kind === "track") oval(paint, x, y, ((world.track_fuel[at] || [])[number] || 0) / mostFuel, (world.tankers[at] || [])[number] || 0);
      else mark(paint, x, y, kind, ink);
    });
    paint.font = view.font;
    paint.lineWidth = 3;
    paint.lineJoin = "round";
    paint.strokeStyle = colours.land;
    paint.fillStyle = ink;
    for (const [text, x, y] of view.labels) { paint.strokeText(text, x, y); paint.fillText(text, x, y); }
  }

  /** An area: a disc that fills from below by the share of the day that it was watched. */
  function disc(paint, x, y, watched, blue) {
    const r = 9;
    paint.beginPath();
    paint.arc(x, y, r, 0, 2 * Math.PI);
    paint.fillStyle = colours.land;
    paint.fill();
    if (watched > 0) {
      const half = Math.acos(1 - watched / 50);
      paint.beginPath();
      paint.arc(x, y, r, Math.PI / 2 - half, Math.PI / 2 + half);
      paint.closePath();
      paint.fillStyle = blue;
      paint.fill();
    }
    paint.beginPath();
    paint.arc(x, y, r, 0, 2 * Math.PI);
    paint.strokeStyle = blue;
    paint.lineWidth = 2;
    paint.stroke();
  }

  function oval(paint, x, y, share, tankers) {
    paint.beginPath();
    paint.roundRect(x - 14, y - 6, 28, 12, 6);
    paint.fillStyle = colours.land;
    paint.fill();
    paint.globalAlpha = Math.sqrt(share);
    paint.fillStyle = GREEN;
    paint.fill();
    paint.globalAlpha = 1;
    paint.strokeStyle = GREEN;
    paint.lineWidth = tankers ? 2.2 : 1;
    paint.stroke();
  }

  function mark(paint, x, y, kind, ink) {
    paint.fillStyle = ink;
    if (kind !== "ship") return paint.fillRect(x - 3, y - 3, 6, 6);
    paint.beginPath();
    paint.moveTo(x, y - 5); paint.lineTo(x + 5, y + 4); paint.lineTo(x - 5, y + 4);
    paint.fill();
  }

  const number = (value) => Math.round(value).toLocaleString("en");
  const WORDS = { sorties: ["sortie", "sorties"], struck: ["target struck", "targets struck"], fuel: ["t fuel passed", "t fuel passed"], watched: ["% watched", "% watched"] };
  const counted = (name, value) => WORDS[name][Math.round(value) === 1 ? 0 : 1];
  const said = (world) => Object.keys(WORDS).map((name) => `${number(world[name][day])} ${counted(name, world[name][day])}`).join(", ");

  function show(next, { spoken = true } = {}) {
    day = Math.max(0, Math.min(map.dates.length - 1, Math.floor(next)));
    byId("map-day").value = day;
    byId("map-date").textContent = map.dates[day];
    for (const view of views) {
      paintDay(view, day);
      for (const name in view.out) {
        view.out[name].textContent = number(view.world[name][day]);
        view.out[name].nextSibling.textContent = " " + counted(name, view.world[name][day]);
      }
      tell(view);
      for (const bar of view.bars) {
        const left = view.world.stocks[bar.nation][day], out = (view.world.out[bar.nation] || [])[day] || 0;
        bar.fill.style.width = (100 * left / mostStock[bar.nation]).toFixed(1) + "%";
        bar.number.textContent = number(left);
        bar.row.classList.toggle("out", out > 0);
        bar.row.title = `${map.nations[bar.nation]}: ${number(left)} weapons on hand${out ? `, out of ${out} type${out > 1 ? "s" : ""}` : ""}`;
      }
    }
    if (spoken) {
      const words = `${map.dates[day]}. ` + map.worlds.map((world) => `${world.name}: ${said(world)}`).join("; ");
      byId("map-day").setAttribute("aria-valuetext", words);
      views.forEach((view) => view.canvas.setAttribute("aria-label", `Map, ${view.world.name}, ${map.dates[day]}: ${said(view.world)}`));
    }
  }

  /** The event line: what happened today, else what happened last. */
  function tell(view) {
    const today = view.world.events[day];
    let text = "", strong = false;
    if (today) { text = today.slice(0, 3).join("; ") + (today.length > 3 ? `; and ${today.length - 3} more` : ""); strong = true; }
    else for (let back = day - 1; back >= 0 && back > day - 8; back--) if (view.world.events[back]) {
      text = `${map.dates[back]}: ${view.world.events[back][0]}`;
      break;
    }
    if (view.told === text + strong) return;
    view.told = text + strong;
    view.event.replaceChildren(make(strong ? "b" : "span", { textContent: text }));
  }

  function step(now) {
    if (!playing) return;
    const at = from + (now - began) / 1000 * DAYS_PER_S;
    if (!still.matches) dash = (now / 40) % 1300;
    if (at >= map.dates.length) { show(map.dates.length - 1); return play(false); }
    show(at, { spoken: false });
    requestAnimationFrame(step);
  }

  function play(on) {
    playing = on;
    byId("map-play").setAttribute("aria-pressed", String(on));
    byId("map-play").textContent = on ? "Pause" : "Play";
    if (on) {
      from = day >= map.dates.length - 1 ? 0 : day;
      began = performance.now();
      requestAnimationFrame(step);
    } else show(day);
  }

  let colours = {};
  function redraw() {
    colours = { ink: colourOf("--ink"), land: colourOf("--land"), blue: isDark() ? "#56B4E9" : "#0072B2" };
    views.forEach(size);
    show(day);
  }

  document.addEventListener("DOMContentLoaded", () => {
    take(OWN.map);
    byId("map-day").addEventListener("input", (event) => { if (playing) play(false); show(Number(event.target.value)); });
    byId("map-play").addEventListener("click", () => play(!playing));
    let waiting = 0;
    new ResizeObserver(() => { clearTimeout(waiting); waiting = setTimeout(redraw, 60); }).observe(byId("maps"));
    REDRAWN.push(redraw);
    PULLED.then.push(["map", () => { take(OWN.map); redraw(); }]);
  });
})();
